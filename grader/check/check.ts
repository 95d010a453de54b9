/** A check: one thing that a learner's cluster must do, asked by sending requests and watching what happens. */
import type { Text } from "../text.ts";
import type { CheckContext } from "./context.ts";

/** When a learner may see a check and its feedback; the names are those that learning platforms use. */
export type Visibility = "visible" | "hidden" | "after_due_date" | "after_published";

export interface CheckOptions {
  /** What the learner reads: the outcome, not the way to it. */
  readonly title: Text;
  /** An integer; the points of all checks are the points of the exercise. */
  readonly points: number;
  /** Ids of earlier checks. Unless they all passed this one is not run, since its answer would say nothing new. */
  readonly dependsOn?: readonly string[];
  /** Why it failed, where the question that failed has no sentence of its own. */
  readonly why?: Text;
  /** What to look at next, where the state of the cluster gives no better hint. */
  readonly hint?: Text;
  /** Default `visible`. */
  readonly visibility?: Visibility;
}

export interface Check extends CheckOptions {
  readonly id: string;
  readonly visibility: Visibility;
  /** Whether it stands for a hidden check, which runs in grading alone. */
  readonly isHeldBack?: boolean;
  /** Returns when the learner's cluster does what it should; throws chai's AssertionError when it does not. */
  readonly run: (context: CheckContext) => Promise<void>;
}

/** What is to be said of a check, which any process may know. */
export type CheckFacts = Omit<Check, "run">;

/**
 * Defines one check of an exercise. `check.ts` exports them as `checks`, in the order in which they run: on one cluster,
 * so that a check which disturbs the cluster stands after those that it would disturb.
 *
 * @example
 * check(
 *   "five-endpoints",
 *   { title: { ko: "준비된 엔드포인트가 다섯 개입니다", en: "Five endpoints are ready" }, points: 4 },
 *   async ({ service, expect }) => {
 *     await expect(service("http-go-svc")).to.have.endpoints(5);
 *   },
 * );
 */
export function check(id: string, options: CheckOptions, run: Check["run"]): Check {
  return { ...options, id, visibility: options.visibility ?? "visible", run };
}

/** @returns what is wrong with a list of checks, one sentence each. */
export function checkProblems(checks: readonly Check[], points: number): readonly string[] {
  const problems: string[] = [];
  const earlier = new Set<string>();
  for (const { id, points: own, dependsOn = [] } of checks) {
    if (!/^[a-z0-9-]+$/.test(id))
      problems.push(`check ${JSON.stringify(id)}: an id has lower-case letters, digits and dashes`);
    if (earlier.has(id)) problems.push(`check ${id}: there are two of this id`);
    if (!Number.isInteger(own) || own < 1) problems.push(`check ${id}: points must be a positive integer`);
    for (const needed of dependsOn)
      if (!earlier.has(needed))
        problems.push(`check ${id}: dependsOn names ${needed}, which is no earlier check`);
    earlier.add(id);
  }
  const sum = checks.reduce((total, { points: own }) => total + own, 0);
  if (sum !== points)
    problems.push(`the points of the checks add up to ${sum}, and exercise.yaml says ${points}`);
  return problems;
}

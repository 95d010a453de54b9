/** Runs the checks of an exercise in their order, and gives the verdict on each: passed, failed with a reason and a hint, or not run. */
import type { Language } from "service-bootcamp";
import type { Check } from "../check/check.ts";
import type { CheckContext } from "../check/context.ts";
import { takeObserved } from "../check/observed.ts";
import { readCommands } from "../diagnosis/commands/index.ts";
import { type CheckResult, clip, notRun, reportThisFault, type TranscriptEntry } from "../result.ts";
import type { Text } from "../text.ts";
import { type Failure, failureOf } from "./failure.ts";
import { type Hint, ofAnotherVariant, withCommands } from "./hint.ts";
import { Parts } from "./parts.ts";
import { EVENTS_MAX } from "./replay.ts";
import { trafficOf } from "./traffic.ts";

export interface Verdicts {
  readonly results: readonly CheckResult[];
  /** Whether a check failed by a fault of its own, so that the answer is not graded. */
  readonly isBroken: boolean;
}

/** What is known of an answer besides the cluster that it made. */
export interface Evidence {
  /** Of the learner's commands; what they were told goes along with the first hint that a learner sees. */
  readonly transcript: readonly TranscriptEntry[];
  /** That it has the values of somebody else: then every failure comes of this. */
  readonly foreign?: Text | undefined;
}

export async function runChecks(
  checks: readonly Check[],
  context: Omit<CheckContext, "part">,
  { transcript, foreign }: Evidence,
  lang: Language,
): Promise<Verdicts> {
  let said = readCommands(transcript, context.cluster);
  const hintOf = (failure: Failure): Hint =>
    foreign === undefined ? withCommands(failure, said) : ofAnotherVariant(foreign);
  const results: CheckResult[] = [];
  const done = new Set<string>();
  let isBroken = false;
  for (const check of checks) {
    if (check.isHeldBack === true) {
      results.push({ ...notRun(check, heldBack, empty, lang), notRunBecause: "hidden" });
      continue;
    }
    const missing = checks.find(({ id }) => check.dependsOn?.includes(id) && !done.has(id));
    if (missing !== undefined) {
      results.push(notRun(check, waitsFor(missing), empty, lang));
      continue;
    }
    takeObserved(context.cluster);
    const judged = await runCheck(check, context, hintOf, lang);
    const traffic = trafficOf(takeObserved(context.cluster));
    const result = traffic.length === 0 ? judged : { ...judged, traffic };
    if (result.status === "passed") done.add(check.id);
    if (result.status === "not-run") isBroken = true;
    if (result.status === "failed" && check.visibility === "visible") said = [];
    results.push(result);
  }
  return { results, isBroken };
}

async function runCheck(
  check: Check,
  context: Omit<CheckContext, "part">,
  hintOf: (failure: Failure) => Hint,
  lang: Language,
): Promise<CheckResult> {
  const parts = new Parts(check);
  try {
    context.cluster.limitEvents(EVENTS_MAX);
    await check.run({ ...context, part: parts.ask });
    const { earned, failure } = parts.result();
    return failure === undefined
      ? passed(check, lang)
      : failed(check, earned, failure, hintOf(failure), lang);
  } catch (error) {
    const failure = failureOf(check, error);
    if (failure === undefined) return notRun(check, checkFailed(error), reportThisFault, lang);
    return failed(check, 0, failure, hintOf(failure), lang);
  }
}

function passed({ id, title, points, visibility }: Check, lang: Language): CheckResult {
  const nothing = { why: "", hint: "", expected: null, actual: null };
  return { id, title: title[lang], status: "passed", points, score: points, ...nothing, visibility };
}

function failed(
  { id, title, points, visibility }: Check,
  score: number,
  { why, expected, actual }: Failure,
  { hint, cause }: Hint,
  lang: Language,
): CheckResult {
  return {
    id,
    title: title[lang],
    status: "failed",
    points,
    score,
    why: clip(why[lang]),
    hint: clip(hint[lang]),
    expected: plain(expected),
    actual: plain(actual),
    visibility,
    ...(cause === undefined ? {} : { cause }),
  };
}

/** Only plain data leaves the judge; what is none, such as a value that holds itself, leaves as what JavaScript calls it. */
function plain(value: unknown): unknown {
  try {
    return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
  } catch {
    return String(value);
  }
}

const empty: Text = { en: "", ko: "" };
const heldBack: Text = {
  en: "Hidden, not run yet: it runs when your submission is graded",
  ko: "숨은 검사라 아직 실행하지 않았습니다. 제출물을 채점할 때 실행합니다",
};

function checkFailed(error: unknown): Text {
  const message = error instanceof Error ? error.message : String(error);
  return {
    en: `The check failed by a fault of its own: ${message}`,
    ko: `검사 자체가 실패했습니다: ${message}`,
  };
}

function waitsFor({ title }: Check): Text {
  return { en: `Checked once this passes: ${title.en}`, ko: `먼저 통과해야 합니다: ${title.ko}` };
}

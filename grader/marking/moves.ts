/** Whose mark moves between two standings of a class, by which check, and what changed meanwhile. */
import { createHash } from "node:crypto";
import type { CheckResult, ExerciseMark, ExerciseResult } from "../result.ts";
import type { MarkedExercise, MarkRules } from "./marks.ts";

/** What a learner has at a moment, and what it depends on; kept when marks are published. */
export interface Standing {
  readonly learner: string;
  readonly exercises: readonly ExerciseStanding[];
}

export interface ExerciseStanding {
  readonly id: string;
  readonly points: number;
  readonly maxScore: number;
  readonly status: ExerciseResult["status"];
  readonly checks: readonly CheckStanding[];
  readonly basis: Basis;
}

type CheckStanding = Pick<CheckResult, "id" | "title" | "status" | "score" | "cause">;

/** All that a mark depends on. */
interface Basis {
  /** Which answer, and when it was there. */
  readonly submission: string;
  /** Of the exercise and the grader together. */
  readonly judge: string;
  readonly courseHash: string;
  readonly version: string;
  readonly seed: number;
  readonly manual: string;
  readonly policy: string;
  readonly dueMs: number | null;
}

export type Because = "submission" | "exercise" | "grader" | "seed" | "manual-points" | "policy" | "due-date";

export interface Move {
  readonly learner: string;
  readonly exercise: string;
  /** Undefined where there was no mark before. */
  readonly before: number | undefined;
  readonly after: number;
  readonly maxScore: number;
  readonly checks: readonly CheckMove[];
  /** What changed of all that a mark depends on. */
  readonly because: readonly Because[];
}

export interface CheckMove {
  readonly id: string;
  readonly title: string;
  readonly before: CheckStanding | undefined;
  readonly after: CheckStanding | undefined;
}

export function standingOf(
  learner: string,
  exercises: readonly MarkedExercise[],
  { policy }: MarkRules,
): Standing {
  return {
    learner,
    exercises: exercises.map(({ attempt: { result, grader, submission, submittedAt }, mark, dueMs }) => ({
      id: result.id,
      points: mark.points,
      maxScore: mark.maxScore,
      status: result.status,
      checks: result.checks.map((check) => checkStanding(check, mark)),
      basis: {
        submission: `${result.answerSha256 ?? submission.sha256} ${submittedAt}`,
        judge: result.exerciseSha256 ?? grader.courseHash,
        courseHash: grader.courseHash,
        version: grader.version,
        seed: grader.seed,
        manual: JSON.stringify(mark.manual),
        policy: createHash("sha256").update(JSON.stringify(policy)).digest("hex"),
        dueMs: dueMs ?? null,
      },
    })),
  };
}

function checkStanding(
  { id, title, status, score, cause }: CheckResult,
  { manual }: ExerciseMark,
): CheckStanding {
  const given = manual.find(({ check }) => check === id)?.points;
  return { id, title, status, score: given ?? score, ...(cause === undefined ? {} : { cause }) };
}

/** In the order of `after`. Who is not in `after` has not been graded again, and keeps what they have. */
export function movesBetween(before: readonly Standing[], after: readonly Standing[]): readonly Move[] {
  const old = new Map(before.map((standing) => [standing.learner, standing.exercises]));
  return after.flatMap(({ learner, exercises }) =>
    exercises.flatMap((exercise) => {
      const earlier = old.get(learner)?.find(({ id }) => id === exercise.id);
      return isSame(earlier, exercise) ? [] : [moveOf(learner, earlier, exercise)];
    }),
  );
}

/** Who appears with nothing handed in has not moved. */
function isSame(before: ExerciseStanding | undefined, after: ExerciseStanding): boolean {
  if (before === undefined) return after.status === "not-submitted";
  return before.points === after.points && before.status === after.status;
}

function moveOf(learner: string, before: ExerciseStanding | undefined, after: ExerciseStanding): Move {
  return {
    learner,
    exercise: after.id,
    before: before?.points,
    after: after.points,
    maxScore: after.maxScore,
    checks: before === undefined ? [] : checkMoves(before.checks, after.checks),
    because: before === undefined ? ["submission"] : becauseOf(before.basis, after.basis),
  };
}

function becauseOf(before: Basis, after: Basis): readonly Because[] {
  const differs = (part: keyof Basis) => before[part] !== after[part];
  const isJudgedAnew = differs("judge");
  const changed: Readonly<Record<Because, boolean>> = {
    submission: differs("submission"),
    exercise: isJudgedAnew && differs("courseHash"),
    grader: isJudgedAnew && (differs("version") || !differs("courseHash")),
    seed: differs("seed"),
    "manual-points": differs("manual"),
    policy: differs("policy"),
    "due-date": differs("dueMs"),
  };
  return (Object.keys(changed) as Because[]).filter((reason) => changed[reason]);
}

function checkMoves(before: readonly CheckStanding[], after: readonly CheckStanding[]): readonly CheckMove[] {
  const ids = [...new Set([...after, ...before].map(({ id }) => id))];
  return ids
    .map((id) => {
      const [old, now] = [before, after].map((checks) => checks.find((check) => check.id === id));
      return { id, title: (now ?? old)?.title ?? id, before: old, after: now };
    })
    .filter(
      ({ before: old, after: now }) =>
        old?.score !== now?.score || old?.status !== now?.status || old?.cause !== now?.cause,
    );
}

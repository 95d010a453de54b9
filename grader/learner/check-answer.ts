/** Judges a learner's own answer as grading does, and keeps what came of it in their progress. */
import { loadVisibleChecks } from "../check/check-module.ts";
import type { Exercise } from "../course/exercise.ts";
import { type JudgeOptions, judge } from "../judge/judge.ts";
import { type CheckResult, type ExerciseResult, sum } from "../result.ts";
import { counted, type Text } from "../text.ts";
import type { Learner } from "./learner.ts";
import { type Told, toldOf } from "./told.ts";

export interface CheckedAnswer {
  readonly result: ExerciseResult;
  readonly isSolved: boolean;
  /** What of the result the learner is told now. */
  readonly told: Told;
}

export interface CheckOptions extends JudgeOptions {
  /** Whether a failure counts towards the next hint. */
  readonly isTry?: boolean;
}

/** @throws ExerciseError when the exercise is broken. */
export async function checkAnswer(
  learner: Learner,
  exercise: Exercise,
  { isTry = true, ...options }: CheckOptions,
): Promise<CheckedAnswer> {
  const { files, notes } = learner.work.readWithNotes(exercise);
  const judged = await judge(exercise, await loadVisibleChecks(exercise), files, options);
  const result = { ...judged, notes: [...notes.map((note) => note[options.lang]), ...(judged.notes ?? [])] };
  const isSolved = result.status === "graded" && result.checks.every(isPassedOrHidden);
  const isFailure = result.status === "graded" && !isSolved;
  learner.record(exercise, (before) => ({
    checks: before.checks + 1,
    score: result.score,
    best: Math.max(before.best, result.score),
    failedSinceHint: before.failedSinceHint + (isFailure && isTry ? 1 : 0),
    ...(isSolved && before.solvedAt === undefined ? { solvedAt: new Date().toISOString() } : {}),
  }));
  const isUntouched =
    files.size === exercise.start.size &&
    [...files].every(([path, text]) => exercise.start.get(path) === text);
  const { hintsSeen = 0 } = learner.progressOf(exercise) ?? {};
  return { result, isSolved, told: toldOf(exercise, result, { isUntouched, hintsSeen }) };
}

function isPassedOrHidden({ status, notRunBecause }: CheckResult): boolean {
  return status === "passed" || notRunBecause === "hidden";
}

/** What to say of points that only grading gives; undefined where there are none. */
export function pointsHeldBack({ checks }: ExerciseResult): Text | undefined {
  const hidden = checks.filter(({ notRunBecause }) => notRunBecause === "hidden");
  const points = sum(hidden.map((each) => each.points));
  if (hidden.length === 0) return undefined;
  return {
    en: `${counted(points, "more point")} when your submission is graded: ${counted(hidden.length, "check")} of this exercise ${hidden.length === 1 ? "is" : "are"} hidden, and not run yet.`,
    ko: `남은 ${points}점은 제출물을 채점할 때 정해집니다. 이 연습에는 아직 실행하지 않은 숨은 검사가 ${hidden.length}개 있습니다.`,
  };
}

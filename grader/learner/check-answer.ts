/** Judges a learner's own answer as grading does, and keeps what came of it in their progress. */
import { loadChecks } from "../check/check-module.ts";
import type { Exercise } from "../course/exercise.ts";
import { type JudgeOptions, judge } from "../judge/judge.ts";
import type { ExerciseResult } from "../result.ts";
import type { Learner } from "./learner.ts";

export interface CheckedAnswer {
  readonly result: ExerciseResult;
  readonly isSolved: boolean;
  /** Whether the files are still those that the exercise begins with. */
  readonly isUntouched: boolean;
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
  const judged = await judge(exercise, await loadChecks(exercise), files, options);
  const result = { ...judged, notes: [...notes.map((note) => note[options.lang]), ...(judged.notes ?? [])] };
  const isSolved = result.status === "graded" && result.score === result.maxScore;
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
  return { result, isSolved, isUntouched };
}

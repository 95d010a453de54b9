/** Judges a learner's own answer as grading does, and keeps what came of it in their progress. */
import { loadChecks } from "../check/check-module.ts";
import type { Exercise } from "../course/exercise.ts";
import { type JudgeOptions, judge } from "../judge/judge.ts";
import type { ExerciseResult } from "../result.ts";
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
  const { hintsSeen = 0 } = learner.progressOf(exercise) ?? {};
  return { result, isSolved, told: toldOf(exercise, result, { isUntouched, hintsSeen }) };
}

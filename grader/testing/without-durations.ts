/** A result as it is on every machine. */
import type { ExerciseResult, LearnerResult } from "../result.ts";

export function withoutDurations(result: LearnerResult): LearnerResult {
  return { ...result, exercises: result.exercises.map(withoutDuration) };
}

export function withoutDuration(result: ExerciseResult): ExerciseResult {
  return { ...result, durationMs: 0 };
}

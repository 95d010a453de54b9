/** A result as it is on every machine. */
import type { LearnerResult } from "../result.ts";

export function withoutDurations(result: LearnerResult): LearnerResult {
  return { ...result, exercises: result.exercises.map((exercise) => ({ ...exercise, durationMs: 0 })) };
}

/** Whether reports have hints. The gradebook keeps them in any case. */
import type { LearnerResult } from "../result.ts";
import type { Policy } from "./policy.ts";

/** @param areReleased whether the instructor has released them. */
export function withHintsAllowed(
  results: readonly LearnerResult[],
  { hints = "always" }: Policy,
  areReleased: boolean,
): readonly LearnerResult[] {
  const isAllowed = hints === "always" || (hints === "released" && areReleased);
  return isAllowed ? results : results.map(withoutHints);
}

function withoutHints(result: LearnerResult): LearnerResult {
  const exercises = result.exercises.map((exercise) => ({
    ...exercise,
    checks: exercise.checks.map((check) => ({ ...check, hint: "" })),
  }));
  return { ...result, exercises };
}

/** Whether reports have hints. The gradebook keeps them in any case. */
import type { LearnerResult } from "../result.ts";
import type { Policy } from "./policy.ts";

/** @param areReleased whether the instructor has released them. */
export function areHintsAllowed({ hints = "always" }: Policy, areReleased: boolean): boolean {
  return hints === "always" || (hints === "released" && areReleased);
}

export function withoutHints(result: LearnerResult): LearnerResult {
  const exercises = result.exercises.map((exercise) => ({
    ...exercise,
    checks: exercise.checks.map((check) => ({ ...check, hint: "" })),
  }));
  return { ...result, exercises };
}

/** What a learner is told of a check that did not pass. Where the fault is to be found, they look for it themselves first. */
import type { Exercise } from "../course/exercise.ts";
import { ANOTHER_VARIANT } from "../judge/hint.ts";
import type { CheckResult, ExerciseResult } from "../result.ts";

export interface Told {
  readonly checks: readonly CheckResult[];
  /** What is left out of them, and why: nothing has been tried yet, or no hint has been asked for. */
  readonly withheld?: Withheld;
}

export type Withheld = "until-tried" | "until-hint";

/**
 * @param isUntouched whether the files are still those that the exercise begins with.
 * @param hintsSeen how many of the exercise's own hints the learner has read.
 */
export function toldOf(
  { kind }: Exercise,
  { checks }: ExerciseResult,
  { isUntouched, hintsSeen }: { readonly isUntouched: boolean; readonly hintsSeen: number },
): Told {
  const isSearch = kind === "fix" || kind === "detective";
  const withheld = isUntouched ? "until-tried" : isSearch && hintsSeen === 0 ? "until-hint" : undefined;
  if (withheld === undefined) return { checks };
  // Of a request that failed, the reason says where it was stopped: for a detective, half of the answer.
  const sayReason = kind !== "detective";
  // That an answer is to the exercise of somebody else is nothing to find out.
  const told = checks.map((check) =>
    check.status === "failed" && check.cause !== ANOTHER_VARIANT
      ? { ...check, why: sayReason ? check.why : "", hint: "" }
      : check,
  );
  return { checks: told, ...(isWithheld(checks, told) ? { withheld } : {}) };
}

/** Whether there was anything to leave out. */
function isWithheld(checks: readonly CheckResult[], told: readonly CheckResult[]): boolean {
  return checks.some(({ why, hint }, at) => why !== told[at]?.why || hint !== told[at]?.hint);
}

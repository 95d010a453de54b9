/**
 * Checks that learners do not have: `check.hidden.ts` beside check.ts, which stays with the instructor. Of these a learner knows what
 * exercise.yaml says: how many there are, and how many points they have together.
 */
import type { Exercise, HiddenChecks } from "../course/exercise.ts";
import type { Check } from "./check.ts";

export const HIDDEN_CHECKS_FILE = "check.hidden.ts";

/** Nothing of a hidden check is told at once, so none of them is visible. */
export function asHidden(checks: readonly Check[]): readonly Check[] {
  return checks.map((each) => ({
    ...each,
    visibility: each.visibility === "visible" ? "hidden" : each.visibility,
  }));
}

/** What stands in their place where they are not run: as many, with as many points. */
export function heldBack({ hidden }: Pick<Exercise, "hidden">): readonly Check[] {
  const { checks, points } = hidden ?? { checks: 0, points: 0 };
  return Array.from({ length: checks }, (_, at) => ({
    id: `hidden-${at + 1}`,
    title: { en: `Hidden check ${at + 1} of ${checks}`, ko: `숨은 검사 ${at + 1}/${checks}` },
    points: Math.floor((points * (at + 1)) / checks) - Math.floor((points * at) / checks),
    visibility: "hidden",
    isHeldBack: true,
    run: async () => {
      throw new Error("a check that is held back is not run");
    },
  }));
}

/** @returns what is wrong, one sentence each, where exercise.yaml says something else. */
export function hiddenProblems(
  checks: readonly Check[],
  declared: HiddenChecks | undefined,
): readonly string[] {
  const points = checks.reduce((total, each) => total + each.points, 0);
  if (declared?.checks === checks.length && declared.points === points) return [];
  return [`exercise.yaml has to say: hidden: { checks: ${checks.length}, points: ${points} }`];
}

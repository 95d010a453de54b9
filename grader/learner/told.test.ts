import { describe, expect, test } from "vitest";
import type { Exercise } from "../course/exercise.ts";
import { ANOTHER_VARIANT } from "../judge/hint.ts";
import type { CheckResult, ExerciseResult } from "../result.ts";
import { toldOf } from "./told.ts";

const judged = (why: string, hint: string, status: CheckResult["status"] = "failed"): CheckResult => ({
  ...{ id: "answers", title: "It answers", status, points: 2, score: 0, why, hint },
  ...{ expected: null, actual: null, visibility: "visible" },
});
const failed = judged("nobody answers", "the selector matches no Pod");
const waiting = judged("checked once this passes: It answers", "", "not-run");

function told(kind: Exercise["kind"], isUntouched: boolean, hintsSeen: number, checks = [failed, waiting]) {
  const { checks: shown, withheld } = toldOf({ kind } as Exercise, { checks } as unknown as ExerciseResult, {
    isUntouched,
    hintsSeen,
  });
  return [withheld, ...shown.map(({ why, hint }) => [why, hint].filter((text) => text !== "").join(" -> "))];
}

const all = [undefined, "nobody answers -> the selector matches no Pod", waiting.why];

describe("a check that did not pass", () => {
  test("tells all once a learner has tried something, where the fault is no secret", () => {
    for (const kind of ["build", "improve", "migrate", "explain"] as const)
      expect([kind, told(kind, false, 0)]).toEqual([kind, all]);
  });

  test("tells no hint before anything was tried, however many hints were read", () => {
    expect(told("build", true, 2)).toEqual(["until-tried", "nobody answers", waiting.why]);
    expect(told("detective", true, 2)).toEqual(["until-tried", "", waiting.why]);
  });

  test("leaves the fault to be found until a hint was asked for", () => {
    expect(told("fix", false, 0)).toEqual(["until-hint", "nobody answers", waiting.why]);
    expect(told("detective", false, 0)).toEqual(["until-hint", "", waiting.why]);
    expect(told("fix", false, 1)).toEqual(all);
    expect(told("detective", false, 1)).toEqual(all);
  });

  test("says at once that an answer has the values of somebody else", () => {
    const foreign = { ...failed, cause: ANOTHER_VARIANT };
    for (const kind of ["fix", "detective"] as const)
      expect([kind, told(kind, false, 0, [foreign])]).toEqual([kind, all.slice(0, 2)]);
  });

  test("says that something was left out only where something was", () => {
    expect(told("fix", false, 0, [judged("", "", "passed")])).toEqual([undefined, ""]);
  });
});

// Whose mark moves, by which check, from which cause to which, and what changed.
import { describe, expect, test } from "vitest";
import { recordWith, submissionOn } from "../testing/kept-class.ts";
import { checkResult } from "../testing/reported-class.ts";
import { learnerMark } from "./learner-mark.ts";
import { movesBetween } from "./moves.ts";
import { NO_POLICY } from "./policy.ts";
import type { Judged, LearnerRecord } from "./record.ts";

const ID = "01-scale-to-five";
const failed = checkResult({
  id: "turns",
  title: "They take turns",
  status: "failed",
  score: 0,
  cause: "affinity-on",
});
const before = recordWith({ submissions: [submissionOn(1, { score: 0, checks: [failed] })] });
const passed = { score: 4, checks: [{ ...failed, status: "passed" as const, score: 4, cause: undefined }] };

function standings(record: LearnerRecord, policy = NO_POLICY, classDueMs?: number) {
  const mark = learnerMark(record, [ID], { policy, classDueMs });
  return mark === undefined ? [] : [mark.standing];
}

/** The submission judged again. */
function judgedAgain(result: object, grader: Partial<Judged["grader"]> = {}): LearnerRecord {
  const submissions = before.submissions.map(({ submission, exercises }) => ({
    submission,
    exercises: exercises.map((each) => ({
      result: { ...each.result, ...result },
      grader: { ...each.grader, ...grader },
    })),
  }));
  return { ...before, submissions };
}

describe("a mark moves", () => {
  test("with the check that moved it, its causes, and what changed", () => {
    const after = judgedAgain({ ...passed, exerciseSha256: "f".repeat(64) }, { courseHash: "2".repeat(64) });
    expect(movesBetween(standings(before), standings(after))).toMatchObject([
      {
        learner: "kim",
        exercise: ID,
        before: 0,
        after: 4,
        because: ["exercise"],
        checks: [
          {
            id: "turns",
            before: { status: "failed", cause: "affinity-on" },
            after: { status: "passed", score: 4 },
          },
        ],
      },
    ]);
  });

  test.each([
    ["grader", judgedAgain({ ...passed, exerciseSha256: "f".repeat(64) }, { version: "2.0.0" })],
    ["seed", judgedAgain(passed, { seed: 9 })],
    ["submission", judgedAgain({ ...passed, answerSha256: "b".repeat(64) })],
    ["manual-points", { ...before, manual: [{ exercise: ID, points: 3, reason: "shown" }] }],
  ])("because of another %s", (reason, after) =>
    expect(movesBetween(standings(before), standings(after))).toMatchObject([{ because: [reason] }]),
  );

  test("because of another policy, or another due date", () => {
    const late = { ...NO_POLICY, late: { percent: 10 } };
    const full = judgedAgain(passed);
    expect(movesBetween(standings(full, NO_POLICY, 0), standings(full, late, 0))).toMatchObject([
      { before: 4, after: 0, because: ["policy"], checks: [] },
    ]);
    expect(movesBetween(standings(full, late), standings(full, late, 0))).toMatchObject([
      { because: ["due-date"] },
    ]);
  });
});

test("no mark moves where only what it depends on has changed", () => {
  expect(movesBetween(standings(before), standings(judgedAgain({}, { seed: 9 })))).toEqual([]);
});

test("who is new moves from nothing, but not with nothing handed in", () => {
  expect(movesBetween([], standings(before))).toMatchObject([{ before: undefined, because: ["submission"] }]);
  expect(movesBetween([], standings(judgedAgain({ status: "not-submitted" })))).toEqual([]);
});

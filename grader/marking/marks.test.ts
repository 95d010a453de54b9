// Which attempt counts, what is taken off, and what an instructor gave by hand.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, recordWith, submissionOn } from "../testing/kept-class.ts";
import { checkResult } from "../testing/reported-class.ts";
import { type MarkRules, marked, markedResult } from "./marks.ts";
import { NO_POLICY, type Policy } from "./policy.ts";
import type { LearnerRecord } from "./record.ts";

const [ONE, TWO] = ["01-scale-to-five", "02-selector"];
const rules = (policy: Partial<Policy> = {}, classDueMs?: number): MarkRules => ({
  policy: { ...NO_POLICY, ...policy },
  classDueMs,
});
const scored = (score: number, id = ONE) => ({ id, score, maxScore: 10 });

/** Of the first exercise. */
function markOf(record: LearnerRecord, given: MarkRules) {
  return marked(record, [ONE, TWO], given).mark.exercises[0];
}

describe("without a policy", () => {
  test("a mark is the score of the last answer", () => {
    const record = recordWith({ submissions: [submissionOn(1, scored(8)), submissionOn(2, scored(4))] });
    expect(marked(record, [ONE, TWO], rules()).mark).toEqual({
      points: 4,
      maxPoints: 10,
      comments: [],
      exercises: [{ id: ONE, points: 4, score: 4, maxScore: 10, manual: [], comments: [] }],
    });
  });

  test("an exercise that is missing in the last submission keeps its answer of an earlier one", () => {
    const none = { ...scored(0), status: "not-submitted" as const };
    const record = recordWith({ submissions: [submissionOn(1, scored(8)), submissionOn(2, none)] });
    expect(markOf(record, rules())?.points).toBe(8);
  });

  test("the newest answer decides, also where it was seen first", () => {
    const record = recordWith({ submissions: [submissionOn(2, scored(4)), submissionOn(1, scored(8))] });
    expect(markOf(record, rules())?.points).toBe(4);
  });
});

describe("late", () => {
  const late = { percent: 10, percentMax: 50 };

  test("8 of 10, two days late, -20 %: 6.4", () => {
    const record = recordWith({ submissions: [submissionOn(4, scored(8))] });
    expect(markOf(record, rules({ late }, dayOf(2)))).toMatchObject({
      score: 8,
      points: 6.4,
      late: { periods: 2, graceDays: 0, percent: 20 },
    });
  });

  test("an answer that was there in time is not late when another one is handed in beside it", () => {
    const answerSha256 = "a".repeat(64);
    const early = submissionOn(1, { ...scored(8), answerSha256 });
    const again = submissionOn(9, { ...scored(8), answerSha256 }, scored(6, TWO));
    const { mark } = marked(
      recordWith({ submissions: [early, again] }),
      [ONE, TWO],
      rules({ late }, dayOf(2)),
    );
    expect(mark.exercises.map(({ points }) => points)).toEqual([8, 3]);
  });

  test("an extension moves the due date, a multiplier stretches the time until it and the periods after it", () => {
    const submissions = [submissionOn(5, scored(10))];
    const points = (allowances: LearnerRecord["allowances"] = {}) =>
      markOf(recordWith({ submissions, allowances }), rules({ late, assignments }))?.points;
    const assignments = [{ exercises: [ONE], opens: "2026-01-01T00:00Z", due: "2026-01-03T00:00Z" }];
    expect(points()).toBe(8);
    expect(points({ extension: { byMs: 86_400_000 } })).toBe(9);
    expect(points({ extension: { untilMs: dayOf(4) } })).toBe(9);
    expect(points({ timeMultiplier: 1.25 })).toBe(8); // due half a day later, and a day and a half are two periods of 1.25 days
    expect(points({ timeMultiplier: 1.5 })).toBe(9);
    expect(points({ timeMultiplier: 2 })).toBe(10);
  });

  test("grace days are shared by assignments, the one that is due first takes them, and none is used for nothing", () => {
    const assignments = [
      { exercises: [TWO], due: "2026-01-05T00:00Z" },
      { exercises: [ONE], due: "2026-01-02T00:00Z" },
    ];
    const policy = { late: { ...late, graceDays: 3 }, assignments };
    const graced = (first: number, second: number) =>
      marked(
        recordWith({ submissions: [submissionOn(4, scored(first)), submissionOn(7, scored(second, TWO))] }),
        [ONE, TWO],
        rules(policy),
      ).mark.exercises.map(({ points, late: found }) => [points, found?.graceDays]);
    expect(graced(10, 10)).toEqual([
      [10, 2],
      [9, 1],
    ]);
    expect(graced(0, 10)).toEqual([
      [0, 0],
      [10, 2],
    ]);
  });
});

describe("attempts", () => {
  const three = [submissionOn(1, scored(4)), submissionOn(2, scored(9)), submissionOn(3, scored(6))];

  test("the best counts, or the last, of as many as the policy allows", () => {
    const points = (attempts: Policy["attempts"]) =>
      markOf(recordWith({ submissions: three }), rules({ ...(attempts === undefined ? {} : { attempts }) }));
    expect(points({ counts: "best" })?.points).toBe(9);
    expect(points({ counts: "last" })?.points).toBe(6);
    expect(points({ counts: "last", max: 2 })).toMatchObject({ points: 9, attempts: { used: 2, max: 2 } });
    expect(points({ max: 1 })?.points).toBe(4);
  });

  test("the best is the best mark: a better answer that is too late does not take an earlier one away", () => {
    const record = recordWith({ submissions: [submissionOn(1, scored(6)), submissionOn(4, scored(8))] });
    const policy = { late: { percent: 20 }, attempts: { counts: "best" as const } };
    expect(markOf(record, rules(policy, dayOf(2)))?.points).toBe(6);
  });

  test("an answer that the grader failed on is no attempt, and is no mark either while it is the newest", () => {
    const failed = { ...scored(0), status: "error" as const };
    const submissions = [submissionOn(1, failed), submissionOn(2, scored(4)), submissionOn(3, scored(9))];
    expect(markOf(recordWith({ submissions }), rules({ attempts: { max: 2 } }))?.points).toBe(9);
    const open = recordWith({ submissions: [...submissions.slice(0, 2), submissionOn(3, failed)] });
    expect(marked(open, [ONE], rules({ attempts: { max: 2 } })).exercises[0]?.attempt.result.status).toBe(
      "error",
    );
  });

  test("the same answer handed in again is no new attempt", () => {
    const again = { ...scored(4), answerSha256: "a".repeat(64) };
    const submissions = [submissionOn(1, again), submissionOn(2, again), submissionOn(3, scored(9))];
    expect(markOf(recordWith({ submissions }), rules({ attempts: { max: 2 } }))).toMatchObject({
      points: 9,
      attempts: { used: 2, max: 2 },
    });
  });
});

describe("points by hand", () => {
  const checks = [
    checkResult({ id: "a", score: 2, points: 5 }),
    checkResult({ id: "b", score: 0, points: 5 }),
  ];
  const submissions = [submissionOn(4, { ...scored(2), checks })];
  const late = { percent: 10 };

  test("of a check stand for the check's own, and lateness counts", () => {
    const manual = [{ exercise: ONE, check: "b", points: 4, reason: "nearly" }];
    expect(markOf(recordWith({ submissions, manual }), rules({ late }, dayOf(2)))).toMatchObject({
      score: 6,
      points: 4.8,
      manual: [{ check: "b", points: 4, reason: "nearly" }],
    });
  });

  test("of an exercise are its mark", () => {
    const manual = [{ exercise: ONE, points: 7, reason: "shown at the desk" }];
    const mark = markOf(recordWith({ submissions, manual }), rules({ late }, dayOf(2)));
    expect(mark).toMatchObject({ points: 7 });
    expect(mark).not.toHaveProperty("late");
  });
});

test("the result keeps the raw scores of the attempts that count, and has the mark beside them", () => {
  const record = recordWith({ submissions: [submissionOn(1, scored(9)), submissionOn(4, scored(4))] });
  const given = rules({ attempts: { counts: "best" }, late: { percent: 50 } }, dayOf(0));
  const result = markedResult(record, marked(record, [ONE], given));
  expect(result).toMatchObject({
    score: 9,
    maxScore: 10,
    submission: { submittedAt: "2026-01-04T00:00:00.000Z" },
    mark: { points: 4.5, maxPoints: 10 },
  });
});

test("allowances never lower a mark, and no mark is above the score or below what the cap leaves", () => {
  const submission = fc.record({
    day: fc.integer({ min: 1, max: 40 }),
    score: fc.integer({ min: 0, max: 10 }),
  });
  const policies = fc.record({
    percent: fc.integer({ min: 0, max: 100 }),
    percentMax: fc.integer({ min: 0, max: 100 }),
    graceDays: fc.integer({ min: 0, max: 5 }),
    counts: fc.constantFrom("best" as const, "last" as const),
  });
  fc.assert(
    fc.property(
      fc.array(submission, { minLength: 1, maxLength: 5 }),
      policies,
      (submitted, { counts, ...late }) => {
        const submissions = submitted.map(({ day, score }, index) =>
          submissionOn(day + index / 10, scored(score)),
        );
        const given = rules({ late, attempts: { counts } }, dayOf(10));
        const plain = markOf(recordWith({ submissions }), given);
        const points = plain?.points ?? Number.NaN;
        expect(points).toBeLessThanOrEqual(plain?.score ?? Number.NaN);
        expect(points).toBeGreaterThanOrEqual(((plain?.score ?? 0) * (100 - late.percentMax)) / 100 - 0.01);
        for (const allowances of [{ timeMultiplier: 2 }, { extension: { byMs: 86_400_000 } }])
          expect(markOf(recordWith({ submissions, allowances }), given)?.points).toBeGreaterThanOrEqual(
            points,
          );
      },
    ),
  );
});

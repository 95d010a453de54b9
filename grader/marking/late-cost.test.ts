// What being late costs: more time never costs less, and more allowances never cost more.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deducted, latePeriods, percentOff } from "./late-cost.ts";

const HOUR_MS = 3_600_000;
const late = fc.record({
  percent: fc.integer({ min: 0, max: 100 }),
  period: fc.constantFrom("30m", "12h", "1d", "1w"),
  percentMax: fc.integer({ min: 0, max: 100 }),
  bufferMinutes: fc.integer({ min: 0, max: 120 }),
});
const times = fc.integer({ min: 0, max: 60 * 86_400_000 });

describe("a period", () => {
  test.each([
    [0, 0],
    [1, 1],
    [24 * HOUR_MS, 1],
    [24 * HOUR_MS + 1, 2],
    [-HOUR_MS, 0],
  ])("%d ms late: %d periods of a day have begun", (ms, periods) =>
    expect(latePeriods(ms, { percent: 10 })).toBe(periods),
  );

  test("a buffer forgives who is late by no more than it, and nobody else", () => {
    const policy = { percent: 10, bufferMinutes: 15 };
    expect(latePeriods(15 * 60_000, policy)).toBe(0);
    expect(latePeriods(15 * 60_000 + 1, policy)).toBe(1);
  });

  test("a multiplier stretches it", () => {
    expect(latePeriods(48 * HOUR_MS, { percent: 10 }, 2)).toBe(1);
    expect(latePeriods(36 * HOUR_MS, { percent: 10, period: "12h" }, 1.5)).toBe(2);
  });
});

test("the later it comes, the more is taken off; a multiplier and a buffer never take off more", () => {
  fc.assert(
    fc.property(
      late,
      times,
      times,
      fc.double({ min: 1, max: 10, noNaN: true }),
      (policy, a, b, multiplier) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const off = (ms: number, times = 1) => percentOff(latePeriods(ms, policy, times), policy);
        expect(off(less)).toBeLessThanOrEqual(off(more));
        expect(off(more, multiplier)).toBeLessThanOrEqual(off(more));
        expect(off(more)).toBeLessThanOrEqual(
          percentOff(latePeriods(more, { ...policy, bufferMinutes: 0 }), policy),
        );
        expect(off(more)).toBeLessThanOrEqual(policy.percentMax);
      },
    ),
  );
});

test("what is left of a score is between nothing and all of it, in hundredths", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 100 }), (score, percent) => {
      const left = deducted(score, percent);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThanOrEqual(score);
      expect(Math.abs(left * 100 - Math.round(left * 100))).toBeLessThan(1e-6);
    }),
  );
  expect(deducted(8, 20)).toBe(6.4);
});

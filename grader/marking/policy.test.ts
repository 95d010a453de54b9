// A policy is read, or refused with the place of each fault.
import { describe, expect, test } from "vitest";
import { PolicyFault, parsePolicy } from "./policy.ts";

const faultsOf = (text: string): string => {
  try {
    parsePolicy("policy.yaml", text);
  } catch (error) {
    if (error instanceof PolicyFault) return error.text.en;
    throw error;
  }
  return "";
};
const HEAD = "schema: service-bootcamp/policy/v1\n";

test("all of it", () => {
  const text = `${HEAD}assignments:
  - {exercises: [01-expose], opens: 2026-03-02T09:00+09:00, due: "2026-03-09T23:59+09:00"}
late: {percent: 10, period: 12h, percentMax: 50, graceDays: 3, bufferMinutes: 15}
attempts: {counts: best, max: 5}
hints: released
`;
  expect(parsePolicy("policy.yaml", text)).toMatchObject({ late: { graceDays: 3 }, hints: "released" });
});

describe("refused is", () => {
  test.each([
    ["late: {percent: 10}", "schema: is missing"],
    [`${HEAD}late: {percentage: 10}`, "late.percent: is missing"],
    [`${HEAD}late: {percent: 10, period: 1y}`, "late.period: must match"],
    [`${HEAD}hints: sometimes`, 'hints: must be one of ["always","never","released"]'],
    [`${HEAD}assignments: [{exercises: [01-expose], due: "2026-03-09"}]`, "assignments[0].due: must match"],
    [
      `${HEAD}assignments: [{exercises: [01-expose], due: "2026-13-09T00:00Z"}]`,
      "assignments[0].due: is not a time that exists",
    ],
    [
      `${HEAD}assignments: [{exercises: [01-expose], opens: "2026-03-10T00:00Z", due: "2026-03-09T00:00Z"}]`,
      "assignments[0].opens: must be before due",
    ],
    [
      `${HEAD}assignments: [{exercises: [01-expose, 01-expose], due: "2026-03-09T00:00Z"}]`,
      "assignments[0].exercises: 01-expose stands in an assignment already",
    ],
    [`${HEAD}late: [`, "policy.yaml:2: this is not YAML"],
    ["", "policy.yaml:1: this is not YAML"],
  ])("%j", (text, fault) => expect(faultsOf(text)).toContain(fault));
});

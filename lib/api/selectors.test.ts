import { describe, expect, it } from "vitest";
import { formatLabelSelector, formatRequirement, matchesAll, matchesLabelSelector, matchesPairs, parseFieldSelector, parseLabelSelector } from "./selectors.ts";

const labels = { run: "http-go", tier: "front", version: "3" };

describe("a label selector on the command line", () => {
  it.each([
    ["run=http-go", true],
    ["run==http-go", true],
    ["run=web", false],
    ["run!=web", true],
    ["missing!=web", true],
    ["tier in (front, back)", true],
    ["tier in (back)", false],
    ["tier notin (back)", true],
    ["missing notin (a)", true],
    ["run", true],
    ["missing", false],
    ["!missing", true],
    ["!run", false],
    ["version>2", true],
    ["version<3", false],
    ["run=http-go,tier=front", true],
    ["run=http-go,tier=back", false],
    ["", true],
    ["missing=", false],
    ["in=1", false],
  ])("%s matches: %s", (text, matches) => {
    expect(matchesAll(parseLabelSelector(text), labels)).toBe(matches);
  });

  it.each(["a=b=c", "=a", "a,", "a in b", "a in (b", "(a)"])("%s is refused with the parser's complaint", (text) => {
    expect(() => parseLabelSelector(text)).toThrow(/^unable to parse requirement: /);
  });

  it("does not find labels on the prototype", () => {
    expect(matchesAll(parseLabelSelector("constructor"), labels)).toBe(false);
  });
});

describe("selectors in objects", () => {
  it("an empty Service selector matches nothing, an empty LabelSelector everything", () => {
    expect(matchesPairs({}, labels)).toBe(false);
    expect(matchesPairs({ run: "http-go" }, labels)).toBe(true);
    expect(matchesLabelSelector({}, labels)).toBe(true);
    expect(matchesLabelSelector(undefined, labels)).toBe(false);
  });

  it("print as kubectl prints them, in the order of keys", () => {
    const selector = {
      matchLabels: { run: "http-go" },
      matchExpressions: [
        { key: "env", operator: "In", values: ["b", "a"] },
        { key: "old", operator: "DoesNotExist" },
      ],
    };
    expect(formatLabelSelector(selector)).toBe("env in (a,b),!old,run=http-go");
    expect(formatLabelSelector({})).toBe("<none>");
    expect(formatRequirement({ key: "a", operator: "NotIn", values: ["x"] })).toBe("a notin (x)");
  });
});

describe("a field selector", () => {
  it("reads equality both ways", () => {
    expect(parseFieldSelector("spec.nodeName=node-1,status.phase!=Running")).toEqual([
      { field: "spec.nodeName", equals: true, value: "node-1" },
      { field: "status.phase", equals: false, value: "Running" },
    ]);
  });

  it("refuses what has no operator", () => {
    expect(() => parseFieldSelector("status.phase")).toThrow("invalid selector: 'status.phase'; can't understand 'status.phase'");
  });
});

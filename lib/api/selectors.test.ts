import { describe, expect, it } from "vitest";
import {
  formatLabelSelector,
  formatRequirement,
  matchesAll,
  matchesLabelSelector,
  matchesPairs,
  parseFieldSelector,
  parseLabelSelector,
} from "./selectors.ts";

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

  // Measured: kubectl 1.33 apply -l, which parses the selector itself.
  it.each([
    ["a=b=c", "found '=', expected: ',' or 'end of string'"],
    ["=a", "found '=', expected: !, identifier, or 'end of string'"],
    ["a,", "found '', expected: identifier after ','"],
    ["!", "unable to parse requirement: found '', expected: identifier"],
    ["a=(b)", "unable to parse requirement: found '(', expected: identifier"],
    ["a in b", "unable to parse requirement: found 'b' expected: '('"],
    ["a in (b", "unable to parse requirement: found '', expected: ',' or ')'"],
    ["a in (b c)", "unable to parse requirement: found 'c', expected: ',' or ')'"],
    ["a in (=)", "unable to parse requirement: found '=', expected: ',', ')' or identifier"],
    ["a in (b,=", "unable to parse requirement: found '=', expected: ',', or identifier"],
    [
      "a>x",
      "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
  ])("%s is refused with the parser's complaint", (text, complaint) => {
    expect(() => parseLabelSelector(text)).toThrow(expect.objectContaining({ message: complaint }));
  });

  it.each([
    ["-x", 'unable to parse requirement: <nil>: Invalid value: "-x": name part must consist of'],
    ["a=b@", 'unable to parse requirement: values[0][a]: Invalid value: "b@": a valid label must be'],
  ])("%s is refused, since no label can be so", (text, complaint) => {
    expect(() => parseLabelSelector(text)).toThrow(complaint);
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
    expect(() => parseFieldSelector("status.phase")).toThrow(
      "invalid selector: 'status.phase'; can't understand 'status.phase'",
    );
  });
});

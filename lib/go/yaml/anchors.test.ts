import { expect, test } from "vitest";
import { parseYaml } from "./read.ts";

// As the real `kubectl label --local -f -` answers, behind `error converting YAML to JSON: `.
test.each([
  ['note: "R&D"\na: *x', "unknown anchor 'x' referenced"],
  ["a: &x [1]\nb: *x\nc: *z", "unknown anchor 'z' referenced"],
  ["a: *zz\nb: [", "unknown anchor 'zz' referenced"],
  ["kind: &a List\nb: {*a : *q}", "unknown anchor 'q' referenced"],
  ['note: "R&D"\na: &y [*y]', "anchor 'y' value contains itself"],
  ["note: R&D\na: &y [*y]", "anchor 'y' value contains itself"],
  ["t: |\n  R&D\nu: 'a&b'\nk: &x\n- *x", "anchor 'x' value contains itself"],
  ["# R&D\na: &x\n  <<: *x", "anchor 'x' value contains itself"],
  ["a: &x-1 {b: *x-1}", "anchor 'x-1' value contains itself"],
  ["a: &x {b: &y {c: *y, d: *x}}", "anchor 'y' value contains itself"],
  ["a: &x {b: &y {d: *x, c: *y}}", "anchor 'x' value contains itself"],
  ["a: &x 1\nb: &x [*x]", "anchor 'x' value contains itself"],
  ["a: &x {b: [*x}", "did not find expected ',' or ']'"],
])("the anchor of %j is the one that kubectl names", (text, message) => {
  expect(() => parseYaml(text)).toThrow(`yaml: ${message}`);
});

test("an alias means the latest node of its name", () => {
  expect(parseYaml("a: &x 1\nb: *x\nc: &x [2]\nd: *x")).toEqual({ a: 1, b: 1, c: [2], d: [2] });
});

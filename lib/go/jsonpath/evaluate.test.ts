import { describe, expect, test } from "vitest";
import { compileJsonPath } from "./evaluate.ts";
import { JsonPathError, relaxedJsonPath } from "./parser.ts";

const object = {
  a: { b: [{ n: "x", v: 1 }, { n: "y", v: 2 }, { n: "z" }] },
  "c.d": { "e/f": true },
  none: null,
};

/** What the real one prints is in testdata/jsonpath.transcript; here is what that cannot show, as its maps have no order. */
describe("a JSONPath", () => {
  test.each([
    ["{.a..n}", "x y z"],
    ["{..v}", "1 2"],
    ["{.*.b[0].n}", "x"],
    ["{.c\\.d.e/f}", "true"],
    ["{['c\\.d']['e/f']}", "true"],
    ["{.a.b[?(@.v)].n}", "x y"],
    ["{.a.b[?(@.v<2)].n}", "x"],
    ["{.a.b[?(@.n!='x')].n}", "y z"],
    ["{range .a.b[*]}{.n}{range .v}!{end};{end}", "x!;y!;z;"],
    ["{.none}", "null"],
    ["{.none.x}", ""],
    ["{}", '{"a":{"b":[{"n":"x","v":1},{"n":"y","v":2},{"n":"z"}]},"c.d":{"e/f":true},"none":null}'],
  ])("%s finds %s", (template, expected) => {
    expect(compileJsonPath(template).print(object)).toBe(expected);
  });

  test("finds nothing in a field that is undefined", () => {
    expect(compileJsonPath("{.x}{.y[*]}").find({ x: undefined })).toEqual([[], []]);
  });
});

test.each([
  [".metadata.name", "{.metadata.name}"],
  ["metadata.name", "{.metadata.name}"],
  ["{.metadata.name}", "{.metadata.name}"],
  ["{metadata.name}", "{.metadata.name}"],
  ["", ""],
])("the path %s may be written without braces and dot", (text, path) => {
  expect(relaxedJsonPath(text)).toBe(path);
});

test("half a pair of braces is no path", () => {
  expect(() => relaxedJsonPath("{.a")).toThrow(JsonPathError);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { indentedJson } from "../json.ts";
import { naturalOrder, toYaml } from "./write.ts";

const testdata = (name: string): string => readFileSync(join(import.meta.dirname, "testdata", name), "utf8");

/** `yaml.json` is an object full of difficult strings; the other two are what kubectl 1.33.1 printed for it. */
describe("difficult strings", () => {
  const object: unknown = JSON.parse(testdata("yaml.json"));

  test("are printed in YAML as the real kubectl prints them", () => {
    expect(toYaml(object)).toBe(testdata("yaml.yaml"));
  });

  test("are printed in JSON as the real kubectl prints them", () => {
    expect(`${indentedJson(object)}\n`).toBe(testdata("yaml.indented.json"));
  });

  test("come back from YAML as they were", () => {
    expect(load(testdata("yaml.yaml"))).toEqual(object);
  });
});

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..." \n:#-?'\"\\[]{},&*!|>%@`~.0123exyn_=\t") }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(text, tie("tree"), { maxKeys: 4 }),
  ),
}));

test("what is printed in YAML is read as the same value", () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(load(toYaml(value))).toEqual(value);
    }),
    { seed: 33, numRuns: 500 },
  );
});

test("an undefined field is a field that is not there", () => {
  expect(toYaml({ a: undefined, b: { c: undefined } })).toBe("b: {}\n");
});

test.each([
  ["a2", "a10"],
  ["a-b", "ab"],
  ["A", "a"],
  ["1", "a"],
  ["a", "ab"],
  ["a1", "a01"],
])("the key %s stands before %s", (first, second) => {
  expect(naturalOrder(first, second)).toBeLessThan(0);
  expect(naturalOrder(second, first)).toBeGreaterThan(0);
});

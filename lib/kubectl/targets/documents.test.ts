import { describe, expect, test } from "vitest";
import { manifestBudgets } from "../../go/yaml/read.ts";
import { readBrokenYaml } from "../differential/testing/broken-yaml.ts";
import { documents } from "./documents.ts";

/** What kubectl says of a file, or its values. */
function read(text: string): unknown {
  try {
    return [...documents(text, "f.yaml")];
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a text that is not YAML gets go-yaml's complaint, with its line", () => {
  test.each(readBrokenYaml())("$message", ({ message, text }) => {
    expect(read(text)).toBe(`error parsing f.yaml: ${message}`);
  });
});

describe("values are read as go-yaml reads them", () => {
  test.each([
    ["yes", true],
    ["Off", false],
    ["y", true],
    ["~", null],
    ["010", 8],
    ["0o17", 15],
    ["0x1f", 31],
    ["08", 8],
    ["1_000", 1000],
    ["1e3", 1000],
    [".5", 0.5],
    ["190:20:30", "190:20:30"],
    ["2001-01-01", "2001-01-01"],
    ["1.2.3", "1.2.3"],
    ['"5"', "5"],
    ["!!str 5", "5"],
    ["nUll", "nUll"],
  ])("%s", (text, value) => {
    expect(read(`a: ${text}`)).toEqual([{ a: value }]);
  });

  test("the last of two equal keys counts", () => {
    expect(read("a: 1\na: 2")).toEqual([{ a: 2 }]);
  });

  test("merge keys and aliases are written out", () => {
    expect(read("a: &a {x: 1}\nb: {<<: *a, z: 2}\nc: *a")).toEqual([
      { a: { x: 1 }, b: { x: 1, z: 2 }, c: { x: 1 } },
    ]);
  });

  test("an infinite number cannot become JSON", () => {
    expect(read("a: .inf")).toBe(
      "error parsing f.yaml: error converting YAML to JSON: json: unsupported value: +Inf",
    );
  });
});

describe("a file is cut into documents", () => {
  test("at lines of three dashes, which may carry a comment; empty ones do not count", () => {
    expect(read("---\n---\na: 1\n--- # two\nb: 2\n---\n# nothing\n---\n")).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test("a separator with more behind it is an error, after the documents before it", () => {
    const generator = documents("a: 1\n--- b\n", "f.yaml");
    expect(() => generator.next()).toThrow("error parsing f.yaml: invalid Yaml document separator: b");
  });

  test("JSON values may stand one after the other", () => {
    expect(read('{"a":1}\n{"b":2}')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test("what is almost JSON is read as YAML", () => {
    expect(read('{"a": 1,}')).toEqual([{ a: 1 }]);
  });

  test.each([
    ['{"a" 1}', "json: offset 6: invalid character '1' after object key"],
    ['{"a":[1,2}', "json: offset 10: invalid character '}' after array element"],
    ['{"a":1', "unexpected EOF"],
    ['{"a":1,,}', "json: offset 8: invalid character ',' looking for beginning of object key string"],
  ])("%s is neither", (text, message) => {
    expect(read(text)).toBe(`error parsing f.yaml: ${message}`);
  });
});

describe("a document has budgets, which its error names", () => {
  test("aliases", () => {
    const text = `a: &a 1\nb: [${Array.from({ length: manifestBudgets.yamlAliasesMax + 1 }, () => "*a").join(", ")}]`;
    expect(read(text)).toMatch(/document contains excessive aliasing \(more than yamlAliasesMax = 100\)$/);
  });

  test("values, once the aliases are written out", () => {
    const levels = Array.from(
      { length: 9 },
      (_, at) => `l${at + 1}: &l${at + 1} [${Array.from({ length: 10 }, () => `*l${at}`).join(", ")}]`,
    );
    expect(read(`l0: &l0 [${"x, ".repeat(10)}]\n${levels.join("\n")}`)).toMatch(
      /document contains excessive aliasing \(more than yamlNodesMax = 200000 values\)$/,
    );
  });

  test("depth", () => {
    expect(read(`a: ${"[".repeat(150)}${"]".repeat(150)}`)).toMatch(
      /exceeded max depth of 100 \(yamlDepthMax\)$/,
    );
    expect(read("[".repeat(100_000))).toMatch(/exceeded max depth of 100 \(yamlDepthMax\)$/);
  });

  test("an anchor may not hold itself", () => {
    expect(read("a: &x\n  b: *x")).toBe(
      "error parsing f.yaml: error converting YAML to JSON: yaml: anchor 'x' value contains itself",
    );
  });
});

import { describe, expect, test } from "vitest";
import { type Schema, schemaProblems } from "./schema-check.ts";

const schema: Schema = {
  type: "object",
  required: ["name"],
  additionalProperties: { type: "integer", minimum: 0, maximum: 9 },
  properties: {
    name: { type: "string", minLength: 2, maxLength: 4, pattern: "^[a-z]+$" },
    kind: { const: "x" },
    colour: { enum: ["red", "blue"] },
    list: { type: "array", minItems: 1, maxItems: 2, items: { $ref: "#/$defs/flag" } },
    maybe: { type: ["string", "null"] },
    // biome-ignore lint/suspicious/noThenProperty: the name that JSON Schema gives it; a schema is never awaited.
    size: { if: { type: "string" }, then: { enum: ["S", "L"] }, else: { type: "integer", minimum: 1 } },
  },
  $defs: { flag: { type: "boolean" } },
};

describe("a schema", () => {
  test("passes what it describes", () => {
    expect(
      schemaProblems({ name: "ab", kind: "x", colour: "red", list: [true], maybe: null, other: 9 }, schema),
    ).toEqual([]);
  });

  test.each([
    [[], "must be object"],
    [{}, "name: is missing"],
    [{ name: "a" }, "name: must have 2 characters or more"],
    [{ name: "abcde" }, "name: must have 4 characters at most"],
    [{ name: "AB" }, "name: must match ^[a-z]+$"],
    [{ name: "ab", kind: "y" }, 'kind: must be "x"'],
    [{ name: "ab", colour: "green" }, 'colour: must be one of ["red","blue"]'],
    [{ name: "ab", list: [] }, "list: must have 1 items or more"],
    [{ name: "ab", list: [true, true, true] }, "list: must have 2 items at most"],
    [{ name: "ab", list: [true, 1] }, "list[1]: must be boolean"],
    [{ name: "ab", maybe: 1 }, "maybe: must be string or null"],
    [{ name: "ab", size: "M" }, 'size: must be one of ["S","L"]'],
    [{ name: "ab", size: 0 }, "size: must be 1 or more"],
    [{ name: "ab", other: 1.5 }, "other: must be integer"],
    [{ name: "ab", other: -1 }, "other: must be 0 or more"],
    [{ name: "ab", other: 10 }, "other: must be 9 at most"],
    [{ name: "ab", toString: "x" }, "toString: must be integer"],
  ])("names what is wrong with %j", (value, problem) => {
    expect(schemaProblems(value, schema)).toContain(problem);
  });

  test("is refused when it uses a rule that would be skipped", () => {
    expect(() => schemaProblems(1, { oneOf: [] } as Schema)).toThrow("oneOf");
  });
});

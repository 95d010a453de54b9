import { describe, expect, it } from "vitest";
import { applyJsonMergePatch } from "./json-merge-patch.ts";
import { applyJsonPatch } from "./json-patch.ts";

const document = { a: { b: ["x", "y"] }, "c/d": 1, "e~f": 2 };
const REJECTED = "the server rejected our request due to an error in our request";

// The examples are those of RFC 6902 and RFC 7386, in short.
describe("a JSON patch", () => {
  it.each([
    ["adds a field", [{ op: "add", path: "/g", value: 1 }], { ...document, g: 1 }],
    [
      "inserts into a list",
      [{ op: "add", path: "/a/b/1", value: "z" }],
      { ...document, a: { b: ["x", "z", "y"] } },
    ],
    [
      "appends to a list",
      [{ op: "add", path: "/a/b/-", value: "z" }],
      { ...document, a: { b: ["x", "y", "z"] } },
    ],
    ["removes an item", [{ op: "remove", path: "/a/b/0" }], { ...document, a: { b: ["y"] } }],
    [
      "replaces escaped names",
      [
        { op: "replace", path: "/c~1d", value: 3 },
        { op: "replace", path: "/e~0f", value: 4 },
      ],
      { ...document, "c/d": 3, "e~f": 4 },
    ],
    ["replaces the whole", [{ op: "replace", path: "", value: 5 }], 5],
    ["moves", [{ op: "move", from: "/a/b", path: "/b" }], { "c/d": 1, "e~f": 2, a: {}, b: ["x", "y"] }],
    ["copies", [{ op: "copy", from: "/a/b/0", path: "/a/c" }], { ...document, a: { b: ["x", "y"], c: "x" } }],
    [
      "goes on after a test that holds",
      [
        { op: "test", path: "/a/b", value: ["x", "y"] },
        { op: "remove", path: "/a" },
      ],
      { "c/d": 1, "e~f": 2 },
    ],
  ])("%s", (_what, patch, expected) => {
    expect(applyJsonPatch(document, patch)).toEqual(expected);
    expect(document).toEqual({ a: { b: ["x", "y"] }, "c/d": 1, "e~f": 2 });
  });

  it.each([
    ["removes what is not there", [{ op: "remove", path: "/nothing" }], REJECTED],
    ["replaces what is not there", [{ op: "replace", path: "/a/b/7", value: 1 }], REJECTED],
    ["goes through what is not there", [{ op: "add", path: "/x/y", value: 1 }], REJECTED],
    ["inserts behind the end", [{ op: "add", path: "/a/b/9", value: 1 }], REJECTED],
    ["tests what is otherwise", [{ op: "test", path: "/c~1d", value: 2 }], REJECTED],
    ["has an unknown operation", [{ op: "merge", path: "/a" }], REJECTED],
    ["has a path without slash", [{ op: "remove", path: "a" }], REJECTED],
    [
      "is endless",
      new Array(10_001).fill({ op: "test", path: "/c~1d", value: 1 }),
      "The allowed maximum operations in a JSON patch is 10000, got 10001",
    ],
  ])("is refused when it %s", (_what, patch, message) => {
    expect(() => applyJsonPatch(document, patch)).toThrow(message);
  });

  it("sets no prototype", () => {
    const patched = applyJsonPatch({}, [
      { op: "add", path: "/__proto__", value: { polluted: true } },
    ]) as object;
    expect(Object.keys(patched)).toEqual(["__proto__"]);
    expect("polluted" in patched).toBe(false);
  });
});

describe("a JSON merge patch", () => {
  it.each([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [{ a: "foo" }, null, null],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("makes of %j with %j %j", (original, patch, expected) => {
    expect(applyJsonMergePatch(original, patch)).toEqual(expected);
  });
});

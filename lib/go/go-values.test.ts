import { describe, expect, test } from "vitest";
import { durationMs, durationText } from "./duration.ts";
import { jsonFault } from "./json-faults.ts";
import { suggestions } from "./suggestions.ts";

describe("durations are Go's", () => {
  test.each([
    ["1m0s", 60_000],
    ["1h2m3.5s", 3_723_500],
    ["500ms", 500],
    ["0", 0],
    ["-5s", -5000],
    ["1.5h", 5_400_000],
  ])("%s", (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  test.each([
    ["5", 'time: missing unit in duration "5"'],
    ["5x", 'time: unknown unit "x" in duration "5x"'],
    ["", 'time: invalid duration ""'],
    ["x", 'time: invalid duration "x"'],
    ["1s5", 'time: missing unit in duration "1s5"'],
  ])("%s is none", (text, error) => {
    expect(durationMs(text)).toEqual({ error });
  });

  test.each([
    [60_000, "1m0s"],
    [3_605_000, "1h0m5s"],
    [1500, "1.5s"],
    [20, "20ms"],
    [0, "0s"],
  ])("%d ms is %s", (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe("broken JSON gets encoding/json's complaint", () => {
  test.each([
    ["", "unexpected end of JSON input"],
    ["tru", "unexpected end of JSON input"],
    ["trux", "invalid character 'x' in literal true (expecting 'e')"],
    ["{a:1}", "invalid character 'a' looking for beginning of object key string"],
    ["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
    ['{"a":1 "b":2}', "invalid character '\"' after object key:value pair"],
    ["[1 2]", "invalid character '2' after array element"],
    ['"a\nb"', "invalid character '\\n' in string literal"],
    ['"\\q"', "invalid character 'q' in string escape code"],
    ["01", "invalid character '1' after top-level value"],
    ["1.x", "invalid character 'x' after decimal point in numeric literal"],
    ["-x", "invalid character 'x' in numeric literal"],
    ["{} {}", "invalid character '{' after top-level value"],
    [`${"[".repeat(20_000)}`, "invalid character '[' exceeded max depth of 100 (jsonDepthMax)"],
    [`${'{"a":'.repeat(101)}1`, "invalid character '{' exceeded max depth of 100 (jsonDepthMax)"],
  ])("%s", (text, message) => {
    expect(jsonFault(text)?.message).toBe(message);
  });

  test("and whole JSON none", () => {
    expect(jsonFault('{"a": [1, -2.5e3, "x\\u00e9", true, null, {}]}')).toBeUndefined();
    expect(jsonFault(`${"[[1],".repeat(99)}[]${"]".repeat(99)}`)).toBeUndefined();
  });
});

test("a mistyped verb is answered with those two letters away, and those that begin so", () => {
  expect(suggestions("scele", ["get", "scale", "set"])).toEqual(["scale"]);
  expect(suggestions("sc", ["set", "scale", "create"])).toEqual(["set", "scale"]);
  expect(suggestions("xyzzy", ["get", "scale"])).toEqual([]);
});

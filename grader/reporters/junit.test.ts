// junit.xml: its counts are those of its tests, and nothing that a learner wrote is markup.
import { expect, test } from "vitest";
import {
  checkResult,
  exerciseResult,
  HOSTILE,
  halfSolved,
  learnerResult,
  reportOf,
} from "../testing/reported-class.ts";
import { junit } from "./junit.ts";

const results = [
  learnerResult("kim", halfSolved()),
  learnerResult(
    HOSTILE,
    exerciseResult({
      status: "error",
      checks: [checkResult({ status: "not-run", title: HOSTILE, why: HOSTILE, hint: HOSTILE })],
    }),
  ),
];
const xml = junit.files?.(reportOf(results)).get("junit.xml") ?? "";

test("counts what it lists, without what is told later", () => {
  expect(xml.match(/<testsuite .*/g)).toEqual([
    '<testsuite name="kim" tests="3" failures="1" errors="0" skipped="1" time="0.012">',
    expect.stringContaining('tests="1" failures="0" errors="1" skipped="0"'),
  ]);
  expect(xml).toContain(
    '<testcase classname="kim/01-scale-to-five" name="They take turns"><failure type="affinity-on" message="one server answered all">one server answered all\nlook at sessionAffinity</failure></testcase>',
  );
});

test("escapes what learners wrote, and holds only characters that XML may hold", () => {
  expect(xml).not.toMatch(/<script|<img|\]\]>/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them, so they are looked for.
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e\ud800-\udfff\ufffe\uffff]/);
});

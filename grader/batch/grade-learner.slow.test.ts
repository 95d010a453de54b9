import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { check } from "../check/check.ts";
import type { Exercise } from "../course/exercise.ts";
import { resultProblems } from "../result.ts";
import { gradeAlone } from "./grade-learner.ts";

const worker = fileURLToPath(new URL("../testing/workers/hostile.mjs", import.meta.url));

const exercises = (timeLimitMs: number) =>
  ["01-good", "02-bad", "03-good"].map((id) => ({
    exercise: { id, points: 5, timeLimitMs, variants: {}, variant: {} } as unknown as Exercise,
    checks: [check("only", { title: { ko: "하나", en: "Only" }, points: 5 }, async () => {})],
  }));

function grade(fault: string) {
  const grader = { version: "1.0.0", courseHash: "1".repeat(64), seed: 2, lang: "en" } as const;
  return gradeAlone(
    { id: "kim", paths: [`/nowhere/${fault}`] },
    { courseFolder: "/nowhere", exercises: exercises(fault === "hangs" ? 2_000 : 30_000), grader, worker },
  );
}

describe("a learner's process", () => {
  test.each([
    ["hangs", "timeLimitMs"],
    ["eats-memory", "memoryMbMax"],
    ["eats-buffers", "residentMbMax"],
    ["exits", "ended by itself"],
    ["crashes", "the worker crashed"],
    ["kills-itself", "ended by itself"],
    ["floods", "messageBytesMax"],
    ["babbles", "half a message"],
  ])("that %s loses the exercise it was busy with, and no other", async (fault, why) => {
    const result = await grade(fault);
    expect(result.exercises.map(({ status, score }) => [status, score])).toEqual([
      ["graded", 5],
      ["error", 0],
      ["graded", 5],
    ]);
    expect(result.exercises[1]?.checks[0]?.why).toContain(why);
    expect(result.exercises[1]?.checks[0]?.hint).not.toBe("");
    expect([result.score, result.maxScore]).toEqual([10, 15]);
    expect(resultProblems(result)).toEqual([]);
  });

  test("that dies before it is ready is no result of the learner", async () => {
    await expect(grade("dies-at-once")).rejects.toThrow(
      /does not run on Node .*, so no report was written; it said: .*no such option/s,
    );
  });

  test.each(["forges-the-id", "forges-the-shape"])("that %s gets nothing for it", async (fault) => {
    const result = await grade(fault);
    expect(result.exercises[1]).toMatchObject({ id: "02-bad", status: "error", score: 0 });
    expect(resultProblems(result)).toEqual([]);
  });

  test("that claims more points than a check has gets those of the course, and its title", async () => {
    const result = await grade("exits");
    expect(result.exercises[0]).toMatchObject({
      score: 5,
      maxScore: 5,
      checks: [{ title: "Only", points: 5, score: 5 }],
    });
  });

  test("that says it is done too early loses what it did not send", async () => {
    expect((await grade("stops-early")).exercises.map(({ status }) => status)).toEqual([
      "graded",
      "error",
      "error",
    ]);
  });
});

// Each wrong answer, judged as a learner's, is told what would have helped, in both languages.
import { expect, test } from "vitest";
import { loadChecks } from "../check/check-module.ts";
import { loadCourse } from "../course/course.ts";
import { answers } from "../testing/wrong-answers.ts";
import { languages } from "../text.ts";
import { judge } from "./judge.ts";

const { exercises } = loadCourse();

test.each(answers)("$exercise: $name", async ({ exercise: id, files, cause, says }) => {
  const exercise = exercises.find((each) => each.id === id);
  if (exercise === undefined) throw new Error(`there is no exercise ${id}`);
  const checks = await loadChecks(exercise);
  for (const lang of languages) {
    const result = await judge(exercise, checks, new Map(Object.entries(files)), { seed: 1, lang });
    const failed = result.checks.find(({ status }) => status === "failed");
    expect(failed?.cause).toBe(cause);
    for (const word of says) expect(`${failed?.why} ${failed?.hint}`).toContain(word);
    if (lang === "ko")
      expect(outsideQuotes(failed?.hint ?? "")).not.toMatch(/\b(?:is|are|was|were|has|the|of)\b/);
  }
});

/** What the API says stands in quotes, and what is typed in parentheses. */
function outsideQuotes(text: string): string {
  return text.replaceAll(/"[^"]*"|\([^)]*\)/g, "");
}

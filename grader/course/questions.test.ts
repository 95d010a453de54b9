import { expect, test } from "vitest";
import { courseQuestions } from "./questions.ts";

test("the questions of all notebooks, with their choices in both languages and what happens", () => {
  const questions = courseQuestions();
  expect(questions.length).toBeGreaterThan(9);
  expect(questions.map(({ lesson }) => lesson)).toEqual(questions.map(({ lesson }) => lesson).sort());
  for (const { question, answer, choices } of questions) {
    expect([question, Object.keys(choices)]).toEqual([question, expect.arrayContaining([answer])]);
    for (const { en, ko } of Object.values(choices)) {
      expect(en).not.toBe("");
      expect(ko).toMatch(/[가-힣]/);
    }
  }
});

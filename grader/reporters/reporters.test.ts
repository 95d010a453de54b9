import type { Language } from "service-bootcamp";
import { describe, expect, test } from "vitest";
import { type LearnerResult, resultProblems } from "../result.ts";
import { filesOf } from "../testing/report-files.ts";
import {
  checkResult as check,
  exerciseResult as exercise,
  learnerResult as learner,
  type WholeReport,
} from "../testing/reported-class.ts";
import { json } from "./json.ts";
import { terminal } from "./terminal.ts";

const report = (lang: Language): WholeReport => ({
  lang,
  exercises: [{ id: "01-scale-to-five", title: { ko: "다섯", en: "Five" }, points: 4 }],
  results: [
    learner("kim", exercise()),
    learner(
      "박영희",
      exercise({
        score: 0,
        checks: [
          check({ status: "failed", score: 0, why: "one \u001b[2J only\nnot five", hint: "look\u202e here" }),
          check({ status: "not-run", score: 0, why: "waits" }),
        ],
      }),
    ),
    learner(
      "lee",
      exercise({
        status: "error",
        score: 0,
        checks: [check({ status: "not-run", score: 0, why: "stopped", hint: "" })],
      }),
    ),
  ],
});

describe("the terminal report", () => {
  test("lines up names of every script, gives the first reason, and lets no control character through", () => {
    expect(terminal.print?.(report("en"))).toBe(`LEARNER  01-scale-to-five  SCORE
kim      4/4               4/4
박영희   0/4               0/4
lee      error             0/4

박영희: 01-scale-to-five (0/4)
    one \ufffd[2J only not five
    → look\ufffd here
lee: 01-scale-to-five (error)
    stopped

3 graded, 33 % on average, 1 with full score, 1 not (fully) gradable.
`);
  });

  test("leaves a place empty where somebody was graded on other exercises", () => {
    const titled = (id: string) => ({ id, title: { ko: id, en: id }, points: 4 });
    const results = [learner("kim", exercise({ id: "02-selector" }))];
    const exercises = [titled("01-scale-to-five"), titled("02-selector")];
    expect(terminal.print?.({ lang: "en", exercises, results })).toMatch(
      /^LEARNER {2}01-scale-to-five {2}02-selector {2}SCORE\nkim {24}4\/4 {10}4\/4\n/,
    );
  });

  test("says what was not used of a submission", () => {
    const kim = learner("kim", exercise({ notes: ["Not used: draft.yaml."] }));
    const results = [{ ...kim, submission: { ...kim.submission, notes: ["Not used: 02-other."] } }];
    const text = terminal.print?.({ ...report("en"), results });
    expect(text).toContain("kim: Not used: 02-other.\nkim: 01-scale-to-five Not used: draft.yaml.");
  });

  test("speaks Korean", () => {
    expect(terminal.print?.(report("ko"))).toContain(
      "3명 채점, 평균 33 %, 만점 1명, 채점하지 못한 것이 있는 사람 1명.",
    );
  });
});

describe("the JSON report", () => {
  test("is one valid file per learner", () => {
    const files = new Map(filesOf(json, report("en")));
    expect([...(files?.keys() ?? [])]).toEqual(["kim.json", "박영희.json", "lee.json"]);
    for (const text of files?.values() ?? []) expect(resultProblems(JSON.parse(text))).toEqual([]);
  });
});

describe("a result", () => {
  test.each([
    [
      "a score that is no integer",
      (result: LearnerResult) => ({ ...result, score: 1.5 }),
      "score: must be integer",
    ],
    [
      "a field that nobody knows",
      (result: LearnerResult) => ({ ...result, grade: "A" }),
      "grade: is not known here",
    ],
    [
      "an unknown status",
      (result: LearnerResult) => ({ ...result, exercises: [{ ...result.exercises[0], status: "ok" }] }),
      "exercises[0].status: must be one of",
    ],
    ["a missing part", ({ grader: _, ...result }: LearnerResult) => result, "grader: is missing"],
  ])("with %s is not one", (_, spoil, problem) => {
    expect(resultProblems(spoil(learner("kim", exercise())))[0]).toContain(problem);
  });
});

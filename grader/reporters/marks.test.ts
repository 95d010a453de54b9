// Marks in every report: beside the raw score, in words, and nothing of a check before its time.
import { describe, expect, test } from "vitest";
import type { ExerciseMark, LearnerResult, Mark } from "../result.ts";
import { resultProblems } from "../result.ts";
import { readCsv } from "../testing/read-csv.ts";
import { filesOf } from "../testing/report-files.ts";
import { exerciseResult, HOSTILE, halfSolved, learnerResult, reportOf } from "../testing/reported-class.ts";
import { anonymousFrame, anonymousResult } from "./anonymous.ts";
import { reporters } from "./index.ts";
import { lateWords, markWords } from "./mark-words.ts";
import { learnerPage } from "./pages/learner-page.ts";

const ID = "01-scale-to-five";
const DAY_MS = 86_400_000;
const late = { lateMs: 2 * DAY_MS, periods: 2, graceDays: 0, percent: 20 };

function exerciseMark(own: Partial<ExerciseMark> = {}): ExerciseMark {
  return { id: ID, points: 6.4, score: 8, maxScore: 10, late, manual: [], comments: [], ...own };
}

function withMark(
  own: Partial<ExerciseMark> = {},
  of: Partial<Mark> = {},
  result = exerciseResult(),
): LearnerResult {
  const exercises = [exerciseMark(own)];
  return {
    ...learnerResult("kim", result),
    mark: { points: 6.4, maxPoints: 10, comments: [], exercises, ...of },
  };
}

describe("in words", () => {
  test("what is taken off", () => {
    expect(markWords(exerciseMark(), "en")).toBe("8 of 10, 2 days late: -20 % → 6.4");
    expect(markWords(exerciseMark(), "ko")).toBe("10점 중 8점, 2일 늦음: -20 % → 6.4");
  });

  test.each([
    [1, "1 minute late: -20 %"],
    [90 * 60_000, "1 hour 30 minutes late: -20 %"],
    [DAY_MS + 1, "1 day late: -20 %"],
    [DAY_MS + 3_600_000, "1 day 1 hour late: -20 %"],
  ])("%d ms", (lateMs, words) => expect(lateWords({ ...late, lateMs }, "en")).toBe(words));

  test("grace days, and points by hand", () => {
    expect(lateWords({ ...late, graceDays: 2, percent: 0 }, "en")).toBe(
      "2 days late (2 grace days used): -0 %",
    );
    const manual = [{ points: 7, reason: "shown" }];
    expect(markWords(exerciseMark({ manual, points: 7 }), "en")).toBe(
      "7 of 10, given by your instructor: shown",
    );
  });
});

test("a result with a mark is one by its schema", () => {
  const manual = [{ check: "five", points: 2.5, reason: "nearly" }];
  const comments = [{ text: "well done" }];
  expect(resultProblems(withMark({ manual, comments, attempts: { used: 1, max: 5 } }))).toEqual([]);
  expect(resultProblems(withMark({ points: -1 }))).not.toEqual([]);
});

describe("a report shows the mark", () => {
  const people = { kim: { id: "20240001", email: "kim@example.com", name: "Kim" } };
  const report = reportOf([withMark({ comments: [{ text: "nice names" }] })], "en", people);
  const file = (name: keyof typeof reporters, path: string) =>
    new Map(filesOf(reporters[name], report)).get(path) ?? "";

  test("in the table of the class", () => {
    const [head = [], row = []] = readCsv(file("csv", "class.csv").slice(1));
    expect(head.slice(-5)).toEqual(["score", "max score", "mark", "how it came about", "comments"]);
    expect(row.slice(-5)).toEqual([
      ...["4", "4", "6.4"],
      `${ID}: 8 of 10, 2 days late: -20 % → 6.4`,
      `${ID}: nice names`,
    ]);
  });

  test("in the files for learning platforms, instead of the score", () => {
    expect(readCsv(file("canvas", "canvas.csv"))[2]?.at(-1)).toBe("6.4");
    expect(file("moodle", "moodle.csv")).toContain("6.4/4: 01-scale-to-five 6.4/4");
    expect(JSON.parse(file("gradescope", "results.json"))).toMatchObject({ score: 6.4 });
  });

  test("in the terminal and the overview", () => {
    expect(reporters.terminal.print?.(report)).toMatch(/MARK\nkim +4\/4 +4\/4 +6\.4\n/);
    expect(file("html", "overview.html")).toContain('<td class="number">6.4</td>');
  });
});

describe("a learner's page", () => {
  const pageOf = (result: LearnerResult) => learnerPage(result, reportOf([result]));

  test("has the mark, how it came about, and what the instructor says, as text", () => {
    const manual = [{ check: "five", points: 3, reason: `nearly ${HOSTILE}` }];
    const text = pageOf(withMark({ manual, comments: [{ text: HOSTILE }] }, { comments: ["keep going"] }));
    expect(text).toContain("Mark: 6.4 of 10");
    expect(text).toContain("8 of 10, 2 days late: -20 % → 6.4");
    expect(text).toContain("Points given by your instructor: nearly");
    expect(text).toContain('<span class="points">3/4</span>');
    expect(text).toContain("keep going");
    expect(text).not.toContain("<img");
  });

  test("tells no mark from which a check before its time could be computed", () => {
    const manual = [{ check: "secret", points: 2, reason: "a secret reason" }];
    const text = pageOf(withMark({ manual, points: 5.432, score: 6.79 }, { points: 5.432 }, halfSolved()));
    expect(text).not.toMatch(/5\.432|6\.79|secret/);
    expect(text).toContain("2 days late: -20 %");
    expect(text).toContain("Your mark will be told together");
  });

  test("has no word of marks where there is none", () => {
    expect(pageOf(learnerResult("kim", exerciseResult()))).not.toMatch(/Mark:|days late|class="mark"/);
  });
});

test("an anonymous report knows nobody: no id, name, address or path is left in any format", () => {
  const person = { name: "Kim Minsu", email: "minsu@example.com" };
  const entry = {
    command: "kubectl label svc web by=minsu@example.com",
    stdout: "",
    stderr: "",
    output: "kim-20240001",
    exitCode: 0,
  };
  const [one, two] = [
    { ...learnerResult("kim-20240001", exerciseResult({ transcript: [entry] })), person },
    learnerResult("lee-20240002", exerciseResult({ notes: ["lee-20240002.zip: left out"] })),
  ];
  const report = {
    ...reportOf([one, two], "en", { "kim-20240001": { ...person, id: "kim-20240001" } }),
    paths: new Map([["kim-20240001", ["/class/kim-20240001"]]]),
  };
  const hidden = {
    ...anonymousFrame(report),
    results: [anonymousResult(two, "amber-ant"), anonymousResult(one, "teal-owl")],
  };
  for (const reporter of Object.values(reporters)) {
    const texts = [...filesOf(reporter, hidden), reporter.print?.(hidden) ?? ""].join("\n");
    expect(texts).not.toMatch(/20240001|20240002|[Mm]insu/);
  }
});

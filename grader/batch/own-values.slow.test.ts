import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCourse } from "../course/course.ts";
import { readSample } from "../course/exercise.ts";
import { writeFiles } from "../files/write-files.ts";
import { projectRoot } from "../project-root.ts";
import { type ExerciseResult, resultProblems } from "../result.ts";
import { gradeClass } from "./grade-class.ts";

const folder = join(projectRoot(), "grader/testdata/own-values");
const course = openCourse(folder);
const of = (learner?: string) => {
  const [exercise] = openCourse(folder, { learner }).exercises;
  if (exercise === undefined) throw new Error("the exercise is missing");
  return exercise;
};
let made = "";
let kim: ExerciseResult | undefined;
let lee: ExerciseResult | undefined;
let park: ExerciseResult | undefined;

beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), "own-values-"));
  const learners = [submission("kim", "kim"), submission("lee", "kim"), submission("park", undefined)];
  const results = await gradeClass(course, learners, { jobs: 1, seed: 3, lang: "en" });
  for (const result of results) expect(resultProblems(result)).toEqual([]);
  [kim, lee, park] = results.map(({ exercises: [exercise] }) => exercise);
}, 300_000);
afterAll(() => rmSync(made, { recursive: true }));

/** @param author whose solution it is that the learner hands in. */
function submission(learner: string, author: string | undefined) {
  const path = join(made, learner);
  writeFiles(join(path, "01-mine"), readSample(of(author), "solution"));
  return { id: learner, paths: [path] };
}

test("a learner is graded on their own values", () => {
  const { service, port } = of("kim").variant;
  expect(kim?.variant).toEqual({ service, port });
  expect(kim?.checks[0]).toMatchObject({ status: "passed", title: `http://${service}:${port} answers` });
});

test("the answer of another learner, or with the values of nobody, falls for that reason", () => {
  const [kims, lees] = [of("kim").variant.service, of("lee").variant.service];
  expect(lees).not.toBe(kims);
  expect(lee?.checks[0]).toMatchObject({ status: "failed", cause: "another-variant" });
  expect(lee?.checks[0]?.hint).toContain(`The answer uses ${kims}, and yours is ${lees}`);
  expect(park?.checks[0]?.hint).toContain("npx bootcamp progress --learner ID");
});

test("grading runs the hidden checks behind the others", () => {
  expect(kim).toMatchObject({ status: "graded", score: 5, maxScore: 10 });
  expect(kim?.checks.map(({ id, status, visibility }) => [id, status, visibility])).toEqual([
    ["answers", "passed", "visible"],
    ["canary-two-ports", "failed", "hidden"],
    ["canary-waits", "not-run", "hidden"],
  ]);
});

// What was kept of an earlier grading counts again, as long as the answer and what judges it are the same.
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { loadCourse } from "../course/course.ts";
import { projectRoot } from "../project-root.ts";
import { type ExerciseResult, type LearnerResult, resultProblems } from "../result.ts";
import { withoutDurations } from "../testing/without-durations.ts";
import { gradeClass } from "./grade-class.ts";
import type { KeptResultsOf } from "./grade-learner.ts";

const temporary = () => mkdtempSync(join(tmpdir(), "kept-"));
/** Outside the project there is nothing that it could import. */
const CHECKS = `export const checks = [{
  ...{ id: "two", title: { ko: "둘입니다", en: "Two" }, points: 2, visibility: "visible" },
  run: ({ service, expect }) => expect(service("web")).to.have.endpoints(2),
}];
`;
let course = "";
let kim = "";
/** Each result as it was kept, with a mark by which it is known again. */
let kept: ReadonlyMap<string, ExerciseResult> = new Map();

function writeCourseAndAnswers(): void {
  course = temporary();
  kim = join(temporary(), "kim");
  for (const id of ["01-sound", "02-sound"]) {
    cpSync(join(projectRoot(), "grader", "testdata", "course", "01-sound"), join(course, id), {
      recursive: true,
    });
    const file = join(course, id, "exercise.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("id: 01-sound", `id: ${id}`));
    writeFileSync(join(course, id, "check.ts"), CHECKS);
    mkdirSync(join(kim, id), { recursive: true });
    writeFileSync(join(kim, id, "commands.sh"), "kubectl scale deploy web --replicas=2\n");
  }
}

beforeAll(async () => {
  writeCourseAndAnswers();
  const { exercises } = await grade();
  kept = new Map(exercises.map((result) => [result.id, { ...result, notes: ["kept"] }]));
});
beforeEach(writeCourseAndAnswers);

async function grade(before?: KeptResultsOf): Promise<LearnerResult> {
  const options = { jobs: 1, seed: 2, lang: "en", ...(before && { before }) } as const;
  const [result] = await gradeClass(loadCourse(course), [{ id: "kim", paths: [kim] }], options);
  expect(resultProblems(result)).toEqual([]);
  return result as LearnerResult;
}

const whichWereKept = ({ exercises }: LearnerResult) =>
  exercises.filter(({ notes }) => notes?.includes("kept")).map(({ id }) => id);

test("whatever has not changed counts again, as it was", async () => {
  const again = await grade((learner, { seed, lang }) => {
    expect([learner.id, seed, lang]).toEqual(["kim", 2, "en"]);
    return kept;
  });
  expect(again.exercises).toEqual([...kept.values()]);
  expect(again).toMatchObject({ score: 4, maxScore: 4 });
});

test("a changed answer is judged again, and not one with another remark", async () => {
  appendFileSync(join(kim, "01-sound", "commands.sh"), "# that's two\n");
  appendFileSync(join(kim, "02-sound", "commands.sh"), "kubectl get svc\n");
  expect(whichWereKept(await grade(() => kept))).toEqual(["01-sound"]);
});

test("a changed check is judged again, and a changed sample of its author changes nothing", async () => {
  appendFileSync(join(course, "01-sound", "check.ts"), "// once more\n");
  mkdirSync(join(course, "02-sound", "mistakes", "new"), { recursive: true });
  writeFileSync(join(course, "02-sound", "mistakes", "new", "commands.sh"), "true\n");
  expect(whichWereKept(await grade(() => kept))).toEqual(["02-sound"]);
});

test("a fault of ours is not kept, nor an answer that was taken back", async () => {
  const faults = new Map([...kept].map(([id, result]) => [id, { ...result, status: "error" as const }]));
  rmSync(join(kim, "02-sound"), { recursive: true });
  const again = await grade(() => faults);
  expect(whichWereKept(again)).toEqual([]);
  expect(again.exercises.map(({ status, score }) => [status, score])).toEqual([
    ["graded", 2],
    ["not-submitted", 0],
  ]);
});

test("only some learners, on only some exercises", async () => {
  const learners = ["kim", "lee"].map((id) => ({ id, paths: [kim] }));
  const only = { learners: ["lee"], exercises: ["02-sound"] };
  const results = await gradeClass(loadCourse(course), learners, { jobs: 1, seed: 2, lang: "en", only });
  expect(results.map(({ learner, exercises }) => [learner, ...exercises.map(({ id }) => id)])).toEqual([
    ["lee", "02-sound"],
  ]);
});

test("the same answer of another learner is judged once, unless it is graded alone", async () => {
  const learners = ["kim", "lee"].map((id) => ({ id, paths: [kim] }));
  const [one, two] = await gradeClass(loadCourse(course), learners, { jobs: 1, seed: 2, lang: "en" });
  const [first, second] = [one?.exercises ?? [], two?.exercises ?? []];
  expect(second.map(({ status }) => status)).toEqual(["graded", "graded"]);
  expect(second.map((result, at) => result === first[at])).toEqual([true, true]);
  const [alone] = await gradeClass(loadCourse(course), learners.slice(1), { jobs: 1, seed: 2, lang: "en" });
  expect(withoutDurations(alone as LearnerResult)).toEqual(withoutDurations(two as LearnerResult));
});

test("what was judged with other values is judged again", async () => {
  const ofOthers = [...kept].map(
    ([id, result]) => [id, id === "02-sound" ? { ...result, variant: { port: "8081" } } : result] as const,
  );
  const again = await grade(() => new Map(ofOthers));
  expect(whichWereKept(again)).toEqual(["01-sound"]);
  expect(again.exercises.map(({ status }) => status)).toEqual(["graded", "graded"]);
});

/**
 * Grades ten learners with ten exercises each, which repeat those of the course. Each has answers of their own, since the same one is
 * judged once. A program, so that its children can be counted.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Course } from "../../grader/course/course.ts";
import { builtGrader } from "./built-grader.ts";

const { gradeClass } = await builtGrader.gradeClass();
const { loadCourse } = await builtGrader.course();
const { readSample } = await builtGrader.exercise();
const home = mkdtempSync(join(tmpdir(), "bootcamp-bench-"));
try {
  const course = courseOfTen(join(home, "exercises"));
  const learners = Array.from({ length: 10 }, (_, at) => ({
    id: `learner-${at}`,
    paths: [join(home, `learner-${at}`)],
  }));
  for (const { id, paths } of learners) handIn(course, id, paths[0] ?? "");
  const options = { jobs: availableParallelism(), seed: 2, lang: "en" } as const;
  for (const { learner, score, maxScore } of await gradeClass(course, learners, options))
    if (score !== maxScore) throw new Error(`${learner} has ${score} of ${maxScore} points`);
} finally {
  rmSync(home, { recursive: true });
}

function handIn({ exercises }: Course, learner: string, folder: string): void {
  for (const exercise of exercises)
    for (const [path, text] of withOneOfTheirOwn(readSample(exercise, "solution"), learner)) {
      const file = join(folder, exercise.id, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
}

/** A ConfigMap, which no check looks at. */
function withOneOfTheirOwn(files: ReadonlyMap<string, string>, learner: string): ReadonlyMap<string, string> {
  const commands = files.get("commands.sh") ?? "";
  return new Map(files).set("commands.sh", `${commands}\nkubectl create configmap ${learner}\n`);
}

function courseOfTen(folder: string): Course {
  const { exercises } = loadCourse();
  for (let at = 0; at < 10; at++) {
    const { folder: from, id } = exercises[at % exercises.length] as Course["exercises"][number];
    const name = `${String(at + 1).padStart(2, "0")}${id.slice(2)}`;
    cpSync(from, join(folder, name), { recursive: true });
    const definition = join(folder, name, "exercise.yaml");
    writeFileSync(definition, readFileSync(definition, "utf8").replace(id, name));
  }
  return loadCourse(folder);
}

/** Grades ten learners with ten exercises each, which repeat those of the course. A program, so that its children can be counted. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { Course } from "../../grader/course/course.ts";
import { builtGrader } from "./built-grader.ts";

const { gradeClass } = await builtGrader.gradeClass();
const { loadCourse } = await builtGrader.course();
const home = mkdtempSync(join(tmpdir(), "bootcamp-bench-"));
try {
  const course = courseOfTen(join(home, "exercises"));
  for (const { id, folder } of course.exercises)
    cpSync(join(folder, "solution"), join(home, "learner", id), { recursive: true });
  const learners = Array.from({ length: 10 }, (_, at) => ({
    id: `learner-${at}`,
    paths: [join(home, "learner")],
  }));
  const options = { jobs: availableParallelism(), seed: 2, lang: "en" } as const;
  for (const { learner, score, maxScore } of await gradeClass(course, learners, options))
    if (score !== maxScore) throw new Error(`${learner} has ${score} of ${maxScore} points`);
} finally {
  rmSync(home, { recursive: true });
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

/** Grades a class, several learners at once; the results are in the order of the class. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "service-bootcamp";
import { loadChecks } from "../check/check-module.ts";
import { type Course, hashCourse } from "../course/course.ts";
import { projectRoot } from "../project-root.ts";
import type { LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import type { GradedExercise } from "./collected-results.ts";
import { gradeLearner } from "./grade-learner.ts";
import { rehearse } from "./rehearsal.ts";

export interface GradeOptions {
  /** How many learners at once. */
  readonly jobs: number;
  readonly seed: number;
  readonly lang: Language;
  /** Called after each learner, in the order in which they are done. */
  readonly onGraded?: (result: LearnerResult) => void;
}

/**
 * @throws ExerciseError when an exercise of the course is broken: then nobody can be graded fairly.
 * @throws ProcessFault when learners' processes do not run here.
 */
export async function gradeClass(
  course: Course,
  learners: readonly Learner[],
  { jobs, seed, lang, onGraded }: GradeOptions,
): Promise<readonly LearnerResult[]> {
  const exercises: GradedExercise[] = [];
  for (const exercise of course.exercises) exercises.push({ exercise, checks: await loadChecks(exercise) });
  const [first] = course.exercises;
  if (first !== undefined) await rehearse(first, { seed, lang });
  const options = {
    courseFolder: course.folder,
    exercises,
    grader: { version: graderVersion(), courseHash: hashCourse(course), seed, lang },
  };
  const results: LearnerResult[] = [];
  const waiting = learners.entries();
  const gradeWaiting = async () => {
    for (const [index, learner] of waiting) {
      const result = await gradeLearner(learner, options);
      results[index] = result;
      onGraded?.(result);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, learners.length) }, gradeWaiting));
  } finally {
    for (const _ of waiting); // after a fault nobody else is begun
  }
  return results;
}

export function graderVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), "grader", "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

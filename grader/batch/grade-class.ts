/** Grades a class, several learners at once; the results are in the order of the class. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "service-bootcamp";
import { type BrokenExercise, type Course, hashCourse } from "../course/course.ts";
import type { ExerciseError } from "../course/exercise.ts";
import { projectRoot } from "../project-root.ts";
import type { LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import type { DueDate } from "../submission/lateness.ts";
import { gradeLearner } from "./grade-learner.ts";
import { type RehearsalOptions, rehearse } from "./rehearsal.ts";

export interface GradeOptions extends Pick<RehearsalOptions, "loadLimitMs"> {
  /** How many learners at once. */
  readonly jobs: number;
  readonly seed: number;
  /** Of everybody whose own is not in the roster. */
  readonly lang: Language;
  readonly due?: DueDate | undefined;
  /** Called for each exercise that is broken: nobody is graded on it, and everybody on the others. */
  readonly onBroken?: (error: ExerciseError) => void;
  /** Called after each learner, in the order in which they are done. */
  readonly onGraded?: (result: LearnerResult) => void;
}

/** @throws ProcessFault when learners' processes do not run here. */
export async function gradeClass(
  course: Course & { readonly broken?: readonly BrokenExercise[] },
  learners: readonly Learner[],
  { jobs, seed, lang, due, onBroken, onGraded, loadLimitMs }: GradeOptions,
): Promise<readonly LearnerResult[]> {
  const broken = course.broken ?? [];
  for (const { error } of broken) onBroken?.(error);
  const exercises = await rehearse(course.exercises, { seed, lang, onBroken, loadLimitMs });
  const options = {
    courseFolder: course.folder,
    exerciseIds: [...course.exercises, ...broken].map(({ id }) => id),
    exercises,
    due,
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

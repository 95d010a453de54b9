/** Grades a class, several learners at once; the results are in the order of the class. */
import type { Language } from "service-bootcamp";
import { type BrokenExercise, type Course, hashCourse, hashExercise } from "../course/course.ts";
import type { ExerciseError } from "../course/exercise.ts";
import type { LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import type { DueDate } from "../submission/lateness.ts";
import { gradeLearner, type KeptResultsOf } from "./grade-learner.ts";
import { graderVersion, judgeIdentity } from "./learner-process.ts";
import { type RehearsalOptions, rehearse } from "./rehearsal.ts";

export interface GradeOptions extends Pick<RehearsalOptions, "loadLimitMs"> {
  /** How many learners at once. */
  readonly jobs: number;
  readonly seed: number;
  /** Of everybody whose own is not in the roster. */
  readonly lang: Language;
  readonly due?: DueDate | undefined;
  /** Whether hidden checks are run, which is the default, or held back as in a learner's own check. */
  readonly withHidden?: boolean;
  /** Called for each exercise that is broken: nobody is graded on it, and everybody on the others. */
  readonly onBroken?: (error: ExerciseError) => void;
  /** Called after each learner, in the order in which they are done; the next one waits for it. */
  readonly onGraded?: (result: LearnerResult) => void | Promise<void>;
  /** Results that were kept of a learner. One counts again, as it is, where neither the answer nor what judges it has changed. */
  readonly before?: KeptResultsOf;
  /** Ids: whoever is graded, and on what; default all. */
  readonly only?: { readonly learners?: readonly string[]; readonly exercises?: readonly string[] };
}

/** @throws ProcessFault when learners' processes do not run here. */
export async function gradeClass(
  course: Course & { readonly broken?: readonly BrokenExercise[] },
  learners: readonly Learner[],
  { jobs, seed, lang, due, withHidden = true, before, only = {}, ...options }: GradeOptions,
): Promise<readonly LearnerResult[]> {
  const broken = course.broken ?? [];
  const { onBroken, onGraded, loadLimitMs } = options;
  for (const { error } of broken) onBroken?.(error);
  const chosen = course.exercises.filter(({ id }) => only.exercises?.includes(id) ?? true);
  const loaded = await rehearse(chosen, { seed, lang, withHidden, onBroken, loadLimitMs });
  const judge = judgeIdentity();
  const shared = {
    courseFolder: course.folder,
    exerciseIds: [...course.exercises, ...broken].map(({ id }) => id),
    exercises: loaded.map((each) => ({ ...each, sha256: hashExercise(each.exercise, judge) })),
    secret: course.secret,
    withHidden,
    due,
    before,
    grader: { version: graderVersion(), courseHash: hashCourse(course), seed, lang },
  };
  const results: LearnerResult[] = [];
  const wanted = learners.filter(({ id }) => only.learners?.includes(id) ?? true);
  const waiting = wanted.entries();
  const gradeWaiting = async () => {
    for (const [index, learner] of waiting) {
      const result = await gradeLearner(learner, shared);
      results[index] = result;
      await onGraded?.(result);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, wanted.length) }, gradeWaiting));
  } finally {
    for (const _ of waiting); // after a fault nobody else is begun
  }
  return results;
}

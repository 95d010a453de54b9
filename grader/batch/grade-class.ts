/** Grades a class, several learners at once. */
import type { Language } from "service-bootcamp";
import { type BrokenExercise, type Course, hashCourse, hashExercise } from "../course/course.ts";
import type { Exercise, ExerciseError } from "../course/exercise.ts";
import type { LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import type { DueDate } from "../submission/lateness.ts";
import type { KeptResultsOf } from "./grade-learner.ts";
import { GradingPool, type GradingPoolOptions } from "./grading-pool.ts";
import { EmbeddedQueue, type Lease } from "./grading-queue.ts";
import { graderVersion, judgeIdentity } from "./learner-process.ts";
import { type RehearsalOptions, rehearse } from "./rehearsal.ts";
import { strictestWorker } from "./strictest-worker.ts";
import { WarmWorker } from "./warm-worker.ts";

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
  /** Called after each learner, in the order in which they are done; who called goes on when it has resolved. */
  readonly onGraded?: (result: LearnerResult) => void | Promise<void>;
  /** Called with a learner whose results alone and in a process shared with others differ, which is a fault of the grader. */
  readonly onDifference?: (learner: string) => void;
  /** Results that were kept of a learner. One counts again, as it is, where neither the answer nor what judges it has changed. */
  readonly before?: KeptResultsOf | undefined;
  /** Ids: whoever is graded, and on what; default all. */
  readonly only?: { readonly learners?: readonly string[]; readonly exercises?: readonly string[] };
}

interface WholeCourse extends Course {
  readonly broken?: readonly BrokenExercise[];
}

/** How long one loop may have a learner: far longer than all limits of both gradings together. */
const LEASE_MS = 86_400_000;

/** @returns the results in the order of the class. @throws as gradeEach */
export async function gradeClass(
  course: WholeCourse,
  learners: readonly Learner[],
  { onGraded, ...options }: GradeOptions,
): Promise<readonly LearnerResult[]> {
  const results = new Map<string, LearnerResult>();
  await gradeEach(course, learners, {
    ...options,
    onGraded: async (result) => {
      results.set(result.learner, result);
      await onGraded?.(result);
    },
  });
  return learners.flatMap(({ id }) => results.get(id) ?? []);
}

/**
 * Keeps no result, since those of a whole class may not fit into memory.
 * @throws ProcessFault when learners' processes do not run here, and whatever onGraded throws: nobody else is graded then.
 */
export async function gradeEach(
  course: WholeCourse,
  learners: readonly Learner[],
  { jobs, onGraded, only = {}, ...options }: GradeOptions,
): Promise<void> {
  const chosen = course.exercises.filter(({ id }) => only.exercises?.includes(id) ?? true);
  const wanted = learners.filter(({ id }) => only.learners?.includes(id) ?? true);
  const starting = strictestWorker();
  const [common, first] = await Promise.all([poolOptions(course, chosen, options), starting]).catch(
    async (error: unknown) => {
      await starting.then(
        (worker) => worker.end(),
        () => {},
      );
      throw error;
    },
  );
  const { isolation } = first;
  const pool = new GradingPool(wanted, { ...common, isolation });
  const queue = new EmbeddedQueue<Learner>(() => performance.now());
  for (const learner of wanted) await queue.enqueue(learner);
  let isStopped = false;
  const gradeOne = async (lease: Lease<Learner>, worker: WarmWorker): Promise<void> => {
    try {
      const result = await pool.grade(lease.job, worker);
      if (isStopped || !(await queue.complete(lease))) return;
      await onGraded?.(result);
    } catch (error) {
      isStopped = true;
      await queue.giveUp(lease);
      throw error;
    }
  };
  const gradeWaiting = async (worker: WarmWorker): Promise<void> => {
    try {
      let lease = await queue.claim(LEASE_MS);
      for (; lease !== undefined && !isStopped; lease = await queue.claim(LEASE_MS))
        await gradeOne(lease, worker);
    } finally {
      worker.end();
    }
  };
  const others = Array.from(
    { length: Math.min(jobs, wanted.length) - 1 },
    () => new WarmWorker({ isolation }),
  );
  await Promise.all([first, ...others].map(gradeWaiting));
}

/** Loads the checks, and tells what all learners have in common. */
async function poolOptions(
  { broken = [], ...course }: WholeCourse,
  chosen: readonly Exercise[],
  options: Omit<GradeOptions, "jobs" | "onGraded" | "only">,
): Promise<GradingPoolOptions> {
  const { seed, lang, withHidden = true, due, before, onBroken, onDifference, loadLimitMs } = options;
  for (const { error } of broken) onBroken?.(error);
  const loaded = await rehearse(chosen, { seed, lang, withHidden, onBroken, loadLimitMs });
  const judge = judgeIdentity();
  return {
    courseFolder: course.folder,
    exerciseIds: [...course.exercises, ...broken].map(({ id }) => id),
    exercises: loaded.map((each) => ({ ...each, sha256: hashExercise(each.exercise, judge) })),
    grader: { version: graderVersion(), courseHash: hashCourse(course), seed, lang },
    ...{ secret: course.secret, withHidden, due, before, onDifference },
  };
}

/**
 * Grades one learner in a process of their own. An exercise that ends the process loses only itself: the exercises after it are
 * graded in a new process.
 */
import { isDeepStrictEqual } from "node:util";
import { type Draw, drawVariant, filled } from "../course/variants.ts";
import type { LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import { type DueDate, dueFor, lateness } from "../submission/lateness.ts";
import type { Person } from "../submission/roster.ts";
import {
  CollectedResults,
  type GradedExercise,
  type KeptResults,
  READ_LIMIT_MS,
} from "./collected-results.ts";
import { runLearnerProcess } from "./learner-process.ts";

export interface GradeLearnerOptions {
  readonly courseFolder: string;
  /** Of all exercises, to find them in a submission; default those that are graded. */
  readonly exerciseIds?: readonly string[];
  readonly exercises: readonly GradedExercise[];
  /** Of the course; without one everybody has the first values. */
  readonly secret?: string | undefined;
  /** As in Grading; default true. */
  readonly withHidden?: boolean;
  readonly grader: LearnerResult["grader"];
  /** When the class has to hand in, and how far its clocks are ahead of UTC. */
  readonly due?: DueDate | undefined;
  /** Results that were kept of the learner with the same seed and language; only those of today's exercises count again. */
  readonly before?: KeptResultsOf | undefined;
  /** As in LearnerProcessOptions. */
  readonly worker?: string;
}

/** @param grader with which the kept results must have been made. */
export type KeptResultsOf = (
  learner: Learner,
  grader: LearnerResult["grader"],
) => KeptResults | Promise<KeptResults>;

/** @throws ProcessFault */
export async function gradeLearner(
  learner: Learner,
  {
    courseFolder,
    exercises,
    exerciseIds = idsOf(exercises),
    due,
    before,
    secret,
    ...options
  }: GradeLearnerOptions,
): Promise<LearnerResult> {
  const { id, paths, person = {} } = learner;
  const grader = { ...options.grader, lang: person.language ?? options.grader.lang };
  const { seed, lang } = grader;
  const { withHidden = true } = options;
  const draw = secret === undefined ? undefined : { secret, learner: id };
  const own = exercises.map((each) => withValues(each, draw));
  const kept = stillCounting((await before?.(learner, grader)) ?? new Map(), own);
  const known = Object.fromEntries(
    [...kept].map(([exercise, { answerSha256 = "" }]) => [exercise, answerSha256]),
  );
  const collected = new CollectedResults(own, lang, kept);
  const knownAs = [id, person.name ?? "", person.email ?? ""].filter((name) => name !== "");
  const clockOffsetMs = due?.offsetMs ?? 0;
  const handedIn = { paths, knownAs, clockOffsetMs };
  for (let toGrade = idsOf(exercises); toGrade.length > 0; toGrade = collected.open()) {
    const job = { ...handedIn, courseFolder, exerciseIds, toGrade, known, draw, withHidden, seed, lang };
    const ending = await runLearnerProcess(job, {
      ...options,
      firstLimitMs: READ_LIMIT_MS,
      onMessage: (message) => collected.add(message),
    });
    collected.close(ending);
  }
  const { submission, ...result } = collected.result();
  return {
    learner: id,
    ...personOf(person),
    grader,
    ...result,
    submission: { ...submission, ...lateness(submission.submittedAt, dueFor(person, due?.ms)) },
  };
}

/** The titles of the checks have the learner's own values. */
function withValues({ exercise, checks, ...more }: GradedExercise, draw: Draw | undefined): GradedExercise {
  const variant = drawVariant(exercise.variants, exercise.id, draw);
  return { ...more, exercise: { ...exercise, variant }, checks: filled(checks, variant) };
}

/** Nothing is kept of a fault of ours, nor of an exercise that was another one then, or had other values. */
function stillCounting(kept: KeptResults, exercises: readonly GradedExercise[]): KeptResults {
  const now = new Map(exercises.map((each) => [each.exercise.id, each]));
  return new Map(
    [...kept].filter(
      ([id, { status, answerSha256, exerciseSha256, variant = {} }]) =>
        status === "graded" &&
        answerSha256 !== undefined &&
        exerciseSha256 !== undefined &&
        exerciseSha256 === now.get(id)?.sha256 &&
        isDeepStrictEqual(variant, now.get(id)?.exercise.variant),
    ),
  );
}

/** What a result says of a person; the rest of the roster was for grading. */
function personOf({ name, email, section, timeMultiplier }: Partial<Person>): Pick<LearnerResult, "person"> {
  const person = { name, email, section, timeMultiplier };
  return Object.values(person).every((value) => value === undefined) ? {} : { person };
}

function idsOf(exercises: readonly GradedExercise[]): string[] {
  return exercises.map(({ exercise }) => exercise.id);
}

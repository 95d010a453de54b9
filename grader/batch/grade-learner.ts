/**
 * Grades one learner: in a process of their own, where an exercise that ends the process loses only itself, or in one that has graded
 * others before, whose result counts only when there is nothing odd about it.
 */
import { isDeepStrictEqual } from "node:util";
import { type Draw, drawVariant, filled } from "../course/variants.ts";
import { type ExerciseResult, type LearnerResult, type Retried, resultProblems } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import { type DueDate, dueFor, lateness } from "../submission/lateness.ts";
import type { Person } from "../submission/roster.ts";
import type { Ending } from "./child-process.ts";
import { CollectedResults, type GradedExercise, READ_LIMIT_MS } from "./collected-results.ts";
import { JudgedAnswers } from "./judged-answers.ts";
import { type LearnerProcessOptions, runLearnerProcess } from "./learner-process.ts";
import type { Grading } from "./messages.ts";
import { ProcessFault } from "./process-fault.ts";
import type { WarmWorker } from "./warm-worker.ts";

export interface GradeLearnerOptions extends LearnerProcessOptions {
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
}

/** Exercise -> a result of it that was kept, and counts again for the same answer. */
type KeptResults = ReadonlyMap<string, ExerciseResult>;

/** @param grader with which the kept results must have been made. */
export type KeptResultsOf = (
  learner: Learner,
  grader: LearnerResult["grader"],
) => KeptResults | Promise<KeptResults>;

/** @throws ProcessFault */
export async function gradeAlone(learner: Learner, options: GradeLearnerOptions): Promise<LearnerResult> {
  const grading = await begin(learner, options, new JudgedAnswers());
  const { collected, jobOf } = grading;
  for (let toGrade = collected.open(); toGrade.length > 0; toGrade = collected.open()) {
    const ending = await runLearnerProcess(jobOf(toGrade), {
      worker: options.worker,
      isolation: options.isolation,
      firstLimitMs: READ_LIMIT_MS,
      onMessage: (message) => collected.add(message),
    });
    collected.close(ending);
  }
  return grading.result();
}

/** Of a process that has graded others. */
export interface WarmResult {
  readonly result: LearnerResult;
  /** Whether it has only what was kept of the learner: the process has read what they handed in, and judged nothing. */
  readonly isKept: boolean;
}

/**
 * @param judged of the learners before, of whom the same answers are not judged again.
 * @returns the result, or why the learner has to be graded alone: a fault may be another one's, or the process's own.
 */
export async function gradeWarm(
  learner: Learner,
  options: GradeLearnerOptions,
  worker: WarmWorker,
  judged: JudgedAnswers,
): Promise<WarmResult | Retried> {
  const grading = await begin(learner, options, judged);
  const { collected, jobOf } = grading;
  const ending = await runWarm(worker, jobOf(collected.open()), collected);
  if (ending.kind !== "done") return ending.kind;
  collected.close(ending);
  const result = grading.result();
  // What it reported of exercises was checked as it came.
  if (!hasErrors(result) && resultProblems({ ...result, exercises: [] }).length === 0) {
    grading.remember();
    return { result, isKept: result.exercises.every(grading.isKept) };
  }
  worker.end();
  return "error";
}

export function hasErrors({ exercises }: LearnerResult): boolean {
  return exercises.some(({ status }) => status === "error");
}

interface Begun {
  readonly collected: CollectedResults;
  readonly jobOf: (toGrade: readonly string[]) => Grading;
  readonly result: () => LearnerResult;
  readonly isKept: (result: ExerciseResult) => boolean;
  /** For the learners after. */
  readonly remember: () => void;
}

async function begin(learner: Learner, options: GradeLearnerOptions, judged: JudgedAnswers): Promise<Begun> {
  const { courseFolder, exercises, exerciseIds = idsOf(exercises), due, before, secret } = options;
  const { id, paths, person = {} } = learner;
  const grader = { ...options.grader, lang: person.language ?? options.grader.lang };
  const { seed, lang } = grader;
  const { withHidden = true, isolation } = options;
  const draw = secret === undefined ? undefined : { secret, learner: id };
  const own = exercises.map((each) => withValues(each, draw));
  const kept = stillCounting((await before?.(learner, grader)) ?? new Map(), own);
  const known = new Map(
    own.map(({ exercise }) => [exercise.id, withKept(judged.of(exercise, lang), kept.get(exercise.id))]),
  );
  const collected = new CollectedResults(own, { lang, known, isolation });
  const knownAs = [id, person.name ?? "", person.email ?? ""].filter((name) => name !== "");
  const handedIn = { paths, knownAs, clockOffsetMs: due?.offsetMs ?? 0 };
  const answers = Object.fromEntries(
    [...known].map(([exercise, results]) => [exercise, [...results.keys()]]),
  );
  const job = { ...handedIn, courseFolder, exerciseIds, known: answers, draw, withHidden, seed, lang };
  const result = (): LearnerResult => {
    const { submission, ...rest } = collected.result();
    const late = lateness(submission.submittedAt, dueFor(person, due?.ms));
    return { learner: id, ...personOf(person), grader, ...rest, submission: { ...submission, ...late } };
  };
  const remember = (): void => {
    const results = new Map(collected.result().exercises.map((each) => [each.id, each]));
    for (const { exercise } of own) judged.add(exercise, lang, results.get(exercise.id));
  };
  const isKept = (each: ExerciseResult): boolean => kept.get(each.id) === each;
  return { collected, jobOf: (toGrade) => ({ ...job, toGrade }), result, isKept, remember };
}

async function runWarm(worker: WarmWorker, job: Grading, collected: CollectedResults): Promise<Ending> {
  try {
    const onMessage = collected.add.bind(collected);
    return await worker.run(job, { firstLimitMs: READ_LIMIT_MS, onMessage });
  } catch (error) {
    if (!(error instanceof ProcessFault)) throw error;
    return { kind: "crash", stderr: error.said };
  }
}

/** What was kept of the learner's own comes before what others have. */
function withKept(
  judged: ReadonlyMap<string, ExerciseResult>,
  kept: ExerciseResult | undefined,
): ReadonlyMap<string, ExerciseResult> {
  return kept?.answerSha256 === undefined ? judged : new Map([...judged, [kept.answerSha256, kept]]);
}

/** The titles of the checks have the learner's own values, where there are any. */
function withValues(graded: GradedExercise, draw: Draw | undefined): GradedExercise {
  const { exercise, checks, ...more } = graded;
  if (Object.keys(exercise.variants).length === 0) return graded;
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

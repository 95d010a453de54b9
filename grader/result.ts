/** The result of one learner: what grader/result-v1.schema.json describes, and the results of exercises in which no check ran. */
import type { Language } from "service-bootcamp";
import type { CheckFacts, Visibility } from "./check/check.ts";
import type { ErrorCode } from "./check/observed.ts";
import type { Variant } from "./course/variants.ts";
import { readSchema, schemaProblems } from "./schema-check.ts";
import type { Text } from "./text.ts";

export type { ErrorCode } from "./check/observed.ts";

export const RESULT_SCHEMA = "service-bootcamp/result/v1";

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly status: "passed" | "failed" | "not-run";
  readonly points: number;
  readonly score: number;
  /** Why it did not pass; empty when it did. */
  readonly why: string;
  /** What to look at next; empty when it passed. */
  readonly hint: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly visibility: Visibility;
  /** The id of the diagnosis that found the hint; absent when none did. */
  readonly cause?: string;
  /** Of a check that is not run and is no fault: a hidden one runs when the submission is graded. */
  readonly notRunBecause?: "hidden";
  /** Who answered the requests that it sent; absent when it sent none. */
  readonly traffic?: readonly Traffic[];
}

/** The requests that a check sent on one way: to a URL, or one to each endpoint of a Service. */
export interface Traffic {
  /** Who sent them: a name that the exercise gave, or a node. */
  readonly client: string;
  readonly url?: string;
  /** The name of the Service, where each endpoint was visited. */
  readonly endpointsOf?: string;
  /** In the order of first answers. */
  readonly answers: readonly TrafficAnswer[];
  /** Of the first requests, in their order: places in `answers`. */
  readonly order: readonly number[];
  /** Requests with other answers than these. */
  readonly more?: number;
}

export interface TrafficAnswer {
  /** The name of who answered; two of one name are two answers. */
  readonly by?: string;
  /** The HTTP status, where it says that something is wrong. */
  readonly status?: number;
  /** Why there was no answer: `ECONNREFUSED`. */
  readonly error?: ErrorCode;
  readonly count: number;
}

export interface TranscriptEntry {
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  /** Both as a terminal shows them, in the order in which they were printed. */
  readonly output: string;
  readonly exitCode: number;
  /** Simulated milliseconds from the learner's first command to the end of this one. */
  readonly atMs?: number;
}

export interface ExerciseResult {
  readonly id: string;
  /** `error`: the grader could not judge it; never a fault in the answer itself. */
  readonly status: "graded" | "not-submitted" | "error";
  readonly score: number;
  readonly maxScore: number;
  readonly checks: readonly CheckResult[];
  readonly transcript: readonly TranscriptEntry[];
  /** What was not used of the answer, and why. */
  readonly notes?: readonly string[];
  /** The learner's own values, where they differ from learner to learner. */
  readonly variant?: Variant;
  /** Of what the answer has of its own; comparable with those of others. */
  readonly fingerprints?: readonly number[];
  /** Of the host. */
  readonly durationMs: number;
  /** sha256 of what counts of the learner's files for it, in which some remarks do not; absent when there are none, or nothing could be read. */
  readonly answerSha256?: string;
  /** sha256 of what judged it: the exercise without its samples, and the grader. */
  readonly exerciseSha256?: string;
  /** Of the process that judged it; absent where it was none of its own. */
  readonly isolation?: Isolation;
}

/** A result without what commands printed, who answered which request, and hashes: what is told of a whole class needs none of it. */
export interface ResultOutline extends Omit<LearnerResult, "exercises"> {
  readonly exercises: readonly ExerciseOutline[];
}

export type ExerciseOutline = Omit<ExerciseResult, "transcript" | "answerSha256" | "exerciseSha256">;

/** How a process was kept away from the machine: by bubblewrap and Node's permission model, by this alone, or not at all. */
export type Isolation = "bubblewrap" | "permissions" | "none";

export interface LearnerResult {
  readonly schema: typeof RESULT_SCHEMA;
  readonly learner: string;
  /** What the roster or the learning platform says of them; absent when neither does. */
  readonly person?: {
    readonly name?: string | undefined;
    readonly email?: string | undefined;
    readonly section?: string | undefined;
    /** How many times the usual time. */
    readonly timeMultiplier?: number | undefined;
  };
  readonly submission: {
    readonly sha256: string | null;
    readonly submittedAt: string | null;
    /** What of it was not used, or not as the learner may expect, and why. */
    readonly notes?: readonly string[];
    /** What was predicted in notebooks; absent when it carries nothing of that. Worth no points. */
    readonly predictions?: readonly {
      readonly lesson: string;
      readonly question: string;
      readonly choice: string;
    }[];
    /** When it had to be there, with the learner's own extension; absent when nobody said. */
    readonly dueAt?: string;
    /** By how many milliseconds its newest file is later than that; 0 when it is not. */
    readonly lateMs?: number;
  };
  readonly grader: {
    readonly version: string;
    readonly courseHash: string;
    readonly seed: number;
    readonly lang: Language;
  };
  readonly score: number;
  readonly maxScore: number;
  /** Why the result is of a second grading, alone in a process; absent when the first one counts. */
  readonly retried?: Retried;
  readonly exercises: readonly ExerciseResult[];
  /** What the instructor's policy and hand make of the scores; absent when neither was asked for. */
  readonly mark?: Mark;
}

/** Points with hundredths, beside the scores, which stay what the checks gave. */
export interface Mark {
  readonly points: number;
  readonly maxPoints: number;
  /** Of the instructor, about the whole. */
  readonly comments: readonly string[];
  readonly exercises: readonly ExerciseMark[];
}

export interface ExerciseMark {
  readonly id: string;
  readonly points: number;
  /** The score with the points that were given by hand, before anything is taken off. */
  readonly score: number;
  readonly maxScore: number;
  readonly late?: LateMark;
  /** Points that an instructor gave for a check, or for the exercise as a whole. */
  readonly manual: readonly { readonly check?: string; readonly points: number; readonly reason: string }[];
  readonly comments: readonly { readonly check?: string; readonly text: string }[];
  /** Answers that count so far, and how many may. */
  readonly attempts?: { readonly used: number; readonly max: number };
}

export interface LateMark {
  readonly lateMs: number;
  /** Penalty periods that have begun, and how many of them grace days took over. */
  readonly periods: number;
  readonly graceDays: number;
  /** Of the score that is taken off. */
  readonly percent: number;
}

/**
 * What was wrong with a grading in a process that had graded others: it ended by itself or was killed (`crash`), went over a limit,
 * reported an error, or came to another result than the second one (`difference`).
 */
export type Retried =
  | "crash"
  | "timeLimit"
  | "memoryMbMax"
  | "residentMbMax"
  | "messageBytesMax"
  | "error"
  | "difference";

/** The hint where nothing that a learner does can help. */
export const reportThisFault: Text = {
  en: "This is a fault of the exercise or of the grader, not of the answer: please report it",
  ko: "답의 잘못이 아니라 연습이나 채점기의 잘못입니다. 알려 주세요",
};

export function outlineOf({ exercises, ...result }: LearnerResult): ResultOutline {
  return { ...result, exercises: exercises.map(exerciseOutline) };
}

function exerciseOutline({
  transcript: _printed,
  answerSha256: _answer,
  exerciseSha256: _exercise,
  ...exercise
}: ExerciseResult): ExerciseOutline {
  return { ...exercise, checks: exercise.checks.map(({ traffic: _answered, ...check }) => check) };
}

/** The result of an exercise in which no check ran: not submitted, or not gradable. */
export function unchecked(
  { id, checks }: { readonly id: string; readonly checks: readonly CheckFacts[] },
  status: "not-submitted" | "error",
  why: Text,
  hint: Text,
  lang: Language,
): ExerciseResult {
  return {
    id,
    status,
    score: 0,
    maxScore: sum(checks.map(({ points }) => points)),
    checks: checks.map((check) => notRun(check, why, hint, lang)),
    transcript: [],
    durationMs: 0,
  };
}

export function notRun(
  { id, title, points, visibility }: CheckFacts,
  why: Text,
  hint: Text,
  lang: Language,
): CheckResult {
  return {
    id,
    title: title[lang],
    status: "not-run",
    points,
    score: 0,
    why: clip(why[lang]),
    hint: clip(hint[lang]),
    expected: null,
    actual: null,
    visibility,
  };
}

export function sum(points: readonly number[]): number {
  return points.reduce((total, each) => total + each, 0);
}

const schema = readSchema("result-v1.schema.json");

/** @returns one sentence per fault; empty when `value` is a result. */
export function resultProblems(value: unknown): readonly string[] {
  return schemaProblems(value, schema);
}

/** As resultProblems, for the result of one exercise. */
export function exerciseResultProblems(value: unknown): readonly string[] {
  return schemaProblems(value, { $defs: schema.$defs ?? {}, $ref: "#/$defs/exercise" });
}

/** Characters of a reason or a hint in a result (textMax). */
const TEXT_MAX = 3_900;

export function clip(text: string, max: number = TEXT_MAX): string {
  return text.length <= max ? text : `${text.slice(0, max)}\n... (+${text.length - max})`;
}

/**
 * Collects what a learner's process reports into results. The process has handled files of the learner, so a report of it is
 * checked before it counts: its shape against the schema, and ids, titles and points are taken from the course.
 */
import type { Language } from "service-bootcamp";
import type { CheckFacts } from "../check/check.ts";
import type { Exercise } from "../course/exercise.ts";
import {
  type CheckResult,
  clip,
  type ExerciseResult,
  exerciseResultProblems,
  type Isolation,
  type LearnerResult,
  RESULT_SCHEMA,
  reportThisFault,
  sum,
  unchecked,
} from "../result.ts";
import { soundPredictions } from "../submission/predictions.ts";
import type { Text } from "../text.ts";
import { type Ending, MEMORY_MB_MAX, MESSAGE_BYTES_MAX, RESIDENT_MB_MAX } from "./child-process.ts";
import type { Message } from "./messages.ts";

/** One exercise with its checks, as the instructor's side knows it. */
export interface GradedExercise {
  readonly exercise: Exercise;
  readonly checks: readonly CheckFacts[];
  /** hashExercise of it; absent where no result is kept. */
  readonly sha256?: string;
}

export interface CollectOptions {
  readonly lang: Language;
  /** Exercise -> answer -> what is known of it, and counts. */
  readonly known: ReadonlyMap<string, ReadonlyMap<string, ExerciseResult>>;
  /** Of the process that reports. */
  readonly isolation?: Isolation | undefined;
}

/**
 * Milliseconds of the host for the start of a process, and for reading a submission (readLimitMs). Far more than it takes, since a
 * machine may be busy and no learner should pay for that: what a submission may cost to read has budgets of its own.
 */
export const READ_LIMIT_MS = 60_000;

export class CollectedResults {
  readonly #exercises: readonly GradedExercise[];
  readonly #lang: Language;
  readonly #known: CollectOptions["known"];
  readonly #isolation: Isolation;
  readonly #results = new Map<string, ExerciseResult>();
  #answers: Readonly<Record<string, string>> = {};
  #submission: LearnerResult["submission"] = { sha256: null, submittedAt: null };
  #isRead = false;

  constructor(exercises: readonly GradedExercise[], { lang, known, isolation = "none" }: CollectOptions) {
    this.#exercises = exercises;
    this.#lang = lang;
    this.#known = known;
    this.#isolation = isolation;
  }

  /** @returns the milliseconds of the host that the next message may take. */
  add(message: Message): number {
    switch (message.type) {
      case "ready":
        return READ_LIMIT_MS;
      case "submission":
        this.#read(message);
        break;
      case "refused":
        this.#failRest(message.why, message.hint);
        break;
      case "exercise": {
        const next = this.#next();
        if (next !== undefined) this.#set(next, this.#verified(next, message.result));
        break;
      }
    }
    return this.#next()?.exercise.timeLimitMs ?? READ_LIMIT_MS;
  }

  /** Charges the end of a process to the exercise that it was busy with, or to all when it had not read the submission yet. */
  close(ending: Ending): void {
    const next = this.#next();
    const limitMs = this.#isRead ? next?.exercise.timeLimitMs : undefined;
    const why = whyEnded(ending, limitMs ?? READ_LIMIT_MS);
    if (ending.kind === "done") this.#failRest(why, reportThisFault);
    else if (!this.#isRead) this.#failRest(why, endedHint);
    else if (next !== undefined) this.#set(next, this.#unchecked(next, "error", why, endedHint));
  }

  /** Ids of the exercises without a result. */
  open(): string[] {
    return this.#exercises.map(({ exercise }) => exercise.id).filter((id) => !this.#results.has(id));
  }

  /** What the process reported, in the order of the course; complete once no exercise is open. */
  result(): Omit<LearnerResult, "learner" | "grader"> {
    const exercises = this.#exercises.flatMap(({ exercise }) => this.#results.get(exercise.id) ?? []);
    return {
      schema: RESULT_SCHEMA,
      submission: this.#submission,
      score: sum(exercises.map(({ score }) => score)),
      maxScore: sum(exercises.map(({ maxScore }) => maxScore)),
      exercises,
    };
  }

  #read({ sha256, submittedAt, answers, notes, ...more }: Message & { type: "submission" }): void {
    const predictions = soundPredictions(more.predictions);
    this.#submission = {
      ...{ sha256, submittedAt, notes: notes.map((note) => clip(note[this.#lang])) },
      ...(predictions.length === 0 ? {} : { predictions }),
    };
    this.#answers = answers;
    this.#isRead = true;
    for (const each of this.#exercises) {
      const { id } = each.exercise;
      if (this.#results.has(id)) continue; // of an earlier process
      const answer = answers[id];
      const known = this.#known.get(id)?.get(answer ?? "");
      if (answer === undefined)
        this.#set(each, this.#unchecked(each, "not-submitted", notSubmitted, expectedPlace(notes)));
      else if (known !== undefined) this.#results.set(id, known);
    }
  }

  /** Results arrive in the order of the course, so the next one is of the first exercise without. */
  #next(): GradedExercise | undefined {
    return this.#exercises.find(({ exercise }) => !this.#results.has(exercise.id));
  }

  #set({ exercise: { id }, sha256 }: GradedExercise, result: ExerciseResult): void {
    const answer = this.#answers[id];
    this.#results.set(id, {
      ...result,
      ...(answer === undefined ? {} : { answerSha256: answer, isolation: this.#isolation }),
      ...(sha256 === undefined ? {} : { exerciseSha256: sha256 }),
    });
  }

  #failRest(why: Text, hint: Text): void {
    for (const each of this.#exercises)
      if (!this.#results.has(each.exercise.id)) this.#set(each, this.#unchecked(each, "error", why, hint));
  }

  #unchecked(
    { exercise, checks }: GradedExercise,
    status: "not-submitted" | "error",
    why: Text,
    hint: Text,
  ): ExerciseResult {
    return unchecked({ id: exercise.id, checks }, status, why, hint, this.#lang);
  }

  #verified(graded: GradedExercise, result: ExerciseResult): ExerciseResult {
    const { exercise, checks } = graded;
    const problems = exerciseResultProblems(result);
    const isOfExercise =
      problems.length === 0 && result.id === exercise.id && result.checks.length === checks.length;
    if (!isOfExercise) return this.#unchecked(graded, "error", malformed(problems), reportThisFault);
    const judged = result.checks.map((given, index) => {
      const { id, title, points, visibility } = checks[index] as CheckFacts;
      const score = scoreOf(given, points);
      return { ...given, id, title: title[this.#lang], points, visibility, score };
    });
    const score = sum(judged.map((check) => check.score));
    const { variant } = exercise;
    const own = Object.keys(variant).length === 0 ? {} : { variant };
    return { ...withoutVariant(result), maxScore: exercise.points, checks: judged, score, ...own };
  }
}

/** The values that count are those that the course draws. */
function withoutVariant({ variant: _, ...result }: ExerciseResult): ExerciseResult {
  return result;
}

/** What did not pass may have points for its parts, and never all of them. */
function scoreOf({ status, score }: CheckResult, points: number): number {
  if (status === "passed") return points;
  return status === "failed" ? Math.min(score, points - 1) : 0;
}

const notSubmitted: Text = {
  en: "Nothing was submitted for this exercise",
  ko: "이 연습의 제출물이 없습니다",
};

function expectedPlace(notes: readonly Text[]): Text {
  return {
    en: [
      "Submit a folder with the exercise's name, or a notebook that opens it with exercise(...)",
      ...notes.map(({ en }) => en),
    ].join(". "),
    ko: [
      "연습의 이름으로 된 폴더나, exercise(...)로 연습을 여는 노트북을 제출하세요",
      ...notes.map(({ ko }) => ko),
    ].join(". "),
  };
}

function whyEnded(ending: Ending, limitMs: number): Text {
  switch (ending.kind) {
    case "timeLimit":
      return {
        en: `It was stopped after ${limitMs / 1000} s (timeLimitMs)`,
        ko: `${limitMs / 1000}초가 지나 멈추었습니다(timeLimitMs)`,
      };
    case "memoryMbMax":
      return {
        en: `It needed more than ${MEMORY_MB_MAX} MB of memory (memoryMbMax)`,
        ko: `메모리를 ${MEMORY_MB_MAX} MB보다 많이 썼습니다(memoryMbMax)`,
      };
    case "residentMbMax":
      return {
        en: `The process that graded it held more than ${RESIDENT_MB_MAX} MB (residentMbMax)`,
        ko: `채점하던 프로세스가 메모리를 ${RESIDENT_MB_MAX} MB보다 많이 차지했습니다(residentMbMax)`,
      };
    case "messageBytesMax":
      return {
        en: `Its result is larger than ${MESSAGE_BYTES_MAX} bytes (messageBytesMax)`,
        ko: `결과가 ${MESSAGE_BYTES_MAX}바이트보다 큽니다(messageBytesMax)`,
      };
    case "crash":
      return {
        en: `The process that graded it ended by itself: ${ending.stderr}`,
        ko: `채점하던 프로세스가 스스로 끝났습니다: ${ending.stderr}`,
      };
    case "done":
      return notReported;
  }
}

function malformed(problems: readonly string[]): Text {
  const first = problems[0] ?? "it is of another exercise";
  return {
    en: `The result does not have the shape of a result: ${first}`,
    ko: `결과의 형식이 맞지 않습니다: ${first}`,
  };
}

const endedHint: Text = {
  en: "Look for a loop without an end, or for far too many objects",
  ko: "끝나지 않는 반복이나 지나치게 많은 오브젝트가 있는지 보세요",
};
const notReported: Text = {
  en: "The process that graded it ended without a result for it",
  ko: "채점하던 프로세스가 이 연습의 결과를 알리지 않았습니다",
};

/**
 * Grades one learner in a process of his own. What the process tells is evidence, not a verdict: the parent checks its shape,
 * takes ids, titles and points from the course, and adds up. An exercise that kills the process loses itself only: the rest goes
 * on in a new one.
 */

import type { Language } from "service-bootcamp";
import type { Check } from "../check/check.ts";
import type { Exercise } from "../course/exercise.ts";
import {
  type ExerciseResult,
  exerciseResultProblems,
  type LearnerResult,
  RESULT_SCHEMA,
  tellTheAuthor,
  unchecked,
} from "../result.ts";
import type { Learner } from "../submission/class.ts";
import type { Text } from "../text.ts";
import { type Ending, MEMORY_MB_MAX, MESSAGE_BYTES_MAX, runLearnerProcess } from "./learner-process.ts";
import type { Message } from "./messages.ts";

/** One exercise with its checks, as the instructor's side knows it. */
export interface GradedExercise {
  readonly exercise: Exercise;
  readonly checks: readonly Check[];
}

export interface GradeLearnerOptions {
  readonly courseFolder: string;
  readonly exercises: readonly GradedExercise[];
  readonly grader: LearnerResult["grader"];
  /** As in LearnerProcessOptions. */
  readonly worker?: string;
}

/**
 * Milliseconds of the host for the start of a process and for reading a submission (readLimitMs). Far more than it takes, since a
 * machine may be busy and no learner should pay for that: what a submission may cost to read has budgets of its own.
 */
const READ_LIMIT_MS = 60_000;

export async function gradeLearner(
  { id, path }: Learner,
  { courseFolder, exercises, grader, ...options }: GradeLearnerOptions,
): Promise<LearnerResult> {
  const evidence = new Evidence(exercises, grader.lang);
  const exerciseIds = exercises.map(({ exercise }) => exercise.id);
  for (let toGrade = exerciseIds; toGrade.length > 0; toGrade = evidence.open()) {
    const job = { path, courseFolder, exerciseIds, toGrade, seed: grader.seed, lang: grader.lang };
    const ending = await runLearnerProcess(job, {
      ...options,
      firstLimitMs: READ_LIMIT_MS,
      onMessage: (message) => evidence.add(message),
    });
    evidence.close(ending);
  }
  const results = evidence.results();
  return {
    schema: RESULT_SCHEMA,
    learner: id,
    submission: evidence.submission,
    grader,
    score: results.reduce((sum, { score }) => sum + score, 0),
    maxScore: results.reduce((sum, { maxScore }) => sum + maxScore, 0),
    exercises: results,
  };
}

/** What is known about one learner's exercises so far. */
class Evidence {
  submission: LearnerResult["submission"] = { sha256: null, submittedAt: null };
  readonly #exercises: readonly GradedExercise[];
  readonly #lang: Language;
  readonly #results = new Map<string, ExerciseResult>();
  #submitted: readonly string[] | undefined;

  constructor(exercises: readonly GradedExercise[], lang: Language) {
    this.#exercises = exercises;
    this.#lang = lang;
  }

  /** @returns the milliseconds that the next message may take. */
  add(message: Message): number {
    if (message.type === "submission") {
      const { sha256, submittedAt, submitted, notes } = message;
      this.submission = { sha256, submittedAt };
      this.#submitted = submitted;
      for (const { exercise, checks } of this.#exercises) {
        if (!submitted.includes(exercise.id))
          this.#set(
            unchecked(
              { id: exercise.id, checks },
              "not-submitted",
              nothing,
              expectedPlace(notes),
              this.#lang,
            ),
          );
      }
    } else if (message.type === "refused") {
      this.#refuseRest(message.why, message.hint);
    } else if (message.type === "exercise") {
      const next = this.#next();
      if (next !== undefined) this.#set(this.#verified(next, message.result));
    }
    return this.#next()?.exercise.timeLimitMs ?? READ_LIMIT_MS;
  }

  /** Charges the end of a process to the exercise that it was busy with, or to all when it had not even read them. */
  close(ending: Ending): void {
    const next = this.#next();
    const why = whyEnded(ending, next?.exercise.timeLimitMs ?? READ_LIMIT_MS);
    if (ending.kind === "done") this.#refuseRest(why, tellTheAuthor);
    else if (this.#submitted === undefined) this.#refuseRest(why, endedHint);
    else if (next !== undefined)
      this.#set(
        unchecked({ id: next.exercise.id, checks: next.checks }, "error", why, endedHint, this.#lang),
      );
  }

  /** Ids of the exercises without a result. */
  open(): string[] {
    return this.#exercises.map(({ exercise }) => exercise.id).filter((id) => !this.#results.has(id));
  }

  /** In the order of the course. */
  results(): readonly ExerciseResult[] {
    return this.#exercises.flatMap(({ exercise }) => this.#results.get(exercise.id) ?? []);
  }

  #next(): GradedExercise | undefined {
    return this.#exercises.find(({ exercise }) => !this.#results.has(exercise.id));
  }

  #set(result: ExerciseResult): void {
    this.#results.set(result.id, result);
  }

  #refuseRest(why: Text, hint: Text): void {
    for (const { exercise, checks } of this.#exercises) {
      if (!this.#results.has(exercise.id))
        this.#set(unchecked({ id: exercise.id, checks }, "error", why, hint, this.#lang));
    }
  }

  /** Only statuses and sentences are taken over; what they are worth is the course's to say. */
  #verified({ exercise, checks }: GradedExercise, result: ExerciseResult): ExerciseResult {
    const problems = exerciseResultProblems(result);
    const isOurs =
      problems.length === 0 && result.id === exercise.id && result.checks.length === checks.length;
    if (!isOurs)
      return unchecked({ id: exercise.id, checks }, "error", malformed(problems), tellTheAuthor, this.#lang);
    const judged = result.checks.map((given, index) => {
      const { id, title, points, visibility } = checks[index] as Check;
      return {
        ...given,
        id,
        title: title[this.#lang],
        points,
        visibility,
        score: given.status === "passed" ? points : 0,
      };
    });
    return {
      ...result,
      maxScore: exercise.points,
      checks: judged,
      score: judged.reduce((sum, { score }) => sum + score, 0),
    };
  }
}

const nothing: Text = { en: "Nothing was submitted for this exercise", ko: "이 연습의 제출물이 없습니다" };

function expectedPlace(notes: readonly Text[]): Text {
  return {
    en: [
      "Submit a folder with the exercise's name, or mark the cells of your notebook with // exercise: NAME",
      ...notes.map(({ en }) => en),
    ].join(". "),
    ko: [
      "연습의 이름으로 된 폴더를 제출하거나, 노트북 셀에 // exercise: 이름 표시를 하세요",
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
    case "messageBytesMax":
      return {
        en: `Its result is larger than ${MESSAGE_BYTES_MAX} bytes (messageBytesMax)`,
        ko: `결과가 ${MESSAGE_BYTES_MAX}바이트보다 큽니다(messageBytesMax)`,
      };
    case "crash":
      return {
        en: `The process that graded it ended by itself: ${ending.lastWords}`,
        ko: `채점하던 프로세스가 스스로 끝났습니다: ${ending.lastWords}`,
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
  en: "The process that graded it told nothing about it",
  ko: "채점하던 프로세스가 이 연습의 결과를 알리지 않았습니다",
};

/** How far a learner has come: one file, `progress.json` in their folder, as grader/progress-v1.schema.json describes it. */
import { existsSync, readFileSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { writeFiles } from "../files/write-files.ts";
import { readSchema, schemaProblems } from "../schema-check.ts";
import type { Text } from "../text.ts";
import { freePath } from "./work.ts";

export interface ExerciseProgress {
  /** Times are ISO 8601 in UTC. */
  readonly begunAt: string;
  readonly lastAt: string;
  readonly solvedAt?: string;
  readonly gaveUpAt?: string;
  readonly checks: number;
  readonly failedSinceHint: number;
  readonly hintsSeen: number;
  readonly score: number;
  readonly best: number;
}

export interface Prediction {
  /** The letter that was chosen. */
  readonly choice: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

export interface Progress {
  readonly schema: typeof PROGRESS_SCHEMA;
  readonly learner?: string;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  /** Lesson -> question -> what was predicted. */
  readonly predictions?: Readonly<Record<string, Readonly<Record<string, Prediction>>>>;
}

const PROGRESS_SCHEMA = "service-bootcamp/progress/v1";
export const PROGRESS_FILE = "progress.json";

export const noProgress: Progress = { schema: PROGRESS_SCHEMA, exercises: {} };

export function begunAt(time: string): ExerciseProgress {
  return { begunAt: time, lastAt: time, checks: 0, failedSinceHint: 0, hintsSeen: 0, score: 0, best: 0 };
}

/** The progress in a file's text, or undefined when it is none of this version. */
export function parseProgress(text: string): Progress | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return schemaProblems(value, schema).length === 0 ? (value as Progress) : undefined;
  } catch {
    return undefined;
  }
}

const schema = readSchema("progress-v1.schema.json");

/** What can be understood of a file in which something is wrong: each exercise and each lesson by itself. */
function soundPart(text: string): Progress {
  const { schema: version, exercises, learner, predictions } = propertiesOf(parsed(text));
  if (version !== PROGRESS_SCHEMA) return noProgress;
  const parts: object[] = [
    { learner },
    ...Object.entries(propertiesOf(predictions)).map(([id, each]) => ({ predictions: { [id]: each } })),
    ...Object.entries(propertiesOf(exercises)).map(([id, each]) => ({ exercises: { [id]: each } })),
  ];
  return parts
    .map((part) => parseProgress(JSON.stringify({ ...noProgress, ...part })))
    .reduce<Progress>((all, part) => joined(all, part), noProgress);
}

function joined(all: Progress, part: Progress = noProgress): Progress {
  const exercises = { ...all.exercises, ...part.exercises };
  if (part.predictions === undefined) return { ...all, ...part, exercises };
  return { ...all, ...part, exercises, predictions: { ...all.predictions, ...part.predictions } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function propertiesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

export function progressText(progress: Progress): string {
  return `${JSON.stringify(progress, null, 2)}\n`;
}

/** The file in a learner's folder. It is read anew before each change, since a second terminal may have changed it. */
export class ProgressFile {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get path(): string {
    return join(this.#folder, PROGRESS_FILE);
  }

  /**
   * Goes on with what can be understood, when not all of the file can.
   * @param tell is told what the learner should know then.
   */
  read(tell: (note: Text) => void): Progress {
    if (!existsSync(this.path)) return noProgress;
    const text = readFileSync(this.path, "utf8");
    const progress = parseProgress(text);
    if (progress !== undefined) return progress;
    const sound = soundPart(text);
    const kept = this.keepAside();
    const isEmpty = progressText(sound) === progressText(noProgress);
    tell(isEmpty ? texts.nothingRead(kept) : texts.partRead(kept));
    if (!isEmpty) this.write(sound);
    return sound;
  }

  write(progress: Progress): void {
    writeFiles(this.#folder, new Map([[PROGRESS_FILE, progressText(progress)]]));
  }

  /** Renames the file. @returns its new path. */
  keepAside(): string {
    const name = basename(PROGRESS_FILE, ".json");
    const kept = freePath((number) => join(this.#folder, `${name}.kept-${number}.json`));
    renameSync(this.path, kept);
    return kept;
  }
}

const texts = {
  nothingRead: (path: string): Text => ({
    en: `Your progress could not be read, and begins anew. Nothing is lost: the old file is ${path}. Once it is repaired, npx bootcamp progress --import takes it in again.`,
    ko: `진도 파일을 읽을 수 없어 새로 시작합니다. 잃어버린 것은 없습니다. 이전 파일은 ${path}에 있습니다. 고친 뒤 npx bootcamp progress --import로 다시 불러올 수 있습니다.`,
  }),
  partRead: (path: string): Text => ({
    en: `A part of your progress could not be read. It is left out, and the rest goes on. The old file is ${path}.`,
    ko: `진도 파일의 일부를 읽을 수 없습니다. 그 부분을 빼고 나머지로 이어 갑니다. 이전 파일은 ${path}에 있습니다.`,
  }),
};

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
   * Begins from nothing when the file cannot be understood.
   * @param onKept is told the path under which such a file is kept.
   */
  read(onKept: (path: string) => void): Progress {
    if (!existsSync(this.path)) return noProgress;
    const progress = parseProgress(readFileSync(this.path, "utf8"));
    if (progress !== undefined) return progress;
    onKept(this.keepAside());
    return noProgress;
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

/** What the learner should know when their file could not be understood. @param path under which it is kept. */
export function progressKept(path: string): Text {
  return {
    en: `Your progress could not be read, and begins anew. Nothing is lost: the old file is ${path}. Once it is repaired, npx bootcamp progress --import takes it in again.`,
    ko: `진도 파일을 읽을 수 없어 새로 시작합니다. 잃어버린 것은 없습니다. 이전 파일은 ${path}에 있습니다. 고친 뒤 npx bootcamp progress --import로 다시 불러올 수 있습니다.`,
  };
}

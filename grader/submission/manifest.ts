/** What a zip of `bootcamp submit` says of itself, as grader/submission-v1.schema.json describes it. */
import { createHash } from "node:crypto";
import type { Files } from "../files/limits.ts";
import { readSchema, schemaProblems } from "../schema-check.ts";
import type { Text } from "../text.ts";
import type { Predicted } from "./predictions.ts";

export interface SubmissionManifest {
  readonly schema: typeof SUBMISSION_SCHEMA;
  readonly learner: string;
  /** ISO 8601 in UTC. */
  readonly submittedAt: string;
  readonly grader: { readonly version: string; readonly courseHash: string; readonly seed: number };
  readonly score: number;
  readonly maxScore: number;
  readonly exercises: readonly SubmittedExercise[];
  /** What was predicted in notebooks; absent when nothing was. */
  readonly predictions?: readonly Predicted[];
}

export interface SubmittedExercise {
  readonly id: string;
  readonly score: number;
  readonly maxScore: number;
  readonly files: readonly SubmittedFile[];
}

export interface SubmittedFile {
  readonly path: string;
  readonly sha256: string;
}

/** What `bootcamp submit` says of the answers beside it; no part of one. */
export const MANIFEST_FILE = "manifest.json";
export const SUBMISSION_SCHEMA = "service-bootcamp/submission/v1";
const schema = readSchema("submission-v1.schema.json");

/** @returns undefined for what is no manifest of this version. */
export function parseManifest(text: string): SubmissionManifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return schemaProblems(value, schema).length === 0 ? (value as SubmissionManifest) : undefined;
  } catch {
    return undefined;
  }
}

export function hashesOf(files: Files): readonly SubmittedFile[] {
  return [...files].map(([path, text]) => ({
    path,
    sha256: createHash("sha256").update(text).digest("hex"),
  }));
}

/** Where the files of the exercises are not those that were packed. @param answers exercise -> its files. */
export function hashProblems(
  exercises: readonly SubmittedExercise[],
  answers: ReadonlyMap<string, Files>,
): readonly Text[] {
  const stated = new Map(
    exercises.flatMap(({ id, files }) => files.map((file) => [`${id}/${file.path}`, file.sha256])),
  );
  const found = new Map(
    [...answers].flatMap(([id, files]) =>
      hashesOf(files).map(({ path, sha256 }) => [`${id}/${path}`, sha256]),
    ),
  );
  return [...new Set([...stated.keys(), ...found.keys()])].sort().flatMap((path) => {
    if (stated.get(path) === found.get(path)) return [];
    if (!found.has(path)) return [texts.missing(path)];
    return [stated.has(path) ? texts.changed(path) : texts.added(path)];
  });
}

const texts = {
  missing: (path: string): Text => ({ en: `${path} is missing`, ko: `${path} 파일이 없습니다` }),
  added: (path: string): Text => ({
    en: `${path} was added after submit`,
    ko: `${path} 파일이 제출 뒤에 더해졌습니다`,
  }),
  changed: (path: string): Text => ({
    en: `${path} was changed after submit`,
    ko: `${path} 파일이 제출 뒤에 바뀌었습니다`,
  }),
};

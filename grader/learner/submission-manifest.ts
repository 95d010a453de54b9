/** What a zip of `bootcamp submit` says of itself, as grader/submission-v1.schema.json describes it. */
import { createHash } from "node:crypto";
import type { Files } from "../files/limits.ts";
import { readSchema, schemaProblems } from "../schema-check.ts";

export interface SubmissionManifest {
  readonly schema: typeof SUBMISSION_SCHEMA;
  readonly learner: string;
  /** ISO 8601 in UTC. */
  readonly submittedAt: string;
  readonly grader: { readonly version: string; readonly courseHash: string; readonly seed: number };
  readonly score: number;
  readonly maxScore: number;
  readonly exercises: readonly SubmittedExercise[];
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

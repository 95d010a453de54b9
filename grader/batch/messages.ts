/** The messages from and to a learner's process: lines of JSON over pipes of their own, because standard output is easily forged. */

import type { Language } from "service-bootcamp";
import type { CheckFacts } from "../check/check.ts";
import type { Draw } from "../course/variants.ts";
import type { ExerciseResult } from "../result.ts";
import type { Predicted } from "../submission/predictions.ts";
import type { Text } from "../text.ts";

/** A line that the process reads. */
export type Job = Grading | Rehearsal;

export interface Grading {
  /** All that the learner handed in: folders, zips, notebooks. */
  readonly paths: readonly string[];
  /** As in ReadOptions of a submission. */
  readonly knownAs: readonly string[];
  readonly clockOffsetMs: number;
  /** The folder of the exercises. */
  readonly courseFolder: string;
  /** All exercises of the course, to find them in the submission. */
  readonly exerciseIds: readonly string[];
  /** Those to grade, in this order. */
  readonly toGrade: readonly string[];
  /** Exercise -> hashAnswer of answers whose results are known: only others are judged. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Whose values the exercises have; absent where everybody has the first ones. */
  readonly draw?: Draw | undefined;
  /** Whether the hidden checks are run, or held back as in a learner's own check. */
  readonly withHidden: boolean;
  readonly seed: number;
  readonly lang: Language;
}

export interface Rehearsal {
  /** The folders of exercises: the checks of each are loaded, and the solution of the first that has any is graded. */
  readonly rehearsed: readonly string[];
  /** As in a grading. */
  readonly withHidden: boolean;
  readonly seed: number;
  readonly lang: Language;
}

export type Message =
  /** The first: the process has started, and now reads its job. */
  | { readonly type: "ready" }
  | {
      readonly type: "submission";
      readonly sha256: string | null;
      readonly submittedAt: string | null;
      /** Exercise to grade that the submission has files for -> hashAnswer of them. */
      readonly answers: Readonly<Record<string, string>>;
      readonly predictions: readonly Predicted[];
      readonly notes: readonly Text[];
    }
  | { readonly type: "refused"; readonly why: Text; readonly hint: Text }
  | { readonly type: "exercise"; readonly result: ExerciseResult }
  /** In a rehearsal, of the next exercise: its checks, or why they do not load. */
  | { readonly type: "checks"; readonly checks: readonly CheckFacts[] }
  | { readonly type: "broken"; readonly why: string }
  /** The last of each job, with what the process then holds in memory. */
  | { readonly type: "done"; readonly residentMb: number };

/** The file descriptor on which the process writes its messages. */
export const MESSAGES_FD = 3;

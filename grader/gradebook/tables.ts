/** The tables of a gradebook, as kysely knows them (migrations/ makes them). Moments are ISO texts in UTC, objects are JSON. */
import type { Generated } from "kysely";

export interface Tables {
  readonly learners: {
    readonly learner: string;
    /** What the roster says, as JSON. */
    readonly person: string | null;
    /** Where their submission lies, as JSON. */
    readonly paths: string;
    /** Stands for them where reports are anonymous; drawn when it is first needed. */
    readonly word: string | null;
  };
  readonly settings: { readonly name: string; readonly value: string };
  readonly gradings: {
    readonly id: Generated<number>;
    readonly startedAt: string;
    readonly seed: number;
    readonly graderVersion: string;
    readonly courseHash: string;
  };
  readonly submissions: {
    readonly id: Generated<number>;
    readonly learner: string;
    /** '' where nothing could be opened, or nothing was handed in. */
    readonly sha256: string;
    /** The earliest time that its files had: a copy of it may be newer. */
    readonly submittedAt: string | null;
    readonly dueAt: string | null;
    /** As JSON. */
    readonly notes: string;
    /** As JSON. */
    readonly predictions: Generated<string>;
    /** When a grading first saw it. */
    readonly seenAt: string;
  };
  readonly results: {
    readonly id: Generated<number>;
    readonly submission: number;
    readonly exercise: string;
    readonly exerciseSha256: string;
    readonly seed: number;
    readonly lang: string;
    readonly status: string;
    /** An ExerciseResult, byte for byte as it was graded. */
    readonly result: string;
    /** Why it is of a second grading. */
    readonly retried: string | null;
    /** The gradings that judged it, and that used it last. */
    readonly judgedIn: number;
    readonly usedIn: number;
  };
  readonly overrides: Given & { readonly points: number; readonly reason: string };
  readonly comments: Given & { readonly comment: string };
  readonly publications: { readonly id: Generated<number>; readonly publishedAt: string };
  readonly published: {
    readonly publication: number;
    readonly learner: string;
    /** As JSON. */
    readonly standing: string;
  };
}

/** What an instructor gave by hand. It is never deleted: what was cleared says when. */
interface Given {
  readonly id: Generated<number>;
  readonly learner: string;
  /** '' for all of a learner. */
  readonly exercise: string;
  /** '' for all of an exercise. */
  readonly check: string;
  readonly givenAt: string;
  readonly clearedAt: string | null;
}

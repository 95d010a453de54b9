/** What is known of one learner's work: every submission that was graded, and what their instructor gave by hand. */
import type { ExerciseResult, LearnerResult, Retried } from "../result.ts";
import type { Allowances } from "./assignments.ts";

export interface LearnerRecord {
  readonly learner: string;
  readonly person?: LearnerResult["person"];
  readonly allowances?: Allowances;
  /** In the order in which they were seen. */
  readonly submissions: readonly Submission[];
  readonly manual: readonly ManualPoints[];
  readonly comments: readonly Comment[];
}

/** One submission, as it was judged last. */
export interface Submission {
  readonly submission: LearnerResult["submission"];
  readonly exercises: readonly Judged[];
}

export interface Judged {
  readonly result: ExerciseResult;
  /** What judged it. */
  readonly grader: LearnerResult["grader"];
  /** As in LearnerResult. */
  readonly retried?: Retried;
}

export interface ManualPoints {
  readonly exercise: string;
  /** Absent: of the whole exercise. */
  readonly check?: string;
  readonly points: number;
  readonly reason: string;
}

export interface Comment {
  /** Absent: about the whole. */
  readonly exercise?: string;
  readonly check?: string;
  readonly text: string;
}

interface HandedIn {
  readonly submittedAt: string | null;
}

/** For sorting: the oldest first, and before it what no file tells the time of. */
export function byTime(a: HandedIn, b: HandedIn): number {
  const [first, second] = [a.submittedAt ?? "", b.submittedAt ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The record of a learner of whom nothing is kept: the one submission that was just graded. */
import type { LearnerResult } from "../result.ts";
import type { Allowances } from "./assignments.ts";
import type { LearnerRecord } from "./record.ts";

export function recordOfResult(
  { learner, person, submission, grader, exercises, retried }: LearnerResult,
  allowances: Allowances,
): LearnerRecord {
  const judged = { grader, ...(retried === undefined ? {} : { retried }) };
  return {
    learner,
    ...(person === undefined ? {} : { person }),
    allowances,
    submissions: [{ submission, exercises: exercises.map((result) => ({ ...judged, result })) }],
    manual: [],
    comments: [],
  };
}

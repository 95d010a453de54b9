/** The mark of a learner: what reports show, and what is compared when marks move. */
import type { LearnerResult } from "../result.ts";
import { type MarkRules, marked, markedResult } from "./marks.ts";
import { type Standing, standingOf } from "./moves.ts";
import type { LearnerRecord } from "./record.ts";

export interface LearnerMark {
  /** With its mark. */
  readonly result: LearnerResult;
  readonly standing: Standing;
}

/** @param exerciseIds in the order of the course. @returns undefined where nothing was graded yet. */
export function learnerMark(
  record: LearnerRecord,
  exerciseIds: readonly string[],
  rules: MarkRules,
): LearnerMark | undefined {
  const marks = marked(record, exerciseIds, rules);
  const result = markedResult(record, marks);
  if (result === undefined) return undefined;
  return { result, standing: standingOf(record.learner, marks.exercises, rules) };
}

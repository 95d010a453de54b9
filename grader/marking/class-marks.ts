/** The marks of a class: what reports show, and what is compared when marks move. */
import type { LearnerResult } from "../result.ts";
import { type MarkRules, marked, markedResult } from "./marks.ts";
import { type Standing, standingOf } from "./moves.ts";
import type { LearnerRecord } from "./record.ts";

export interface ClassMarks {
  /** Each with its mark, in the order of the records. */
  readonly results: readonly LearnerResult[];
  readonly standings: readonly Standing[];
}

/** Who was never graded is in neither. @param exerciseIds in the order of the course. */
export function classMarks(
  records: readonly LearnerRecord[],
  exerciseIds: readonly string[],
  rules: MarkRules,
): ClassMarks {
  const all = records.flatMap((record) => {
    const marks = marked(record, exerciseIds, rules);
    const result = markedResult(record, marks);
    return result === undefined
      ? []
      : [{ result, standing: standingOf(record.learner, marks.exercises, rules) }];
  });
  return {
    results: all.map(({ result }) => result),
    standings: all.map(({ standing }) => standing),
  };
}

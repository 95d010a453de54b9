/** Answers that are nearly the same, a row for each two learners and exercise. */
import { BYTE_ORDER_MARK, csvText } from "./csv-text.ts";
import type { Report, Reporter } from "./reporter.ts";
import { similarAnswers } from "./similar-answers.ts";

export const similarity: Reporter = {
  files: ({ results }: Report) => {
    const header = ["exercise", "learner", "other learner", "similar %", "pieces in common"];
    const rows = similarAnswers(results).map(({ exerciseId, learners, percent, shared }) => [
      exerciseId,
      ...learners,
      percent,
      shared,
    ]);
    return new Map([["similarity.csv", `${BYTE_ORDER_MARK}${csvText([header, ...rows])}`]]);
  },
};

/** One file per learner, as grader/result-v1.schema.json describes it. Learner ids are made to be file names: grader/submission/class.ts. */
import type { LearnerResult } from "../result.ts";
import type { Reporter } from "./reporter.ts";

export const json: Reporter = {
  learnerFile: (result: LearnerResult) => [jsonName(result.learner), `${JSON.stringify(result, null, 2)}\n`],
};

export function jsonName(learner: string): string {
  return `${learner}.json`;
}

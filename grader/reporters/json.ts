/** One file per learner, as grader/result-v1.schema.json describes it. Learner ids are made to be file names: grader/submission/class.ts. */
import type { LearnerResult } from "../result.ts";
import type { Reporter } from "./reporter.ts";

export const json: Reporter = {
  learnerFile: jsonFile,
};

/** Name -> content. */
export function jsonFile(result: LearnerResult): readonly [string, string] {
  return [`${result.learner}.json`, `${JSON.stringify(result, null, 2)}\n`];
}

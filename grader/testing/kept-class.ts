/** Records of made-up learners, for tests of marks. */
import type { Judged, LearnerRecord, Submission } from "../marking/record.ts";
import type { ExerciseResult, LearnerResult } from "../result.ts";
import { exerciseResult } from "./reported-class.ts";

const GRADER: LearnerResult["grader"] = { version: "1.0.0", courseHash: "1".repeat(64), seed: 2, lang: "en" };

/** @param day of January 2026, perhaps with a fraction, on which it was handed in. */
export function submissionOn(day: number, ...results: readonly Partial<ExerciseResult>[]): Submission {
  const submittedAt = new Date(Date.UTC(2026, 0, 1) + (day - 1) * 86_400_000).toISOString();
  return {
    submission: { sha256: `${day}`.replace(/\D/g, "").padStart(64, "0"), submittedAt },
    exercises: results.map((own, index): Judged => {
      const answerSha256 = `${day}${own.id ?? ""}${index}`.replace(/[^0-9a-f]/g, "").padStart(64, "0");
      return {
        result: exerciseResult({ answerSha256, exerciseSha256: "e".repeat(64), ...own }),
        grader: GRADER,
      };
    }),
  };
}

export function recordWith(own: Partial<LearnerRecord>): LearnerRecord {
  return { learner: "kim", submissions: [], manual: [], comments: [], ...own };
}

export function dayOf(day: number): number {
  return Date.UTC(2026, 0, 1) + (day - 1) * 86_400_000;
}

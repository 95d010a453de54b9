/** A learner's attempts at one exercise: each answer that they handed in, and which of them may count. */
import { byTime, type Judged, type LearnerRecord, type Submission } from "./record.ts";

export interface Attempt extends Judged {
  /** When this answer was first handed in; null where no file says it. */
  readonly submittedAt: string | null;
  /** The submission that it was last found in. */
  readonly submission: Submission["submission"];
}

export interface Attempts {
  /** Graded answers that may count, in the order in which they were handed in. */
  readonly counted: readonly Attempt[];
  /** The newest answer, where the grader failed on it: until it is graded there is no mark. */
  readonly failed?: Attempt;
  /** Where nothing was ever handed in. */
  readonly none?: Attempt;
}

/** @param max how many answers count; an answer that the grader failed on is none of them. */
export function attemptsAt(exerciseId: string, { submissions }: LearnerRecord, max = Infinity): Attempts {
  const all = submissions
    .flatMap(({ submission, exercises }) =>
      exercises
        .filter(({ result }) => result.id === exerciseId)
        .map((judged): Attempt => ({ ...judged, submission, submittedAt: submission.submittedAt })),
    )
    .sort(byTime);
  const handedIn = withoutRepeats(all.filter(({ result }) => result.status !== "not-submitted"));
  const graded = handedIn.filter(({ result }) => result.status === "graded");
  const [newest, nothing] = [handedIn.at(-1), all.at(-1)];
  const isOpen = newest?.result.status === "error" && graded.length < max;
  return {
    counted: graded.slice(0, max),
    ...(newest !== undefined && isOpen ? { failed: newest } : {}),
    ...(newest === undefined && nothing !== undefined ? { none: nothing } : {}),
  };
}

/** The same answer handed in again is no new attempt: it was there when it was there first, and counts as it was judged last. */
function withoutRepeats(attempts: readonly Attempt[]): readonly Attempt[] {
  const kept: Attempt[] = [];
  for (const attempt of attempts) {
    const before = kept.at(-1);
    if (before !== undefined && answerOf(before) === answerOf(attempt))
      kept[kept.length - 1] = { ...attempt, submittedAt: before.submittedAt };
    else kept.push(attempt);
  }
  return kept;
}

function answerOf({ result, submission }: Attempt): string {
  return result.answerSha256 ?? submission.sha256 ?? "";
}

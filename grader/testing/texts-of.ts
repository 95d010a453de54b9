/** The texts of a result that people read. */
import type { LearnerResult } from "../result.ts";

/** What a learner reads: reasons, hints and what their commands printed. */
export function readBy({ exercises }: LearnerResult): readonly string[] {
  return exercises.flatMap(({ checks, transcript }) => [
    ...checks.flatMap(({ why, hint }) => [why, hint]),
    ...transcript.flatMap(({ command, output }) => [command, output]),
  ]);
}

/** What an instructor reads besides. */
export function notesOf({ submission, exercises }: LearnerResult): readonly string[] {
  return [...(submission.notes ?? []), ...exercises.flatMap(({ notes = [] }) => notes)];
}

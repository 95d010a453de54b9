/** Hints come in tiers, from a slight one to nearly the answer: one more after each failed check, or on wish. */
import type { Exercise } from "../course/exercise.ts";
import type { Text } from "../text.ts";
import type { Learner } from "./learner.ts";

/** How many hints a learner may read: those they have read, and one for each failed check since. */
export function hintsEarned(learner: Learner, exercise: Exercise): number {
  const { hintsSeen = 0, failedSinceHint = 0 } = learner.progressOf(exercise) ?? {};
  return Math.min(hintsSeen + failedSinceHint, exercise.hints.length);
}

/** The tier of a hint that was earned and not read yet. */
export function hintReady(learner: Learner, exercise: Exercise): number | undefined {
  const earned = hintsEarned(learner, exercise);
  return earned > (learner.progressOf(exercise)?.hintsSeen ?? 0) ? earned : undefined;
}

/** @param wishes for one more than was earned. @returns all that may be read, the slightest first; they count as read. */
export function readHints(learner: Learner, exercise: Exercise, wishes: boolean): readonly Text[] {
  const count = Math.min(hintsEarned(learner, exercise) + (wishes ? 1 : 0), exercise.hints.length);
  if (count > 0) learner.record(exercise, () => ({ hintsSeen: count, failedSinceHint: 0 }));
  return exercise.hints.slice(0, count);
}

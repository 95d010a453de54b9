/**
 * Refusals: why nothing at all of what was handed in can be read, and what the learner can do about it. That is so where the one thing that was
 * handed in cannot be opened, or is not the learner's own: a link, a device, no zip. Whatever is wrong inside it costs only itself (left-out.ts).
 */
import type { Text } from "../text.ts";

/** Thrown where the fault is in the submission, never in the grader. */
export class SubmissionRefused extends Error {
  override readonly name = "SubmissionRefused";
  readonly why: Text;
  readonly hint: Text;

  constructor(why: Text, hint: Text) {
    super(why.en);
    this.why = why;
    this.hint = hint;
  }
}

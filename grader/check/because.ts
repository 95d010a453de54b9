/** Expectations with a reason of their own, in a check that has several. */
import { AssertionError } from "chai";
import type { Text } from "../text.ts";

/** What is not as a check wants it, in the learner's words. */
export class Explained extends Error {
  override readonly name = "Explained";
  readonly why: Text;
  /** Absent when the check's own will do. */
  readonly hint: Text | undefined;

  constructor(why: Text, hint?: Text) {
    super(why.en);
    this.why = why;
    this.hint = hint;
  }
}

/** Gives plain assertions of chai this reason; a question has sentences of its own, which say more. */
export async function because(why: Text, ask: () => void | Promise<void>, hint?: Text): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (error instanceof AssertionError && !("why" in error)) throw new Explained(why, hint);
    throw error;
  }
}

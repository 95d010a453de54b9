import type { Text } from "../text.ts";

/** What a check needs cannot be had in the cluster as the learner left it. The check has failed then, by the learner's own doing. */
export class CheckPrevented extends Error {
  override readonly name = "CheckPrevented";
  readonly why: Text;
  readonly hint: Text;

  constructor(why: Text, hint: Text) {
    super(why.en);
    this.why = why;
    this.hint = hint;
  }
}

/** A question that got a good answer, and a bad one when it was asked again after some time. */
export class FailedLater extends Error {
  override readonly name = "FailedLater";
  /** As a check says it: `30m`. */
  readonly after: string;
  override readonly cause: unknown;

  constructor(after: string, cause: unknown) {
    super(`after ${after}: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.after = after;
    this.cause = cause;
  }
}

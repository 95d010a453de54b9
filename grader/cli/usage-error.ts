/** A wrong command line: exit code 2, and a sentence that says what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

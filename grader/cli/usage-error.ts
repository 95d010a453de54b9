/** The command line asks for something that cannot be meant: exit code 2, and a sentence that says what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

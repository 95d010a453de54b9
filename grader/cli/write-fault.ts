/** What could not be written after all, such as results on a disk that filled up: exit code 1, and a sentence that says how to go on. */
export class WriteFault extends Error {
  override readonly name = "WriteFault";
}

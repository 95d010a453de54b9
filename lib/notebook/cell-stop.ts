/** Ends a cell, and with it Run All, with a sentence for the learner: no name of an error, no stack. */
import { inspect } from "node:util";

export class CellStop extends Error {
  override readonly name = "CellStop";

  /** What the kernel prints of it. */
  [inspect.custom](): string {
    return this.message;
  }
}

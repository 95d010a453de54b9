/** Where the output of a shell goes: into the cell. */
import { isInNotebook, showNote } from "./display.ts";
import type { TerminalScreen } from "./terminal-output.ts";

/** In a notebook commands are bold, so that they stand out between what was printed. */
export const CELL_SCREEN: TerminalScreen = {
  write: (text, stream) => process[stream].write(text),
  note: showNote,
  command: (text) => (isInNotebook() ? `\x1b[1m$ ${text}\x1b[0m` : `$ ${text}`),
};

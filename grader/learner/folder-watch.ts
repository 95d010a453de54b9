/**
 * Notices that files of a folder were saved. It looks at times and sizes now and then: Node's own recursive watching loses a
 * file on Linux once an editor has put another in its place, and hears nothing on many shared folders.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isLeftover } from "../files/names.ts";

/** Milliseconds between two looks. Two that see the same mean that an editor has written all it wants to write. */
const LOOK_EVERY_MS = 150;

export class FolderWatch {
  readonly #folder: string;
  readonly #timer: NodeJS.Timeout;
  #known: string;
  #last: string;

  /** @param onSaved is called once for files that were saved together. */
  constructor(folder: string, onSaved: () => void) {
    this.#folder = folder;
    this.#known = this.#last = stateOf(folder);
    this.#timer = setInterval(() => {
      if (this.#hasChanged()) onSaved();
    }, LOOK_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** What is there now is known: it is no change. */
  accept(): void {
    this.#known = this.#last = stateOf(this.#folder);
  }

  #hasChanged(): boolean {
    const now = stateOf(this.#folder);
    const isSettled = now === this.#last;
    this.#last = now;
    if (!isSettled || now === this.#known) return false;
    this.#known = now;
    return true;
  }
}

/** Names, times and sizes of the files that count; a folder that is gone has none. */
function stateOf(folder: string): string {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => !isLeftover(path))
      .map((path) => fileState(folder, path))
      .join("\n");
  } catch {
    return "";
  }
}

function fileState(folder: string, path: string): string {
  const file = statSync(join(folder, path), { throwIfNoEntry: false });
  return `${path}\0${file?.mtimeMs}\0${file?.size}`;
}

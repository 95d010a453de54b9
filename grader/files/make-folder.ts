/** Makes a folder and those above it. `mkdir` of Node never comes to an end where a system makes no folders, as below /proc. */
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** @returns the topmost folder that was made; undefined when it was there. @throws Error of the system, with its code. */
export function makeFolder(folder: string): string | undefined {
  if (isFolder(folder)) return undefined;
  const above = dirname(folder);
  const made = above === folder ? undefined : makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Somebody else was faster.
    if (!isFolder(folder)) throw error;
  }
  return made ?? folder;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

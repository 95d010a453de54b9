/** `npm run notebooks -- --watch`: builds again whenever a source is saved, until Ctrl-C. */
import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { writeNotebooks } from "./build.ts";

/** Editors save in several steps: a rebuild waits until the folder was quiet for so long. */
const quietMs = 100;

/** @param folder `notebooks/` of a checkout. @returns what to close to end it */
export function rebuildOnSave(folder: string, print: (line: string) => void): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(join(folder, "source"), () => {
    clearTimeout(timer);
    timer = setTimeout(() => rebuild(folder, print), quietMs);
  });
  watcher.on("close", () => clearTimeout(timer));
  rebuild(folder, print);
  return watcher;
}

/** No fault ends the watch: the next save may mend it. */
function rebuild(folder: string, print: (line: string) => void): void {
  try {
    writeNotebooks(folder, print);
  } catch (error) {
    print((error as Error).message); // such as a source that is renamed at this moment
  }
}

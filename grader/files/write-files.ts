/** Writes files, each to a file beside its place that is then renamed, so that a reader never finds half of one. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "./make-folder.ts";

/** What is there already stays as it is. @param files name below `folder` -> content. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string | Buffer>): void {
  for (const [name, content] of files) {
    const target = join(folder, name);
    if (holds(target, content)) continue;
    makeFolder(dirname(target));
    const aside = join(dirname(target), `.${process.pid}.part`);
    try {
      writeFileSync(aside, content);
      renameSync(aside, target);
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
  }
}

function holds(file: string, content: string | Buffer): boolean {
  try {
    return readFileSync(file).equals(Buffer.from(content));
  } catch {
    return false;
  }
}

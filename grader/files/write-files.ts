/** Writes files, each to a file beside its place that is then renamed, so that a reader never finds half of one. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** @param files name below `folder` -> content. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string | Buffer>): void {
  for (const [name, content] of files) {
    const target = join(folder, name);
    mkdirSync(dirname(target), { recursive: true });
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

/**
 * Everything that the tests of one run put into the system's temporary folder, theirs and that of the programs they start
 * (a killed kubectl keeps its cache, an unsaved edit its file), lies in one folder and goes with the run.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const PREFIX = "bootcamp-tests-";

let folder: string | undefined;

/** Called by vitest before it starts its workers, which inherit the variable; the first of its projects makes the folder. */
export function setup(): void {
  if (basename(tmpdir()).startsWith(PREFIX)) return;
  folder = mkdtempSync(join(tmpdir(), PREFIX));
  process.env.TMPDIR = folder;
}

/** Called by vitest after the last test. */
export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

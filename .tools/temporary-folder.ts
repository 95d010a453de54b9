/**
 * Everything that the tests of one run put into the system's temporary folder, theirs and that of the programs they start
 * (a killed kubectl keeps its cache, an unsaved edit its file), lies in one folder and goes with the run.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "bootcamp-tests-"));

/** Called by vitest before it starts its workers, which inherit the variable. */
export function setup(): void {
  process.env.TMPDIR = folder;
}

/** Called by vitest after the last test. */
export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}

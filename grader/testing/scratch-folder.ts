/** A folder of a test's own, gone after it. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";

export class ScratchFolder {
  path = "";

  constructor() {
    beforeEach(() => {
      this.path = mkdtempSync(join(tmpdir(), "grader-"));
    });
    afterEach(() => rmSync(this.path, { recursive: true }));
  }

  at(path: string): string {
    return join(this.path, path);
  }

  /** @param day of January 2026 on which it was written. @returns where it is. */
  write(path: string, content: string | Buffer = "", day?: number): string {
    const file = this.at(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (day !== undefined)
      utimesSync(file, new Date(Date.UTC(2026, 0, day)), new Date(Date.UTC(2026, 0, day)));
    return file;
  }
}

/** A notebook with these code cells. */
export function notebookOf(...sources: readonly string[]): string {
  return JSON.stringify({ cells: sources.map((source) => ({ cell_type: "code", source })), nbformat: 4 });
}

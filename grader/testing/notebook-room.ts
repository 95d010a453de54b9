/** A learner's empty folder, for tests of what a notebook's cells do in it; what cells print is kept. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";

export class NotebookRoom {
  workFolder = "";
  #text = "";

  /** One for each test of the file. */
  constructor() {
    beforeEach(() => {
      this.workFolder = mkdtempSync(join(tmpdir(), "work-"));
      this.#text = "";
      vi.stubEnv("BOOTCAMP_WORK", this.workFolder);
      for (const stream of [process.stdout, process.stderr])
        vi.spyOn(stream, "write").mockImplementation((piece) => {
          this.#text += piece;
          return true;
        });
    });
    afterEach(() => {
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
      rmSync(this.workFolder, { recursive: true });
    });
  }

  /** What was printed since it was last taken. */
  printed(): string {
    const taken = this.#text;
    this.#text = "";
    return taken;
  }
}

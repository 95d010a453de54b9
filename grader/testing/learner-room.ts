/** A small course and an empty work folder, for tests of the learner's loop; what is printed is kept. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import { projectRoot } from "../project-root.ts";

export interface LearnerRoom {
  readonly courseFolder: string;
  readonly workFolder: string;
  /** Writes the learner's commands for `01-sound`. */
  answer(commands: string): void;
  /** What was printed since it was last taken. */
  printed(): string;
  close(): void;
}

export function learnerRoom(): LearnerRoom {
  // Inside the checkout, so that check.ts of the copy finds its packages.
  mkdirSync(join(projectRoot(), "report"), { recursive: true });
  const folder = mkdtempSync(join(projectRoot(), "report", "room-"));
  const [courseFolder, workFolder] = [join(folder, "course"), join(folder, "work")];
  cpSync(join(projectRoot(), "grader/testdata/course/01-sound"), join(courseFolder, "01-sound"), {
    recursive: true,
  });
  let text = "";
  const keep = (line: unknown): void => {
    text += `${line}\n`;
  };
  const spies = (["log", "error"] as const).map((name) => vi.spyOn(console, name).mockImplementation(keep));
  return {
    courseFolder,
    workFolder,
    answer: (commands) => writeFileSync(join(workFolder, "01-sound", "commands.sh"), commands),
    printed: () => {
      const taken = text;
      text = "";
      return taken;
    },
    close: () => {
      for (const spy of spies) spy.mockRestore();
      rmSync(folder, { recursive: true });
    },
  };
}

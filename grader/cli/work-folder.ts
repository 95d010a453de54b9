/** Where a learner works in a terminal: exercises/ID/work, begun as a copy of start/, and kept out of git. */
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { WORK_FOLDER } from "../course/course.ts";
import type { Exercise } from "../course/exercise.ts";

export function workFolder({ folder }: Exercise): string {
  return join(folder, WORK_FOLDER);
}

export function isBegun(exercise: Exercise): boolean {
  return existsSync(workFolder(exercise));
}

/** Copies what the learner begins with; what is there already stays. */
export function begin(exercise: Exercise): void {
  const start = join(exercise.folder, "start");
  mkdirSync(workFolder(exercise), { recursive: true });
  if (existsSync(start)) cpSync(start, workFolder(exercise), { recursive: true, force: false });
}

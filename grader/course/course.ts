/** All exercises, in the order of their folders' names. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readFolder } from "../files/folder.ts";
import { projectRoot } from "../project-root.ts";
import { type Exercise, loadExercise } from "./exercise.ts";

export interface Course {
  /** The folder of the exercises, absolute. */
  readonly folder: string;
  readonly exercises: readonly Exercise[];
}

const EXERCISE_FOLDER = /^\d\d-[a-z0-9-]+$/;
/** Where a learner works; no part of the course. */
export const WORK_FOLDER = "work";

/** @throws ExerciseError for a fault in an exercise.yaml. */
export function loadCourse(folder: string = join(projectRoot(), "exercises")): Course {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => EXERCISE_FOLDER.test(name)) : [];
  return { folder, exercises: names.sort().map((name) => loadExercise(join(folder, name))) };
}

/** sha256 over every file of every exercise, so that one can see whether two results come from the same course. */
export function hashCourse({ exercises }: Course): string {
  const hash = createHash("sha256");
  for (const { id, folder } of exercises) {
    for (const [path, text] of readFolder(folder, [WORK_FOLDER]))
      hash.update(JSON.stringify([id, path, text]));
  }
  return hash.digest("hex");
}

/** All exercises, in the order of their folders' names. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readFolder } from "../files/folder.ts";
import { projectRoot } from "../project-root.ts";
import { readCourseFile } from "./course-file.ts";
import { type Exercise, ExerciseError, loadExercise } from "./exercise.ts";

export interface Course {
  /** The folder of the exercises, absolute. */
  readonly folder: string;
  readonly exercises: readonly Exercise[];
  /** What the values of learners are drawn from; undefined where everybody has the first ones. */
  readonly secret?: string | undefined;
}

export interface CourseOptions {
  /** Whose values the exercises have, where the course has a secret. */
  readonly learner?: string | undefined;
  /** Default: BOOTCAMP_SECRET, or the one in course.yaml. */
  readonly secret?: string | undefined;
}

/** An exercise that cannot be loaded, and why. */
export interface BrokenExercise {
  readonly id: string;
  readonly error: ExerciseError;
}

const EXERCISE_FOLDER = /^\d\d-[a-z0-9-]+$/;

/** @throws ExerciseError for a fault in an exercise.yaml. */
export function loadCourse(folder?: string): Course {
  const { broken, ...course } = openCourse(folder);
  const [first] = broken;
  if (first !== undefined) throw first.error;
  return course;
}

/**
 * The exercises that work, and those that do not: a broken one closes itself, not the course.
 * @throws ExerciseError for a fault in course.yaml.
 */
export function openCourse(
  folder: string = join(projectRoot(), "exercises"),
  { learner, secret = process.env.BOOTCAMP_SECRET || readCourseFile(folder).secret }: CourseOptions = {},
): Course & { readonly broken: readonly BrokenExercise[] } {
  const draw = secret === undefined || learner === undefined ? undefined : { secret, learner };
  const ids = existsSync(folder) ? readdirSync(folder).filter((name) => EXERCISE_FOLDER.test(name)) : [];
  const exercises: Exercise[] = [];
  const broken: BrokenExercise[] = [];
  for (const id of ids.sort()) {
    try {
      exercises.push(loadExercise(join(folder, id), draw));
    } catch (error) {
      // Whatever keeps an exercise from being read is its author's to mend: a link in its start/, a file without permission.
      const { message } = error as Error;
      broken.push({
        id,
        error: error instanceof ExerciseError ? error : new ExerciseError(`${id}: ${message}`),
      });
    }
  }
  return { folder, exercises, broken, secret };
}

/** Answers that its author keeps beside an exercise; none of them says how others are judged. */
const SAMPLES = ["solution", "alternatives", "mistakes", "bypasses"];

/**
 * sha256 over what judges an answer to the exercise: its files but the samples, and the grader.
 * @param grader whatever tells this grader from another one.
 */
export function hashExercise({ folder }: Exercise, grader: string): string {
  const hash = createHash("sha256").update(grader);
  for (const file of readFolder(folder, SAMPLES)) hash.update(JSON.stringify(file));
  return hash.digest("hex");
}

/**
 * sha256 over every file of every exercise, so that one can see whether two results come from the same course.
 * @param except names of files that do not count, since not everybody has them.
 */
export function hashCourse({ exercises }: Course, except: readonly string[] = []): string {
  const hash = createHash("sha256");
  for (const { id, folder } of exercises) {
    for (const [path, text] of readFolder(folder, except)) hash.update(JSON.stringify([id, path, text]));
  }
  return hash.digest("hex");
}

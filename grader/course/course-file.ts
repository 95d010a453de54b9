/** course.yaml beside the exercises: what the instructor says of the whole course. It may be missing. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { readSchema, schemaProblems } from "../schema-check.ts";
import { ExerciseError } from "./exercise.ts";

export interface CourseFile {
  /** What the values of learners are drawn from. Without one everybody has the first values. */
  readonly secret?: string;
}

export const COURSE_FILE = "course.yaml";

const schema = readSchema("course-v1.schema.json");

/** @param folder of the exercises. @throws ExerciseError when it says something it may not. */
export function readCourseFile(folder: string): CourseFile {
  const file = join(folder, COURSE_FILE);
  if (!existsSync(file)) return {};
  const value = parsed(file);
  const problems = schemaProblems(value, schema);
  if (problems.length > 0)
    throw new ExerciseError(`${file}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  return value as CourseFile;
}

function parsed(file: string): unknown {
  try {
    return load(readFileSync(file, "utf8"), { maxAliases: 0 }) ?? {};
  } catch (error) {
    throw new ExerciseError(`${file}: ${(error as Error).message}`);
  }
}

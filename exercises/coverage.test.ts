// The course practises every objective and tests every misconception.
import { expect, test } from "vitest";
import { chapterOf, chapterTitle } from "../grader/course/chapters.ts";
import { loadCourse } from "../grader/course/course.ts";
import { misconceptions } from "../grader/course/misconceptions.ts";
import { objectives } from "../grader/course/objectives.ts";

const { exercises } = loadCourse();

function without(ids: readonly string[], named: readonly string[]): readonly string[] {
  return ids.filter((id) => !named.includes(id));
}

test("every objective has an exercise", () => {
  const named = exercises.flatMap((exercise) => exercise.objectives);
  expect(without(Object.keys(objectives), named)).toEqual([]);
});

test("every misconception has an exercise", () => {
  const named = exercises.flatMap((exercise) => exercise.misconceptions ?? []);
  expect(without(Object.keys(misconceptions), named)).toEqual([]);
});

test("every exercise belongs to a chapter", () => {
  expect(exercises.filter((exercise) => chapterTitle(chapterOf(exercise)) === undefined)).toEqual([]);
});

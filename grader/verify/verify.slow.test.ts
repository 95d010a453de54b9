import { join } from "node:path";
import { expect, test } from "vitest";
import { loadExercise } from "../course/exercise.ts";
import { projectRoot } from "../project-root.ts";
import { verify } from "./verify.ts";

const course = join(projectRoot(), "grader", "testdata", "course");

async function problems(name: string): Promise<Record<string, readonly string[]>> {
  const proofs = await verify(loadExercise(join(course, name)), { seeds: [1, 2] });
  return Object.fromEntries(
    proofs.filter(({ problems }) => problems.length > 0).map(({ claim, problems }) => [claim, problems]),
  );
}

test("a sound exercise is proved", async () => {
  expect(await problems("01-sound")).toEqual({});
});

test("an unsound exercise is found out in every way", async () => {
  const found = await problems("02-unsound");
  expect(Object.keys(found)).toEqual([
    "all texts are there in both languages",
    "no hint tells the solution",
    "start gets no points",
    "there are 2 alternatives or more",
    "alternatives/one passes",
    "mistakes/other-check fails answers, and no other",
    "mistakes/passes fails answers, and no other",
    "mistakes/unmarked fails its check, and no other",
    "solution does not pass with commands.sh: line 1 dropped",
    "solution does not pass with commands.sh: --replicas=2 changed to --replicas=3",
  ]);
  expect(found["all texts are there in both languages"]).toEqual([
    "hint 2: the Korean text has no Korean in it",
    "title of exact-text: the English text has Korean in it",
  ]);
  expect(found["no hint tells the solution"]).toEqual([
    "hint 2 has a line of the solution: kubectl scale deploy web --replicas=2",
  ]);
  expect(found["mistakes/passes fails answers, and no other"]).toEqual([
    "seed 1: answers does not fail",
    "seed 2: answers does not fail",
  ]);
  expect(found["mistakes/unmarked fails its check, and no other"]).toEqual([
    "no file of it begins with a line such as # fails: CHECK-ID",
  ]);
});

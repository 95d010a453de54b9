/** The author's solution, as what it changes in the learner's own files. */
import { createTwoFilesPatch } from "diff";
import { type Exercise, readSample } from "../course/exercise.ts";
import type { Files } from "../files/limits.ts";
import { answerOf } from "../submission/answer.ts";
import type { Learner } from "./learner.ts";

/** Whether the learner may see it: after success, or when they have given up. */
export function maySeeSolution(learner: Learner, exercise: Exercise): boolean {
  const progress = learner.progressOf(exercise);
  return progress?.solvedAt !== undefined || progress?.gaveUpAt !== undefined;
}

/** Remembers that the learner asked for the solution before they had one; after success it means nothing. */
export function giveUp(learner: Learner, exercise: Exercise): void {
  learner.begin(exercise);
  learner.record(exercise, ({ solvedAt, gaveUpAt }) =>
    solvedAt !== undefined || gaveUpAt !== undefined ? {} : { gaveUpAt: new Date().toISOString() },
  );
}

/** As `diff -u yours solution` prints it, one text per file that differs. The files of `start/` are there in both. */
export function solutionDiff(learner: Learner, exercise: Exercise): readonly string[] {
  const own: Files = learner.work.isBegun(exercise) ? answerOf(learner.work.read(exercise)).files : new Map();
  const yours = new Map([...exercise.start, ...own]);
  const solution = new Map([...exercise.start, ...readSample(exercise, "solution")]);
  return [...new Set([...yours.keys(), ...solution.keys()])]
    .sort()
    .flatMap((path) => fileDiff(path, yours.get(path), solution.get(path)));
}

/** @param yours, solution undefined where there is no such file. */
function fileDiff(path: string, yours: string | undefined, solution: string | undefined): readonly string[] {
  if (yours === solution) return [];
  const patch = createTwoFilesPatch(
    yours === undefined ? "/dev/null" : `yours/${path}`,
    solution === undefined ? "/dev/null" : `solution/${path}`,
    yours ?? "",
    solution ?? "",
    undefined,
    undefined,
    { context: 3 },
  );
  // Without the line above the names, which only svn prints; and a range of one line is its number.
  const unified = patch.slice(patch.indexOf("\n") + 1);
  return [unified.replaceAll(/^@@ .* @@$/gm, (range) => range.replaceAll(/,1(?= )/g, ""))];
}

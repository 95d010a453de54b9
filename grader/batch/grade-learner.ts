/**
 * Grades one learner in a process of their own. An exercise that ends the process loses only itself: the exercises after it are
 * graded in a new process.
 */
import type { LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import { CollectedResults, type GradedExercise, READ_LIMIT_MS } from "./collected-results.ts";
import { runLearnerProcess } from "./learner-process.ts";

export interface GradeLearnerOptions {
  readonly courseFolder: string;
  /** Of all exercises, to find them in a submission; default those that are graded. */
  readonly exerciseIds?: readonly string[];
  readonly exercises: readonly GradedExercise[];
  readonly grader: LearnerResult["grader"];
  /** As in LearnerProcessOptions. */
  readonly worker?: string;
}

/** @throws ProcessFault */
export async function gradeLearner(
  { id, path }: Learner,
  { courseFolder, exercises, exerciseIds = idsOf(exercises), grader, ...options }: GradeLearnerOptions,
): Promise<LearnerResult> {
  const collected = new CollectedResults(exercises, grader.lang);
  for (let toGrade = idsOf(exercises); toGrade.length > 0; toGrade = collected.open()) {
    const job = { path, courseFolder, exerciseIds, toGrade, seed: grader.seed, lang: grader.lang };
    const ending = await runLearnerProcess(job, {
      ...options,
      firstLimitMs: READ_LIMIT_MS,
      onMessage: (message) => collected.add(message),
    });
    collected.close(ending);
  }
  return { learner: id, grader, ...collected.result() };
}

function idsOf(exercises: readonly GradedExercise[]): string[] {
  return exercises.map(({ exercise }) => exercise.id);
}

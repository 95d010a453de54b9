/** Packs a learner's answers into one zip, with the score that `check` gives for them, and what it takes to give it again. */
import { graderVersion } from "../batch/learner-process.ts";
import { loadVisibleChecks } from "../check/check-module.ts";
import { HIDDEN_CHECKS_FILE } from "../check/hidden-checks.ts";
import { hashCourse } from "../course/course.ts";
import { type Exercise, ExerciseError } from "../course/exercise.ts";
import type { Files } from "../files/limits.ts";
import { writeZip } from "../files/write-zip.ts";
import { type JudgeOptions, judge } from "../judge/judge.ts";
import { sum } from "../result.ts";
import {
  hashesOf,
  MANIFEST_FILE,
  SUBMISSION_SCHEMA,
  type SubmissionManifest,
  type SubmittedExercise,
} from "../submission/manifest.ts";
import { type Predicted, soundPredictions } from "../submission/predictions.ts";
import type { Text } from "../text.ts";
import type { Learner } from "./learner.ts";

export interface PackedSubmission {
  readonly zip: Buffer;
  readonly manifest: SubmissionManifest;
  /** Exercises that were begun and are not in it, and why. */
  readonly notes: readonly Text[];
}

export async function packSubmission(
  learner: Learner,
  name: string,
  options: JudgeOptions,
): Promise<PackedSubmission> {
  const submittedAt = new Date();
  const exercises: SubmittedExercise[] = [];
  const packed: { name: string; content: string }[] = [];
  const notes: Text[] = [];
  for (const exercise of learner.course.exercises.filter((each) => learner.work.isBegun(each))) {
    try {
      const { files, notes: odd } = learner.work.readWithNotes(exercise);
      notes.push(...odd);
      exercises.push(await submitted(exercise, files, options));
      for (const [path, content] of files) packed.push({ name: `${exercise.id}/${path}`, content });
    } catch (error) {
      notes.push(leftOut(exercise, error));
    }
  }
  const manifest: SubmissionManifest = {
    schema: SUBMISSION_SCHEMA,
    learner: name,
    submittedAt: submittedAt.toISOString(),
    grader: {
      version: graderVersion(),
      courseHash: hashCourse(learner.course, [HIDDEN_CHECKS_FILE]),
      seed: options.seed,
    },
    score: sum(exercises.map(({ score }) => score)),
    maxScore: sum(exercises.map(({ maxScore }) => maxScore)),
    exercises,
    ...predictionsOf(learner),
  };
  packed.push({ name: MANIFEST_FILE, content: `${JSON.stringify(manifest, null, 2)}\n` });
  return { zip: writeZip(packed, submittedAt), manifest, notes };
}

async function submitted(
  exercise: Exercise,
  files: Files,
  options: JudgeOptions,
): Promise<SubmittedExercise> {
  const { score, maxScore } = await judge(exercise, await loadVisibleChecks(exercise), files, options);
  return { id: exercise.id, score, maxScore, files: hashesOf(files) };
}

function predictionsOf({ progress }: Learner): { readonly predictions?: readonly Predicted[] } {
  const predictions = Object.entries(progress.predictions ?? {}).flatMap(([lesson, ofLesson]) =>
    Object.entries(ofLesson).map(([question, { choice }]) => ({ lesson, question, choice })),
  );
  return predictions.length === 0 ? {} : { predictions: soundPredictions(predictions) };
}

/** One exercise that is broken keeps no other from being submitted. */
function leftOut({ id }: Exercise, error: unknown): Text {
  if (!(error instanceof ExerciseError)) throw error;
  return {
    en: `${id} is left out, by a fault of the course: ${error.message}`,
    ko: `${id} 연습은 과정의 잘못으로 넣지 않았습니다: ${error.message}`,
  };
}

/** `bootcamp verify`: the author's proof of exercises. */

import type { Language } from "service-bootcamp";
import { loadCourse } from "../course/course.ts";
import { verify as verifyExercise } from "../verify/verify.ts";
import { exerciseNamed } from "./exercise-named.ts";

export interface VerifyOptions {
  /** Empty: all exercises. */
  readonly ids: readonly string[];
  readonly seeds: readonly number[];
  readonly lang: Language;
  /** Names every proof, not only those that fail. */
  readonly verbose?: boolean;
}

/** @returns 0 when everything is proved, 1 when not. @throws UsageError, ExerciseError */
export async function verify({ ids, seeds, lang, verbose = false }: VerifyOptions): Promise<number> {
  const course = loadCourse();
  const exercises = ids.length === 0 ? course.exercises : ids.map((id) => exerciseNamed(course, id, lang));
  let failed = 0;
  for (const exercise of exercises) {
    const proofs = await verifyExercise(exercise, {
      seeds,
      onProof: ({ claim, problems }) => {
        if (problems.length > 0 || verbose)
          console.log(
            [
              `${problems.length === 0 ? "✓" : "✗"} ${exercise.id}: ${claim}`,
              ...problems.map((problem) => `    ${problem}`),
            ].join("\n"),
          );
      },
    });
    const open = proofs.filter(({ problems }) => problems.length > 0).length;
    failed += open;
    console.log(
      `${exercise.id}: ${proofs.length - open} of ${proofs.length} claims hold, under the seeds ${seeds.join(", ")}`,
    );
  }
  return failed === 0 ? 0 : 1;
}

/** The proof of one exercise without a process of its own: for tests, which end with it. */
import type { Exercise } from "../course/exercise.ts";
import { PlannedClaims, type PlannedProof } from "./planned-claims.ts";
import { type ProveOptions, prove } from "./prove.ts";
import { planOf } from "./prove-exercise.ts";

export async function proveHere(
  exercise: Exercise,
  options: Pick<ProveOptions, "seeds" | "wrongSeedsMax" | "mutantsMax">,
): Promise<readonly PlannedProof[]> {
  const planned = new PlannedClaims(planOf(exercise, options), exercise);
  await prove(exercise, {
    ...options,
    onLoaded: (ids) => planned.loaded(ids),
    onProof: (proof) => planned.add(proof),
  });
  return planned.result();
}

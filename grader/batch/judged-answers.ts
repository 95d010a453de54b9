/** Results of a class by answer. Many learners hand in the same, and one seed gives one answer one result: it is judged once. */
import type { Language } from "service-bootcamp";
import type { Exercise } from "../course/exercise.ts";
import type { ExerciseResult } from "../result.ts";

/** Answers that are remembered of one exercise with the same values (answersMax): those that were handed in last. */
const ANSWERS_MAX = 40;
/** Characters of a result that is remembered (resultMax): most have two thousand, and those of a whole class may not fit into memory. */
const RESULT_MAX = 20_000;

export class JudgedAnswers {
  /** Exercise with its values and language -> answer -> result, the one that was used longest ago first. */
  readonly #results = new Map<string, Map<string, ExerciseResult>>();

  /** Answer -> result, as of now. */
  of(exercise: Exercise, lang: Language): ReadonlyMap<string, ExerciseResult> {
    return new Map(this.#results.get(keyOf(exercise, lang)));
  }

  add(exercise: Exercise, lang: Language, result: ExerciseResult | undefined): void {
    const answerSha256 = result?.answerSha256;
    if (result?.status !== "graded" || answerSha256 === undefined) return;
    if (JSON.stringify(result).length > RESULT_MAX) return;
    const key = keyOf(exercise, lang);
    const results = this.#results.get(key) ?? new Map<string, ExerciseResult>();
    this.#results.set(key, results);
    results.delete(answerSha256); // what was used last is last
    results.set(answerSha256, result);
    const [oldest] = results.keys();
    if (results.size > ANSWERS_MAX && oldest !== undefined) results.delete(oldest);
  }
}

function keyOf({ id, variant }: Exercise, lang: Language): string {
  return JSON.stringify([id, variant, lang]);
}

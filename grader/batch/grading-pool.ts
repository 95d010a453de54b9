/**
 * Grades learners in processes that others have been graded in, and trusts these no further than it must. Where one ended, went over a
 * limit or reported an error, the learner is graded again alone, and only that counts. A few learners are graded both ways in any
 * case: should the two ever differ, everybody after them is graded alone.
 */
import { createHash } from "node:crypto";
import type { LearnerResult, Retried } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import { type GradeLearnerOptions, gradeAlone, gradeWarm, hasErrors } from "./grade-learner.ts";
import { JudgedAnswers } from "./judged-answers.ts";
import type { WarmWorker } from "./warm-worker.ts";

/** The share of a class that is graded both ways (comparedShare); at least one learner. */
const COMPARED_SHARE = 0.02;

export interface GradingPoolOptions extends GradeLearnerOptions {
  /** Called with the learner whose two results differ. */
  readonly onDifference?: ((learner: string) => void) | undefined;
}

export class GradingPool {
  readonly #options: GradingPoolOptions;
  readonly #compared: ReadonlySet<string>;
  readonly #judged = new JudgedAnswers();
  #isGivenUp: boolean;

  /** @param learners all that will be graded. One alone needs no pool. */
  constructor(learners: readonly Learner[], options: GradingPoolOptions) {
    this.#options = options;
    this.#compared = chosen(
      learners.map(({ id }) => id),
      options.grader.seed,
    );
    this.#isGivenUp = learners.length === 1;
  }

  /** @throws ProcessFault */
  async grade(learner: Learner, worker: WarmWorker): Promise<LearnerResult> {
    if (this.#isGivenUp) return gradeAlone(learner, this.#options);
    const warm = await gradeWarm(learner, this.#options, worker, this.#judged);
    if (typeof warm === "string") return this.#retry(learner, warm);
    const { result, isKept } = warm;
    if (isKept || !this.#compared.has(learner.id)) return result;
    const alone = await this.#compare(learner);
    if (isSame(result, alone)) return result;
    this.#isGivenUp = true;
    this.#options.onDifference?.(learner.id);
    return { ...alone, retried: "difference" };
  }

  async #retry(learner: Learner, retried: Retried): Promise<LearnerResult> {
    return { ...(await gradeAlone(learner, this.#options)), retried };
  }

  /** Somebody may end a process of ours from outside, which says nothing about the one before. */
  async #compare(learner: Learner): Promise<LearnerResult> {
    const alone = await gradeAlone(learner, this.#options);
    return hasErrors(alone) ? gradeAlone(learner, this.#options) : alone;
  }
}

/** Whom nobody can guess who does not know the seed. */
function chosen(ids: readonly string[], seed: number): ReadonlySet<string> {
  const lot = (id: string): string => createHash("sha256").update(`${seed} ${id}`).digest("hex");
  const drawn = [...ids].sort((a, b) => (lot(a) < lot(b) ? -1 : 1));
  return new Set(drawn.slice(0, Math.ceil(ids.length * COMPARED_SHARE)));
}

function isSame(one: LearnerResult, other: LearnerResult): boolean {
  return withoutDurations(one) === withoutDurations(other);
}

function withoutDurations(result: LearnerResult): string {
  return JSON.stringify(result, (key, value: unknown) => (key === "durationMs" ? undefined : value));
}

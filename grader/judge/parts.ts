/** Partial credit: a check that asks for several things counts the points of those that are right. */
import type { Check } from "../check/check.ts";
import { type Failure, failureOf } from "./failure.ts";

export class Parts {
  readonly #check: Check;
  #points = 0;
  #earned = 0;
  #first: Failure | undefined;

  constructor(check: Check) {
    this.#check = check;
  }

  /** What `part` of a check's context does. @throws what `ask` throws by a fault of the check's own. */
  readonly ask = async (points: number, ask: () => void | Promise<void>): Promise<void> => {
    this.#points += points;
    try {
      await ask();
      this.#earned += points;
    } catch (error) {
      const failure = failureOf(this.#check, error);
      if (failure === undefined) throw error;
      this.#first ??= failure;
    }
  };

  /** @returns the points of the right parts, and what is wrong with the first other one. @throws Error for parts that do not add up. */
  result(): { readonly earned: number; readonly failure: Failure | undefined } {
    const { points } = this.#check;
    if (this.#points === 0) return { earned: points, failure: undefined };
    if (this.#points !== points)
      throw new Error(`the parts add up to ${this.#points} points, not to ${points}`);
    return { earned: this.#earned, failure: this.#first };
  }
}

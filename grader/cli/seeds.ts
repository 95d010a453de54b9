/** The seeds of clusters on which answers are judged. */
import { randomInt } from "node:crypto";

export { CHECK_SEED } from "../learner/check-seed.ts";

/** Another one for each grading: names and addresses that somebody wrote down before are of no use in it. */
export function drawSeed(): number {
  return randomInt(2 ** 31);
}

/** From 0 to below `below`. */
export function drawNumber(below: number): number {
  return randomInt(below);
}

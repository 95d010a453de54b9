/** A node's clock: simulated time as people and the API write it. */
import { timestampOf } from "../api/time.ts";
import type { Loop } from "../sim/loop.ts";

export class WallClock {
  readonly #loop: Loop;
  readonly #epochMs: number;

  /** @param epochMs Unix milliseconds when the loop stands at 0. */
  constructor(loop: Loop, epochMs: number) {
    this.#loop = loop;
    this.#epochMs = epochMs;
  }

  /** Unix milliseconds. */
  readonly now = (): number => this.#epochMs + this.#loop.now;

  timestamp(): string {
    return timestampOf(this.now());
  }
}

/** A node's clock: simulated time as people and the API write it. */
import type { Loop } from "../sim/loop.ts";

export class WallClock {
  readonly #loop: Loop;
  readonly #epochMs: number;
  #second = Number.NaN;
  #text = "";

  /** @param epochMs Unix milliseconds when the loop stands at 0. */
  constructor(loop: Loop, epochMs: number) {
    this.#loop = loop;
    this.#epochMs = epochMs;
  }

  /** Unix milliseconds. */
  readonly now = (): number => this.#epochMs + this.#loop.now;

  /** RFC 3339 in whole seconds; a second's text is made once. */
  timestamp(): string {
    const second = Math.floor(this.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#text = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
    }
    return this.#text;
  }
}

/** When a container that ended may start again: at once, then 10 s, 20 s, 40 s, up to 5 min after its end. Models client-go's flowcontrol.Backoff. */

const FIRST_MS = 10_000;
const MAX_MS = 300_000;
/** A container that did not restart for so long begins with the first pause again. */
const FORGET_MS = 2 * MAX_MS;

export class RestartBackoff {
  #backoffMs = 0;
  #updatedAt = 0;

  /** How long after `finishedAt` the container has to wait; 0: it may start. */
  delayMs(finishedAt: number): number {
    return this.#backoffMs === 0 || finishedAt - this.#updatedAt > FORGET_MS ? 0 : this.#backoffMs;
  }

  /** To be called with each start that follows an end. */
  recordRestart(now: number): void {
    this.#backoffMs =
      this.#backoffMs === 0 || now - this.#updatedAt > FORGET_MS
        ? FIRST_MS
        : Math.min(2 * this.#backoffMs, MAX_MS);
    this.#updatedAt = now;
  }
}

/**
 * The host's turn. A script runs on microtasks alone: until it waits in the host's time, no key, signal or timer comes
 * through, so one that is long at work lets the host have a turn now and then. In simulated time nothing passes.
 */
import { wallClock } from "./simulated-time.ts";

const WORK_MS = 50;

export class HostTurn {
  #until = wallClock() + WORK_MS;

  /** @returns what to wait for; undefined when it is too early. */
  take(): Promise<void> | undefined {
    return wallClock() < this.#until ? undefined : this.#turn();
  }

  async #turn(): Promise<void> {
    await new Promise<void>((resolve) => {
      // biome-ignore lint/style/noRestrictedGlobals: it is the host's own turn that is waited for.
      setTimeout(resolve, 0);
    });
    this.#until = wallClock() + WORK_MS;
  }
}

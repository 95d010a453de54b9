/** A rate-limited work queue as reconcilers have it (client-go/util/workqueue), in simulated time; without worker threads. */
import type { Loop } from "./loop.ts";

export interface WorkQueueOptions {
  /** How long after the first event a key is worked on; events in between are one. */
  readonly latencyMs: number;
  /** How long a key is left alone after it was worked on: a large one may take its time. Default: not at all. */
  readonly intervalMs?: (key: string) => number;
  /** Does the work for one key. Throw to try again later, with doubling delays. */
  readonly work: (key: string) => void;
  /** Whether an error is an ordinary one of a busy world (a conflict, say), to be tried again; any other one is thrown on. */
  readonly isRetriable: (error: unknown) => boolean;
}

const RETRY_FIRST_MS = 5;
const RETRY_MAX_MS = 16 * 60 * 1000;

/** Keys waiting for a reconciler: each key at most once, retried with back-off when its work fails. */
export class WorkQueue {
  readonly #waiting = new Set<string>();
  readonly #failures = new Map<string, number>();
  /** When a key was last worked on, if that matters. */
  readonly #workedAt = new Map<string, number>();
  readonly #loop: Loop;
  readonly #options: WorkQueueOptions;

  constructor(loop: Loop, options: WorkQueueOptions) {
    this.#loop = loop;
    this.#options = options;
  }

  add(key: string): void {
    if (this.#waiting.has(key)) return;
    this.#waiting.add(key);
    this.#loop.schedule(this.#delay(key), () => this.#run(key));
  }

  /** For work that falls due by the clock; not deduplicated. `background` when it only watches over something. */
  addAfter(key: string, delayMs: number, background = false): void {
    this.#loop.schedule(delayMs, () => this.add(key), { background });
  }

  #delay(key: string): number {
    const { latencyMs, intervalMs } = this.#options;
    const workedAt = this.#workedAt.get(key);
    if (intervalMs === undefined || workedAt === undefined) return latencyMs;
    return Math.max(latencyMs, workedAt + intervalMs(key) - this.#loop.now);
  }

  #run(key: string): void {
    this.#waiting.delete(key);
    if (this.#options.intervalMs !== undefined) this.#workedAt.set(key, this.#loop.now);
    try {
      this.#options.work(key);
      this.#failures.delete(key);
    } catch (error) {
      if (!this.#options.isRetriable(error)) throw error;
      const failures = this.#failures.get(key) ?? 0;
      this.#failures.set(key, failures + 1);
      // After the tenth failure only background timers remain, so that a cluster with a stuck object still settles.
      this.addAfter(key, Math.min(RETRY_FIRST_MS * 2 ** failures, RETRY_MAX_MS), failures >= 10);
    }
  }
}

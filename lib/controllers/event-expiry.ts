/**
 * Events are forgotten an hour after they were last written, as etcd's lease on them has it (`--event-ttl`), and the
 * oldest of them earlier when there are too many for the host's memory: ten thousand Pods make fifty thousand.
 */
import { keyOf } from "../api/informer.ts";
import { type Event, events } from "../api/kinds/event.ts";
import type { StartController } from "./controller.ts";

const TTL_MS = 3_600_000;
const EVENTS_MAX = 10_000;

interface Expiry {
  readonly event: Event;
  readonly due: number;
}

export const startEventExpiry: StartController = ({ api, loop }) => {
  const latest = new Map<string, Expiry>();
  const queue = new ExpiryQueue((expiry) => latest.get(keyOf(expiry.event)) === expiry);
  let isTimerSet = false;

  const watchOldest = (): void => {
    const { oldest } = queue;
    if (isTimerSet || oldest === undefined) return;
    isTimerSet = true;
    loop.schedule(oldest.due - loop.now, expire, { background: true });
  };

  const forget = ({ event }: Expiry): void => {
    // Now, because word of the deletion may wait behind that of other events.
    latest.delete(keyOf(event));
    api.delete(events, event.metadata.namespace ?? "", event.metadata.name);
  };

  const expire = (): void => {
    isTimerSet = false;
    for (let { oldest } = queue; oldest !== undefined && oldest.due <= loop.now; { oldest } = queue)
      forget(oldest);
    watchOldest();
  };

  api.watch(events, {}, ({ type, object }) => {
    if (type === "DELETED") latest.delete(keyOf(object));
    else {
      const expiry = { event: object, due: loop.now + TTL_MS };
      latest.set(keyOf(object), expiry);
      queue.push(expiry);
    }
    if (latest.size > EVENTS_MAX && queue.oldest !== undefined) forget(queue.oldest);
    watchOldest();
  });
};

/** In the order in which they expire. What no longer counts is passed over: a Map would be searched from its beginning each time. */
class ExpiryQueue {
  #entries: Expiry[] = [];
  #head = 0;
  readonly #counts: (expiry: Expiry) => boolean;

  constructor(counts: (expiry: Expiry) => boolean) {
    this.#counts = counts;
  }

  push(expiry: Expiry): void {
    this.#entries.push(expiry);
  }

  get oldest(): Expiry | undefined {
    while (this.#head < this.#entries.length && !this.#counts(this.#entries[this.#head] as Expiry))
      this.#head++;
    if (this.#head > 1000 && this.#head > this.#entries.length / 2) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
    return this.#entries[this.#head];
  }
}

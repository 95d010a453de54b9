/**
 * Events are forgotten an hour after they were last written, as etcd's lease on them has it (`--event-ttl`), and the
 * oldest of them earlier when there are too many for the host's memory: ten thousand Pods make fifty thousand.
 */
import { type Event, events } from "../api/kinds/event.ts";
import type { StartController } from "./controller.ts";

const TTL_MS = 3_600_000;
const EVENTS_MAX = 10_000;

interface Expiry {
  readonly event: Event;
  readonly due: number;
}

export const startEventExpiry: StartController = ({ api, loop }) => {
  // What is stored is replaced when it changes: an Event that was written again is found at its later place.
  const queue = new ExpiryQueue(
    ({ event }) => api.find(events, event.metadata.namespace ?? "", event.metadata.name) === event,
  );
  /** Uids, from the deletion of an Event until word of it comes, which may wait behind that of other Events. */
  const forgotten = new Set<string>();
  let count = 0;
  let isTimerSet = false;

  const watchOldest = (): void => {
    const oldest = isTimerSet ? undefined : queue.oldest;
    if (oldest === undefined) return;
    isTimerSet = true;
    loop.schedule(oldest.due - loop.now, expire, { background: true });
  };

  const forget = ({ event }: Expiry): void => {
    count--;
    forgotten.add(event.metadata.uid);
    api.delete(events, event.metadata.namespace ?? "", event.metadata.name);
  };

  const expire = (): void => {
    isTimerSet = false;
    for (let { oldest } = queue; oldest !== undefined && oldest.due <= loop.now; { oldest } = queue)
      forget(oldest);
    watchOldest();
  };

  api.watch(events, {}, ({ type, object }) => {
    if (type === "DELETED") {
      if (!forgotten.delete(object.metadata.uid)) count--;
      return;
    }
    if (type === "ADDED") count++;
    queue.push({ event: object, due: loop.now + TTL_MS });
    if (count > EVENTS_MAX && queue.oldest !== undefined) forget(queue.oldest);
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

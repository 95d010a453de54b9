/** What a component does with many events: a flood from one object is cut, similar ones share an Event. Models EventCorrelator of client-go tools/record. */

/** How many things are remembered of events, of each sort; the oldest are forgotten first. */
const REMEMBERED_EVENTS_MAX = 4096;
/** Events that one object may cause in a burst; then one every five minutes. */
const BURST_EVENTS = 25;
const REFILL_MS = 300_000;

/** From this many messages for one reason on, within the interval, they share one Event that shows the latest. */
const SIMILAR_EVENTS_MAX = 10;
const SIMILAR_INTERVAL_MS = 600_000;

interface Allowance {
  tokens: number;
  at: number;
}

export class SpamFilter {
  readonly #allowances = new BoundedMap<Allowance>();

  /** @param now Unix milliseconds. @returns whether the object may cause one more event. */
  allows(uid: string, now: number): boolean {
    const allowance = this.#allowances.get(uid) ?? { tokens: BURST_EVENTS, at: now };
    allowance.tokens = Math.min(BURST_EVENTS, allowance.tokens + (now - allowance.at) / REFILL_MS);
    allowance.at = now;
    this.#allowances.set(uid, allowance);
    if (allowance.tokens < 1) return false;
    allowance.tokens -= 1;
    return true;
  }
}

/** What an object was told for one reason. */
interface Similar {
  readonly messages: Set<string>;
  at: number;
}

export class EventAggregator {
  readonly #similar = new BoundedMap<Similar>();

  /**
   * Whether so many things were told lately for one reason that this one is combined with them.
   * @param key of the object, the type and the reason. @param now Unix milliseconds.
   */
  combines(key: string, message: string, now: number): boolean {
    const known = this.#similar.get(key);
    const similar =
      known === undefined || now - known.at > SIMILAR_INTERVAL_MS
        ? { messages: new Set<string>(), at: now }
        : known;
    similar.at = now;
    if (similar.messages.size < SIMILAR_EVENTS_MAX) similar.messages.add(message);
    this.#similar.set(key, similar);
    // The last place stays free, so that what was told before is still counted by itself.
    return similar.messages.size === SIMILAR_EVENTS_MAX && similar.messages.delete(message);
  }
}

/** A Map of what was set last, and of some that was set before. It forgets by halves, for a Map finds its oldest key by searching. */
export class BoundedMap<V> {
  #recent = new Map<string, V>();
  #earlier = new Map<string, V>();

  get(key: string): V | undefined {
    return this.#recent.get(key) ?? this.#earlier.get(key);
  }

  set(key: string, value: V): void {
    this.#recent.set(key, value);
    if (this.#recent.size < REMEMBERED_EVENTS_MAX / 2) return;
    this.#earlier = this.#recent;
    this.#recent = new Map();
  }
}

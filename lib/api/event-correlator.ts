/** What a component does with many events: a flood from one object is cut, similar ones share an Event. Models EventCorrelator of client-go tools/record. */

/** How many objects are remembered that caused events; the oldest are forgotten first. */
const REMEMBERED_OBJECTS_MAX = 4096;
/** Events of one object that are counted on. It cannot cause more in the hour after which Events expire. */
const REMEMBERED_EVENTS_MAX = 50;
/** Events that one object may cause in a burst; then one every five minutes. */
const BURST_EVENTS = 25;
const REFILL_MS = 300_000;

/** From this many messages for one reason on, within the interval, they share one Event that shows the latest. */
const SIMILAR_EVENTS_MAX = 10;
const SIMILAR_INTERVAL_MS = 600_000;

/** What a component tells of an object. */
export interface Told {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly fieldPath: string | undefined;
}

/** An Event as its writer remembers it, to count on when the same is told again. */
export interface RememberedEvent {
  readonly type: string;
  readonly reason: string;
  /** Undefined when it combines several. */
  readonly message: string | undefined;
  readonly fieldPath: string | undefined;
  /** Undefined until the server has it. */
  name: string | undefined;
  count: number;
  /** When it was told last, in Unix milliseconds. */
  at: number;
  /** Whether its message counts among the similar ones of the interval. */
  isRecent: boolean;
}

/** What one object caused. */
interface Caused {
  tokens: number;
  at: number;
  /** The latest last. Few, and for each of ten thousand Pods: a list without room to grow is smallest. */
  events: readonly RememberedEvent[];
}

export class EventCorrelator {
  readonly #objects = new BoundedMap<Caused>();

  /** @param now Unix milliseconds. @returns the Event to write or to count on; undefined when the object has caused too much. */
  correlate(uid: string, told: Told, now: number): RememberedEvent | undefined {
    const caused = this.#objects.get(uid, () => ({ tokens: BURST_EVENTS, at: now, events: [] }));
    caused.tokens = Math.min(BURST_EVENTS, caused.tokens + (now - caused.at) / REFILL_MS);
    caused.at = now;
    if (caused.tokens < 1) return undefined;
    caused.tokens -= 1;
    const event = eventFor(told, caused.events, now);
    event.at = now;
    const others = caused.events.filter((each) => each !== event);
    caused.events = [...others.slice(1 - REMEMBERED_EVENTS_MAX), event];
    return event;
  }
}

function eventFor(told: Told, events: readonly RememberedEvent[], now: number): RememberedEvent {
  const { type, reason } = told;
  const similar = events.filter((event) => event.reason === reason && event.type === type);
  if (similar.every(({ at }) => now - at > SIMILAR_INTERVAL_MS))
    for (const event of similar) event.isRecent = false;
  const isCombined = isOneTooMany(told.message, similar);
  const [message, fieldPath] = isCombined ? [] : [told.message, told.fieldPath];
  const known = similar.find((event) => event.message === message && event.fieldPath === fieldPath);
  const event = known ?? {
    type,
    reason,
    message,
    fieldPath,
    name: undefined,
    count: 0,
    at: now,
    isRecent: false,
  };
  event.isRecent = !isCombined;
  return event;
}

/** The last place stays free, so that what was told before is still counted by itself. */
function isOneTooMany(message: string, similar: readonly RememberedEvent[]): boolean {
  if (similar.length < SIMILAR_EVENTS_MAX - 1) return false;
  const messages = new Set(similar.filter(({ isRecent }) => isRecent).map((event) => event.message));
  return !messages.has(message) && messages.size >= SIMILAR_EVENTS_MAX - 1;
}

/** A Map of what was used last, and of some that was used before. It forgets by halves, for a Map finds its oldest key by searching. */
class BoundedMap<V> {
  #recent = new Map<string, V>();
  #earlier = new Map<string, V>();

  get(key: string, create: () => V): V {
    const known = this.#recent.get(key);
    if (known !== undefined) return known;
    const value = this.#earlier.get(key) ?? create();
    this.#recent.set(key, value);
    if (this.#recent.size >= REMEMBERED_OBJECTS_MAX / 2) {
      this.#earlier = this.#recent;
      this.#recent = new Map();
    }
    return value;
  }
}

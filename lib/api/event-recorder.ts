/**
 * How components write Events: identical ones are counted in one object, similar ones are combined, a flood from one
 * object is cut. Models client-go tools/record with its EventCorrelator. Leaves out the retries over a network.
 */
import type { Api } from "./api.ts";
import { ApiError } from "./api-error.ts";
import type { ObjectReference } from "./kinds/endpoints.ts";
import { events } from "./kinds/event.ts";
import type { KubeObject } from "./metadata.ts";

export interface EventSource {
  readonly component: string;
  /** The node, for what runs on one. */
  readonly host?: string;
}

/** The simulated wall clock of the component. */
export interface EventClock {
  /** Unix milliseconds. */
  readonly now: () => number;
}

export interface EventRecorder {
  /** @param fieldPath which part of the object: `spec.containers{http-go}`. */
  record(object: KubeObject, type: "Normal" | "Warning", reason: string, message: string, fieldPath?: string): void;
}

/** Identical events are remembered up to this many, the oldest forgotten first. */
const REMEMBERED_EVENTS_MAX = 4096;
/** Events that one object may cause in a burst; then one every five minutes. */
const BURST_EVENTS = 25;
const REFILL_MS = 300_000;

/** From this many messages for one reason on, within the interval, they share one Event that shows the latest. */
const SIMILAR_EVENTS_MAX = 10;
const SIMILAR_INTERVAL_MS = 600_000;

interface Remembered {
  readonly name: string;
  count: number;
}

/** What an object was told for one reason. */
interface Similar {
  readonly messages: Set<string>;
  at: number;
}

interface Allowance {
  tokens: number;
  at: number;
}

/**
 * Events are best effort: one that the server refuses (its namespace goes, say) is lost, and nobody fails for it.
 * @example const recorder = createEventRecorder(api, { component: "kubelet", host: "node-1" }, { now: () => epochMs + loop.now })
 */
export function createEventRecorder(api: Api, source: EventSource, clock: EventClock): EventRecorder {
  const remembered = new Map<string, Remembered>();
  const similar = new Map<string, Similar>();
  const allowances = new Map<string, Allowance>();
  const timestamps = new Map<number, string>();
  let sequence = 0;

  /** A second holds many events; its text is made once. */
  const timestampOf = (now: number): string => {
    const second = Math.floor(now / 1000);
    const known = timestamps.get(second);
    if (known !== undefined) return known;
    timestamps.clear();
    const text = rfc3339(now);
    timestamps.set(second, text);
    return text;
  };

  const isAllowed = (uid: string, now: number): boolean => {
    const allowance = allowances.get(uid) ?? { tokens: BURST_EVENTS, at: now };
    allowance.tokens = Math.min(BURST_EVENTS, allowance.tokens + (now - allowance.at) / REFILL_MS);
    allowance.at = now;
    setBounded(allowances, uid, allowance);
    if (allowance.tokens < 1) return false;
    allowance.tokens -= 1;
    return true;
  };

  const create = (involvedObject: ObjectReference, type: string, reason: string, message: string, key: string, now: number): void => {
    const namespace = involvedObject.namespace ?? "default";
    const timestamp = timestampOf(now);
    const draft = {
      metadata: { name: `${involvedObject.name}.${nanoseconds(now, sequence++)}`, namespace },
      involvedObject,
      reason,
      message,
      source,
      firstTimestamp: timestamp,
      lastTimestamp: timestamp,
      count: 1,
      type,
      eventTime: null,
      reportingComponent: source.component,
      reportingInstance: source.host ?? "",
    };
    const event = api.create(events, namespace, draft, { trusted: true });
    setBounded(remembered, key, { name: event.metadata.name, count: 1 });
  };

  /** Whether the object was told so many things for one reason lately that this one is combined with them. */
  const isCombined = (reasonKey: string, message: string, now: number): boolean => {
    const known = similar.get(reasonKey);
    const record = known === undefined || now - known.at > SIMILAR_INTERVAL_MS ? { messages: new Set<string>(), at: now } : known;
    record.at = now;
    if (record.messages.size < SIMILAR_EVENTS_MAX) record.messages.add(message);
    setBounded(similar, reasonKey, record);
    // The last place stays free, so that what was told before is still counted by itself.
    return record.messages.size === SIMILAR_EVENTS_MAX && record.messages.delete(message);
  };

  const write: EventRecorder["record"] = (object, type, reason, told, fieldPath) => {
    const now = clock.now();
    const involvedObject = referenceTo(object, fieldPath);
    const reasonKey = `${object.metadata.uid}\n${type}\n${reason}`;
    const combined = isCombined(reasonKey, told, now);
    const message = combined ? `(combined from similar events): ${told}` : told;
    const key = combined ? reasonKey : `${reasonKey}\n${fieldPath ?? ""}\n${message}`;
    const known = remembered.get(key);
    const stored = known === undefined ? undefined : api.find(events, involvedObject.namespace ?? "default", known.name);
    if (known === undefined || stored === undefined) create(involvedObject, type, reason, message, key, now);
    else api.update(events, { ...stored, message, count: ++known.count, lastTimestamp: timestampOf(now) });
  };

  return {
    record(...event) {
      if (!isAllowed(event[0].metadata.uid, clock.now())) return;
      try {
        write(...event);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
      }
    },
  };
}

function referenceTo(object: KubeObject, fieldPath: string | undefined): ObjectReference {
  const { name, namespace, uid, resourceVersion } = object.metadata;
  return {
    kind: object.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    uid,
    apiVersion: object.apiVersion,
    resourceVersion,
    ...(fieldPath === undefined ? {} : { fieldPath }),
  };
}

function setBounded<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value);
  if (map.size <= REMEMBERED_EVENTS_MAX) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}

/** Unix nanoseconds in hexadecimal, as client-go ends an Event's name; the sequence tells apart what simulated time does not. */
function nanoseconds(now: number, sequence: number): string {
  return (BigInt(Math.trunc(now)) * 1_000_000n + BigInt(sequence % 1_000_000)).toString(16);
}

function rfc3339(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`;
}

/**
 * How components write Events: identical ones are counted in one object, similar ones are combined, a flood from one
 * object is cut. Models client-go tools/record with its EventCorrelator. Leaves out the retries over a network.
 */

import type { Api } from "./api.ts";
import { ApiError } from "./api-error.ts";
import { BoundedMap, EventAggregator, SpamFilter } from "./event-correlator.ts";
import type { ObjectReference } from "./kinds/endpoints.ts";
import { events } from "./kinds/event.ts";
import type { KubeObject } from "./metadata.ts";
import { timestampOf } from "./time.ts";

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
  record(
    object: KubeObject,
    type: "Normal" | "Warning",
    reason: string,
    message: string,
    fieldPath?: string,
  ): void;
}

interface Remembered {
  readonly name: string;
  count: number;
}

/**
 * Events are best effort: one that the server refuses (its namespace goes, say) is lost, and nobody fails for it.
 * @example const recorder = createEventRecorder(api, { component: "kubelet", host: "node-1" }, { now: () => epochMs + loop.now })
 */
export function createEventRecorder(api: Api, source: EventSource, clock: EventClock): EventRecorder {
  const remembered = new BoundedMap<Remembered>();
  const spam = new SpamFilter();
  const aggregator = new EventAggregator();
  let sequence = 0;

  const create = (
    involvedObject: ObjectReference,
    type: string,
    reason: string,
    message: string,
    key: string,
    now: number,
  ): void => {
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
    const event = api.create(events, namespace, draft, { by: "component" });
    remembered.set(key, { name: event.metadata.name, count: 1 });
  };

  const write: EventRecorder["record"] = (object, type, reason, told, fieldPath) => {
    const now = clock.now();
    const involvedObject = referenceTo(object, fieldPath);
    const reasonKey = `${object.metadata.uid}\n${type}\n${reason}`;
    const combined = aggregator.combines(reasonKey, told, now);
    const message = combined ? `(combined from similar events): ${told}` : told;
    const key = combined ? reasonKey : `${reasonKey}\n${fieldPath ?? ""}\n${message}`;
    const known = remembered.get(key);
    const stored =
      known === undefined ? undefined : api.find(events, involvedObject.namespace ?? "default", known.name);
    if (known === undefined || stored === undefined) create(involvedObject, type, reason, message, key, now);
    else api.update(events, { ...stored, message, count: ++known.count, lastTimestamp: timestampOf(now) });
  };

  return {
    record(...event) {
      if (!spam.allows(event[0].metadata.uid, clock.now())) return;
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

/** Unix nanoseconds in hexadecimal, as client-go ends an Event's name; the sequence tells apart what simulated time does not. */
function nanoseconds(now: number, sequence: number): string {
  return (BigInt(Math.trunc(now)) * 1_000_000n + BigInt(sequence % 1_000_000)).toString(16);
}

/**
 * How components write Events: identical ones are counted in one object, similar ones are combined, a flood from one
 * object is cut. Models client-go tools/record with its EventCorrelator. Leaves out the retries over a network.
 */

import type { Api } from "./api.ts";
import { ApiError } from "./api-error.ts";
import { EventCorrelator, type RememberedEvent, type Told } from "./event-correlator.ts";
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

/**
 * Events are best effort: one that the server refuses (its namespace goes, say) is lost, and nobody fails for it.
 * @example const recorder = createEventRecorder(api, { component: "kubelet", host: "node-1" }, { now: () => epochMs + loop.now })
 */
export function createEventRecorder(api: Api, source: EventSource, clock: EventClock): EventRecorder {
  const correlator = new EventCorrelator();
  let sequence = 0;

  const create = (object: KubeObject, { type, reason, message, fieldPath }: Told, now: number): string => {
    const { name, namespace = "default" } = object.metadata;
    const timestamp = timestampOf(now);
    const draft = {
      metadata: { name: `${name}.${nanoseconds(now, sequence++)}`, namespace },
      involvedObject: referenceTo(object, fieldPath),
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
    return api.create(events, namespace, draft, { by: "component" }).metadata.name;
  };

  const write = (object: KubeObject, told: Told, event: RememberedEvent, now: number): void => {
    const namespace = object.metadata.namespace ?? "default";
    const message = event.message ?? `(combined from similar events): ${told.message}`;
    const stored = event.name === undefined ? undefined : api.find(events, namespace, event.name);
    if (stored === undefined) {
      event.name = create(object, { ...told, message }, now);
      event.count = 1;
    } else api.update(events, { ...stored, message, count: ++event.count, lastTimestamp: timestampOf(now) });
  };

  return {
    record(object, type, reason, message, fieldPath) {
      const now = clock.now();
      const told = { type, reason, message, fieldPath };
      const event = correlator.correlate(object.metadata.uid, told, now);
      if (event === undefined) return;
      try {
        write(object, told, event, now);
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

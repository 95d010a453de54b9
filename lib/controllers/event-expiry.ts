/**
 * Events are forgotten an hour after they were last written. Models the lease that etcd gives them (`--event-ttl`).
 */
import { keyOf } from "../api/informer.ts";
import { type Event, events } from "../api/kinds/event.ts";
import type { StartController } from "./controller.ts";

const TTL_MS = 3_600_000;

export const startEventExpiry: StartController = ({ api, loop }) => {
  /** In the order in which they expire: a Map keeps the order of insertion. */
  const expiries = new Map<string, { readonly event: Event; readonly due: number }>();
  let isTimerSet = false;

  const watchOldest = (): void => {
    const oldest = expiries.values().next();
    if (isTimerSet || oldest.done === true) return;
    isTimerSet = true;
    loop.schedule(oldest.value.due - loop.now, expire, { background: true });
  };

  const expire = (): void => {
    isTimerSet = false;
    for (const { event, due } of expiries.values()) {
      if (due > loop.now) break;
      api.delete(events, event.metadata.namespace ?? "", event.metadata.name);
    }
    watchOldest();
  };

  api.watch(events, {}, ({ type, object }) => {
    const key = keyOf(object);
    expiries.delete(key);
    if (type !== "DELETED") expiries.set(key, { event: object, due: loop.now + TTL_MS });
    watchOldest();
  });
};

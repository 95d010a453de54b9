/**
 * Events are forgotten an hour after they were last written, as etcd's lease on them has it (`--event-ttl`), and the
 * oldest of them earlier when there are too many for the host's memory: ten thousand Pods make fifty thousand.
 */
import { keyOf } from "../api/informer.ts";
import { type Event, events } from "../api/kinds/event.ts";
import type { StartController } from "./controller.ts";

const TTL_MS = 3_600_000;
const EVENTS_MAX = 10_000;

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

  const forget = ({ metadata }: Event): void => void api.delete(events, metadata.namespace ?? "", metadata.name);

  const expire = (): void => {
    isTimerSet = false;
    for (const { event, due } of expiries.values()) {
      if (due > loop.now) break;
      forget(event);
    }
    watchOldest();
  };

  const dropOldest = (): void => {
    const [oldest] = expiries.values();
    if (expiries.size > EVENTS_MAX && oldest !== undefined) forget(oldest.event);
  };

  api.watch(events, {}, ({ type, object }) => {
    const key = keyOf(object);
    expiries.delete(key);
    if (type !== "DELETED") expiries.set(key, { event: object, due: loop.now + TTL_MS });
    if (type === "ADDED") dropOldest();
    watchOldest();
  });
};

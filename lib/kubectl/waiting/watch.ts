/**
 * Follows changes on simulated time, for `-w`. A real watch ends with Ctrl-C, which a script cannot press: this one ends by
 * itself, after `--request-timeout` where that is given, else when nothing has changed for a while.
 */
import type { WatchEvent, WatchOptions } from "../../api/api.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { requestTimeoutMs } from "../command-line/request-timeout.ts";
import type { Invocation } from "../verb.ts";

/** How long nothing may change before a watch without `--request-timeout` ends (watchIdle). */
const IDLE_MS = 60_000;
/** How long such a watch lasts at most, when something changes all the time (watchTimeMax). */
const TIME_MS_MAX = 3_600_000;

/** Calls `onEvent` at the simulated time of each change, until the watch ends. Only inside an actor. */
export async function watchChanges(
  { client, flags }: Pick<Invocation, "client" | "flags">,
  kind: AnyKind,
  options: WatchOptions,
  onEvent: (event: WatchEvent<KubeObject>) => void,
): Promise<void> {
  const { api, loop, shell } = client;
  const limitMs = requestTimeoutMs(flags);
  const end = loop.now + (limitMs ?? TIME_MS_MAX);
  let lastChange = loop.now;
  let wake: (() => void) | undefined;
  let cancel: (() => void) | undefined;
  const stop = api.watch<KubeObject>(kind, options, (event) => {
    lastChange = loop.now;
    onEvent(event);
    wake?.();
  });
  try {
    for (let until = end; loop.now < until; ) {
      until = limitMs === undefined ? Math.min(end, lastChange + IDLE_MS) : end;
      await loop.park<void>((resolve) => {
        const timer = loop.schedule(until - loop.now, resolve);
        cancel = timer.cancel;
        wake = () => {
          timer.cancel();
          resolve();
        };
      }, shell.signal);
    }
  } finally {
    cancel?.();
    stop();
  }
}

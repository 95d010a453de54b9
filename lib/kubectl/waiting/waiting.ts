/** Verbs that wait: on events of the API, in simulated time, and never for ever. Models client-go/tools/watch UntilWithSync. */
import type { Selection, WatchEvent } from "../../api/api.ts";
import type { Kind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { durationText } from "../../go/duration.ts";
import type { ObjectKey } from "../targets/targets.ts";
import { type KubectlClient, KubectlError, type Timer } from "../verb.ts";

/** How long a verb without a limit of its own waits: a terminal has Ctrl-C, a script does not. */
const WAIT_MS_MAX = 3_600_000;

/** The wait ended without what was waited for. */
export class WaitTimeout extends KubectlError {
  constructor(message = "timed out waiting for the condition") {
    super(message);
  }
}

export interface WaitOptions extends Selection {
  /** 0: no limit but the simulator's own. */
  readonly timeoutMs: number;
}

/**
 * Shows `onEvent` every object that there is and every change, as it happens, until it returns a value. Only inside an actor.
 * @throws what `onEvent` throws; WaitTimeout
 */
export async function watchUntil<K extends KubeObject, T>(
  client: KubectlClient,
  kind: Kind<K>,
  { timeoutMs, ...selection }: WaitOptions,
  onEvent: (event: WatchEvent<K>) => T | undefined,
): Promise<T> {
  let end: { readonly value: T } | { readonly error: unknown } | undefined;
  let wake: (() => void) | undefined;
  const stop = client.api.watch(kind, selection, (event) => {
    if (end !== undefined) return;
    end = outcome(() => onEvent(event));
    if (end !== undefined) wake?.();
  });
  try {
    // Without a value from the objects that are there already, time has to pass.
    if (end === undefined) {
      await parkUntil(client, timeoutMs, (call) => {
        wake = call;
      });
    }
  } finally {
    stop();
  }
  const reached = end as { readonly value: T } | { readonly error: unknown } | undefined;
  if (reached === undefined) throw timeoutMs === 0 ? endlessWait() : new WaitTimeout();
  if ("error" in reached) throw reached.error;
  return reached.value;
}

/** The same for one object. */
export function watchObject<T>(
  client: KubectlClient,
  { kind, namespace, name }: ObjectKey,
  timeoutMs: number,
  onEvent: (event: WatchEvent<KubeObject>) => T | undefined,
): Promise<T> {
  return watchUntil<KubeObject, T>(
    client,
    kind,
    { namespace, fieldSelector: `metadata.name=${name}`, timeoutMs },
    onEvent,
  );
}

/** @returns a time-out that names the object; other errors unchanged */
export function timeoutOn(error: unknown, { kind, name }: ObjectKey): unknown {
  return error instanceof WaitTimeout ? new WaitTimeout(`${error.message} on ${kind.plural}/${name}`) : error;
}

function outcome<T>(
  call: () => T | undefined,
): { readonly value: T } | { readonly error: unknown } | undefined {
  try {
    const value = call();
    return value === undefined ? undefined : { value };
  } catch (error) {
    return { error };
  }
}

/** Parks until woken, or until the time is up. @throws when the program is stopped. */
async function parkUntil(
  { loop, shell }: KubectlClient,
  timeoutMs: number,
  arrange: (wake: () => void) => void,
): Promise<void> {
  let timer: Timer | undefined;
  try {
    await loop.park((wake) => {
      timer = loop.schedule(timeoutMs === 0 ? WAIT_MS_MAX : timeoutMs, wake, { background: true });
      arrange(wake);
    }, shell.signal);
  } finally {
    timer?.cancel();
  }
}

/**
 * Lets `follow` go on until the program is stopped, or for as long as a script may wait. Only inside an actor.
 * @param advice what to do instead, for the error. @throws KubectlError when it was not at its end by then, and whatever the
 * signal of the program gives as its reason.
 */
export async function followUntilStopped(
  { loop, shell }: KubectlClient,
  follow: (signal: AbortSignal) => Promise<unknown>,
  advice = "",
): Promise<void> {
  const end = new AbortController();
  const timer = loop.schedule(WAIT_MS_MAX, () => end.abort(), { background: true });
  try {
    await follow(shell.signal === undefined ? end.signal : AbortSignal.any([shell.signal, end.signal]));
  } finally {
    timer.cancel();
  }
  shell.signal?.throwIfAborted();
  if (end.signal.aborted) {
    throw new KubectlError(
      `stopped after ${durationText(WAIT_MS_MAX)} of simulated time (waitMax): the real kubectl would go on until it is interrupted${advice === "" ? "" : `; ${advice}`}`,
    );
  }
}

function endlessWait(): KubectlError {
  return new KubectlError(
    `stopped waiting after ${durationText(WAIT_MS_MAX)} of simulated time (waitMax): the real kubectl would wait until it is interrupted`,
  );
}

/**
 * What cells ask for, one after the other in the order of asking, also where `await` was forgotten: a picture then shows what the
 * commands before it did. The interrupt button ends what is at work, and what waited behind it does not happen any more.
 */
import { isInNotebook } from "./display.ts";

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;
/** Of all that was asked for since the last interrupt. */
let end = new AbortController();
let isListening = false;

/** Whether something is at work. */
export function isTaken(): boolean {
  return waiting > 0;
}

/** Resolves when all that was asked for is done, or was interrupted. */
export async function allDone(): Promise<void> {
  while (waiting > 0) await last;
}

/**
 * Does `work` when all before it is done.
 * @returns a promise that never comes back once the cell was interrupted: the kernel has given the cell up and said so, and what
 *   stands behind this in it must not run any more.
 */
export async function inTurn<T>(work: (signal: AbortSignal) => T | Promise<T>): Promise<T> {
  const { signal } = end;
  waiting++;
  const turn = last.then(() => {
    listen();
    return signal.aborted ? undefined : work(signal);
  });
  const left = turn.finally(() => {
    waiting--;
  });
  last = left.catch(() => {});
  try {
    const result = await left;
    if (!signal.aborted) return result as T;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return new Promise<never>(() => {});
}

/** Only in a turn: while a cell has not waited yet the kernel's own handler stands alone, and one that is added beside it is lost. */
function listen(): void {
  if (isListening || !isInNotebook()) return;
  isListening = true;
  process.on("SIGINT", () => {
    end.abort();
    end = new AbortController();
  });
}

/**
 * Ending what waits before its time. The signal of a container or a session lives long and has many waiting for it, so each
 * signal has one listener of the host, and who no longer waits takes leave of it.
 */

const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `run` when the signal comes; never when it has come already. @returns a function that takes it back. */
export function onStop(signal: AbortSignal, run: () => void): () => void {
  const all = waiting.get(signal) ?? listenTo(signal);
  const entry = (): void => run(); // the same function may be given twice
  all.add(entry);
  return () => all.delete(entry);
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const all = new Set<() => void>();
  waiting.set(signal, all);
  const runAll = (): void => {
    for (const run of all) run();
  };
  signal.addEventListener("abort", runAll, { once: true });
  return all;
}

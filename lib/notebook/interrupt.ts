/** The interrupt button of a notebook, while a script runs. */
import { isInNotebook } from "./display.ts";

/**
 * Ends `work` when the kernel is interrupted. The kernel has then given the cell up and said so; what stands behind the
 * script in the cell must not run any more, so this never comes back.
 */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController();
  if (!isInNotebook()) return work(end.signal);
  // While a cell has not waited yet the kernel's own handler stands alone, and one that is added beside it is lost.
  await null;
  const interrupt = (): void => end.abort();
  process.on("SIGINT", interrupt);
  const result = await work(end.signal).finally(() => process.off("SIGINT", interrupt));
  return end.signal.aborted ? new Promise<never>(() => {}) : result;
}

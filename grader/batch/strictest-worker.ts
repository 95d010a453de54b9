/** Finds out how far a learner's process can be kept away from this machine, by starting one. */
import { READ_LIMIT_MS } from "./collected-results.ts";
import { ISOLATIONS } from "./isolation.ts";
import { ProcessFault } from "./process-fault.ts";
import { WarmWorker } from "./warm-worker.ts";

/** @returns one in the strictest isolation in which one starts: bubblewrap may be missing, or not allowed in a container. */
export async function strictestWorker(): Promise<WarmWorker> {
  const isCompiled = import.meta.url.endsWith(".ts"); // by a program that the process starts
  for (const isolation of isCompiled ? [] : ISOLATIONS) {
    const worker = new WarmWorker({ isolation });
    if (await starts(worker)) return worker;
  }
  return new WarmWorker({ isolation: "none" });
}

async function starts(worker: WarmWorker): Promise<boolean> {
  const nothing = { rehearsed: [], withHidden: false, seed: 0, lang: "en" } as const;
  try {
    const limits = { firstLimitMs: READ_LIMIT_MS, onMessage: () => READ_LIMIT_MS };
    return (await worker.run(nothing, limits)).kind === "done";
  } catch (error) {
    if (error instanceof ProcessFault) return false;
    throw error;
  }
}

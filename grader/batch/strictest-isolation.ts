/** Finds out how far a learner's process can be kept away from this machine, by starting one. */
import type { Isolation } from "../result.ts";
import { READ_LIMIT_MS } from "./collected-results.ts";
import { ISOLATIONS } from "./isolation.ts";
import { runLearnerProcess } from "./learner-process.ts";
import { ProcessFault } from "./process-fault.ts";

/** @returns the strictest in which one starts: bubblewrap may be missing, or not allowed in a container. */
export async function strictestIsolation(): Promise<Isolation> {
  if (import.meta.url.endsWith(".ts")) return "none"; // a compiler is a program that it starts
  for (const isolation of ISOLATIONS) if (await startsIn(isolation)) return isolation;
  return "none";
}

async function startsIn(isolation: Isolation): Promise<boolean> {
  const nothing = { rehearsed: [], withHidden: false, seed: 0, lang: "en" } as const;
  const limits = { firstLimitMs: READ_LIMIT_MS, onMessage: () => READ_LIMIT_MS };
  try {
    return (await runLearnerProcess(nothing, { ...limits, isolation })).kind === "done";
  } catch (error) {
    if (error instanceof ProcessFault) return false;
    throw error;
  }
}

/** Shows, before a learner depends on it, that a learner's process runs on this machine: it grades the author's own solution. */
import type { Exercise } from "../course/exercise.ts";
import { READ_LIMIT_MS } from "./collected-results.ts";
import { runLearnerProcess } from "./learner-process.ts";
import type { Rehearsal } from "./messages.ts";
import { ProcessFault } from "./process-fault.ts";

/** @throws ProcessFault when the process does not come to its end. */
export async function rehearse({ folder }: Exercise, options: Omit<Rehearsal, "rehearsed">): Promise<void> {
  const job = { ...options, rehearsed: folder };
  const ending = await runLearnerProcess(job, {
    firstLimitMs: READ_LIMIT_MS,
    onMessage: () => READ_LIMIT_MS,
  });
  if (ending.kind !== "done") throw new ProcessFault(ending.kind === "crash" ? ending.stderr : ending.kind);
}

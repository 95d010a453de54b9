/**
 * What has to be known before a learner depends on it: the checks of each exercise, and that a learner's process runs on this
 * machine. A process finds out both. check.ts is a program, which may hang, end its process or use up the memory: it then costs
 * its exercise, and the exercises after it are loaded in a new process.
 */
import { join } from "node:path";
import { type Exercise, ExerciseError } from "../course/exercise.ts";
import { type Ending, MEMORY_MB_MAX, RESIDENT_MB_MAX } from "./child-process.ts";
import { type GradedExercise, READ_LIMIT_MS } from "./collected-results.ts";
import { runLearnerProcess } from "./learner-process.ts";
import type { Rehearsal } from "./messages.ts";
import { ProcessFault } from "./process-fault.ts";

export interface RehearsalOptions extends Omit<Rehearsal, "rehearsed"> {
  /** Called for each exercise whose checks do not load. */
  readonly onBroken?: ((error: ExerciseError) => void) | undefined;
  /** Milliseconds of the host for loading the checks of one exercise (loadLimitMs): the first one waits for a compiler. */
  readonly loadLimitMs?: number | undefined;
}

const LOAD_LIMIT_MS_DEFAULT = 30_000;

/** @returns the exercises whose checks load. @throws ProcessFault when the process does not come to its end otherwise. */
export async function rehearse(
  exercises: readonly Exercise[],
  { onBroken, loadLimitMs = LOAD_LIMIT_MS_DEFAULT, ...options }: RehearsalOptions,
): Promise<readonly GradedExercise[]> {
  const graded: GradedExercise[] = [];
  let open = exercises;
  while (open.length > 0 || graded.length > 0) {
    // The last exercise may have ended the process before it had graded anything.
    const rehearsed = open.length > 0 ? open : graded.slice(0, 1).map(({ exercise }) => exercise);
    const ending = await runLearnerProcess(
      { ...options, rehearsed: rehearsed.map(({ folder }) => folder) },
      {
        firstLimitMs: READ_LIMIT_MS,
        onMessage: (message) => {
          const [exercise, ...rest] = open;
          if (exercise === undefined || message.type === "ready") return loadLimitMs;
          if (message.type === "checks") graded.push({ exercise, checks: message.checks });
          if (message.type === "broken") onBroken?.(new ExerciseError(message.why));
          open = rest;
          return open.length > 0 ? loadLimitMs : READ_LIMIT_MS;
        },
      },
    );
    if (ending.kind === "done") break;
    const [busyWith, ...rest] = open;
    if (busyWith === undefined) throw new ProcessFault(ending.kind === "crash" ? ending.stderr : ending.kind);
    onBroken?.(
      new ExerciseError(
        `${join(busyWith.folder, "check.ts")} does not load: ${whyEnded(ending, loadLimitMs)}`,
      ),
    );
    open = rest;
  }
  return graded;
}

function whyEnded(ending: Ending, limitMs: number): string {
  switch (ending.kind) {
    case "timeLimit":
      return `it was stopped after ${limitMs / 1000} s (loadLimitMs): look for a loop without an end, or a promise that nobody keeps`;
    case "memoryMbMax":
      return `it needed more than ${MEMORY_MB_MAX} MB of memory (memoryMbMax)`;
    case "residentMbMax":
      return `it held more than ${RESIDENT_MB_MAX} MB (residentMbMax)`;
    default:
      return "it ended its process";
  }
}

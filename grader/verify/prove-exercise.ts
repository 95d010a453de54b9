/** Proves one exercise in another process, because its check.ts may hang, end its process, or use up the memory. */
import { Child, type Ending, MEMORY_MB_MAX, programFile } from "../batch/child-process.ts";
import { KeptChild } from "../batch/kept-child.ts";
import { ProcessFault } from "../batch/process-fault.ts";
import type { Exercise } from "../course/exercise.ts";
import { flagsToStayWith } from "../v8-flags.ts";
import { CHECKS_LOAD, claimsOf } from "./claims.ts";
import type { ProofJob, ProofMessage } from "./messages.ts";
import { PlannedClaims, type PlannedProof } from "./planned-claims.ts";

export interface ProveExerciseOptions extends Omit<ProofJob, "folder" | "claims"> {
  /** Milliseconds of the host for loading the checks, and for judging one answer (judgeLimitMs): a hundred times what it takes. */
  readonly judgeLimitMs?: number;
  /** Called after each claim. */
  readonly onProof?: () => void;
}

/** Milliseconds of the host for the start of a process (startLimitMs). */
const START_LIMIT_MS = 60_000;
const JUDGE_LIMIT_MS_DEFAULT = 30_000;
/** Processes that may end by themselves before the rest of an exercise is not tried any more (endingsMax). */
const ENDINGS_MAX = 3;

const worker = programFile("proof", new URL("worker.ts", import.meta.url));

/** What proves one exercise after the other, in another process whenever one has ended its own. */
export type ProofProcess = KeptChild<ProofMessage>;

export function proofProcess(): ProofProcess {
  const flags = flagsToStayWith(process.versions.node);
  return new KeptChild(() => new Child<ProofMessage>({ program: worker, flags }));
}

/** The names of all claims of an exercise. @throws SubmissionRefused where its files cannot be read. */
export function planOf(exercise: Exercise, options: { readonly mutantsMax: number }): readonly string[] {
  return claimsOf(exercise, options).map(({ name }) => name);
}

/** @returns a proof for each of the planned claims; never rejects for a fault of the exercise. */
export class ExerciseProof {
  readonly #exercise: Exercise;
  readonly #options: ProveExerciseOptions;
  readonly #planned: PlannedClaims;
  readonly #judgeLimitMs: number;

  constructor(exercise: Exercise, names: readonly string[], options: ProveExerciseOptions) {
    this.#exercise = exercise;
    this.#options = options;
    this.#planned = new PlannedClaims(names, exercise);
    this.#judgeLimitMs = options.judgeLimitMs ?? JUDGE_LIMIT_MS_DEFAULT;
  }

  /** Proves some of the claims. Those after one that ended the process are proved in the next. */
  async prove(names: readonly string[], child: ProofProcess): Promise<void> {
    for (let endings = 0; endings < ENDINGS_MAX; endings++) {
      const open = this.#planned.open(names);
      if (open.length === 0) return;
      const { ending, busyWith } = await this.#run(open, child);
      if (ending.kind === "done") return;
      this.#planned.fail(busyWith, whyEnded(ending, this.#judgeLimitMs));
      if (busyWith === CHECKS_LOAD) return;
    }
  }

  result(): readonly PlannedProof[] {
    return this.#planned.result();
  }

  async #run(claims: readonly string[], child: ProofProcess): Promise<{ ending: Ending; busyWith: string }> {
    const { onProof, seeds, wrongSeedsMax, mutantsMax } = this.#options;
    const job: ProofJob = { folder: this.#exercise.folder, claims, seeds, wrongSeedsMax, mutantsMax };
    let busyWith = CHECKS_LOAD;
    const onMessage = (message: ProofMessage): number => {
      if (message.type === "claim") busyWith = message.claim;
      if (message.type === "loaded") this.#planned.loaded(message.checks);
      if (message.type === "proof") {
        this.#planned.add(message.proof);
        onProof?.();
      }
      return this.#judgeLimitMs;
    };
    try {
      return { ending: await child.run(job, { firstLimitMs: START_LIMIT_MS, onMessage }), busyWith };
    } catch (error) {
      if (!(error instanceof ProcessFault)) throw error;
      return { ending: { kind: "crash", stderr: error.said }, busyWith };
    }
  }
}

function whyEnded(ending: Ending, limitMs: number): string {
  switch (ending.kind) {
    case "timeLimit":
      return `it was stopped after ${limitMs / 1000} s (judgeLimitMs): look for a loop without an end, or a promise that nobody keeps`;
    case "memoryMbMax":
      return `it needed more than ${MEMORY_MB_MAX} MB of memory (memoryMbMax)`;
    case "crash":
      return `it ended its process, before there was a result${ending.stderr === "" ? "" : `: ${lastLine(ending.stderr)}`}`;
    default:
      return "it ended without a result";
  }
}

/** The sentence of an error, without the stack under it. */
function lastLine(stderr: string): string {
  return stderr.split("\n").find((line) => /^\w*Error\b|^Uncaught/.test(line)) ?? stderr.split("\n")[0] ?? "";
}

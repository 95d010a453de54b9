/** Proves several exercises at once, in as many processes as there are processors. A broken one is a failed claim of its own. */
import type { BrokenExercise } from "../course/course.ts";
import type { Exercise } from "../course/exercise.ts";
import type { PlannedProof } from "./planned-claims.ts";
import {
  ExerciseProof,
  type ProofProcess,
  type ProveExerciseOptions,
  planOf,
  proofProcess,
} from "./prove-exercise.ts";

export interface ProvedExercise {
  readonly id: string;
  readonly proofs: readonly PlannedProof[];
}

export interface ProveCourseOptions extends Omit<ProveExerciseOptions, "onProof"> {
  /** Processes at once. */
  readonly jobs: number;
  /** Called after each claim, with how many there are in all. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Called when all claims of an exercise are proved or not. */
  readonly onExercise?: (proved: ProvedExercise) => void;
}

/** @returns the exercises in the order in which they were given, the broken ones last. */
export async function proveCourse(
  exercises: readonly Exercise[],
  broken: readonly BrokenExercise[],
  { jobs, onProgress, onExercise, ...options }: ProveCourseOptions,
): Promise<readonly ProvedExercise[]> {
  let done = 0;
  let all = 0;
  const onProof = (): void => onProgress?.(++done, all);
  const results = new Map<string, ProvedExercise>();
  const finish = (proved: ProvedExercise): void => {
    results.set(proved.id, proved);
    onExercise?.(proved);
  };
  const pieces: Piece[] = [];
  for (const exercise of exercises) {
    const names = planned(exercise, options.mutantsMax);
    if (typeof names === "string") {
      finish(unreadable(exercise.id, names));
      continue;
    }
    all += names.length;
    const proof = new ExerciseProof(exercise, names, { ...options, onProof });
    const parts = split(names, jobs);
    let open = parts.length;
    for (const part of parts)
      pieces.push({
        claims: part.length,
        prove: async (child) => {
          await proof.prove(part, child);
          if (--open === 0) finish({ id: exercise.id, proofs: proof.result() });
        },
      });
  }
  for (const { id, error } of broken) finish(unreadable(id, error.message));
  await atOnce(jobs, pieces);
  return [...exercises, ...broken].flatMap(({ id }) => results.get(id) ?? []);
}

interface Piece {
  /** How many. */
  readonly claims: number;
  readonly prove: (child: ProofProcess) => Promise<void>;
}

/** @returns why the exercise cannot be read, as a string. */
function planned(exercise: Exercise, mutantsMax: number): readonly string[] | string {
  try {
    return planOf(exercise, { mutantsMax });
  } catch (error) {
    return (error as Error).message;
  }
}

function unreadable(id: string, problem: string): ProvedExercise {
  return { id, proofs: [{ claim: "it can be read", problems: [problem], failed: [], isTried: true }] };
}

/** Neighbours take about as long as each other, so that every so many-th goes into one part. */
function split(names: readonly string[], parts: number): readonly (readonly string[])[] {
  return Array.from({ length: parts }, (_, part) => names.filter((_, at) => at % parts === part));
}

/** The largest first: begun last, it would keep one processor busy while the others have nothing to do. */
async function atOnce(jobs: number, pieces: readonly Piece[]): Promise<void> {
  const waiting = [...pieces].sort((a, b) => b.claims - a.claims).values();
  const work = async (): Promise<void> => {
    const child = proofProcess();
    for (const { prove } of waiting) await prove(child);
    child.end();
  };
  await Promise.all(Array.from({ length: jobs }, work));
}

/** `bootcamp verify`: the author's proof of exercises; `--new` begins one. */
import { availableParallelism } from "node:os";
import type { Language } from "service-bootcamp";
import { type BrokenExercise, openCourse } from "../course/course.ts";
import { counted } from "../text.ts";
import { newExercise } from "../verify/new-exercise.ts";
import { thoroughly } from "../verify/prove.ts";
import { type ProvedExercise, proveCourse } from "../verify/prove-course.ts";
import { exerciseNamed } from "./exercise-named.ts";
import { typedPath } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

export interface VerifyOptions {
  /** Empty: all exercises. */
  readonly ids: readonly string[];
  /** Default: those of a thorough proof. */
  readonly seeds?: readonly number[];
  /** Processes at once; default one per processor. */
  readonly jobs?: number;
  readonly lang: Language;
  /** Names every claim, not only those that fail. */
  readonly verbose?: boolean;
  /** The id of an exercise to begin. */
  readonly new?: string;
}

/** @returns 0 when everything is proved, 1 when not. @throws UsageError */
export async function verify(options: VerifyOptions): Promise<number> {
  if (options.new !== undefined) return begin(options.new);
  const { verbose = false, jobs = availableParallelism(), seeds = thoroughly.seeds } = options;
  const { exercises, broken } = chosen(options);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => process.exit(130)); // ends the processes of the proof too
  const proved = await proveCourse(exercises, broken, {
    ...thoroughly,
    seeds,
    jobs,
    onProgress: showProgress,
    onExercise: (exercise) => console.log(clearProgress() + lines(exercise, verbose).join("\n")),
  });
  const all = proved.flatMap(({ proofs }) => proofs);
  const open = all.filter(({ problems }) => problems.length > 0).length;
  console.log(
    `${all.length - open} of ${all.length} claims about ${counted(proved.length, "exercise")} hold, under ${counted(seeds.length, "seed")}`,
  );
  return open === 0 ? 0 : 1;
}

function begin(id: string): number {
  const made = newExercise(id);
  if (made.refused !== undefined) throw new UsageError(made.refused);
  console.log(
    `${typedPath(made.folder)} is begun. Write it, then prove it: npx bootcamp verify ${id}\nexercises/AUTHORING.md says how.`,
  );
  return 0;
}

function chosen({ ids, lang }: VerifyOptions): ReturnType<typeof openCourse> {
  const course = openCourse();
  if (ids.length === 0) return course;
  const brokenNamed = (id: string): BrokenExercise | undefined =>
    course.broken.find((broken) => broken.id === id);
  return {
    ...course,
    exercises: ids.filter((id) => brokenNamed(id) === undefined).map((id) => exerciseNamed(course, id, lang)),
    broken: ids.flatMap((id) => brokenNamed(id) ?? []),
  };
}

function lines({ id, proofs }: ProvedExercise, verbose: boolean): readonly string[] {
  const holds = proofs.filter(({ problems }) => problems.length === 0).length;
  const untried = proofs.filter(({ isTried }) => !isTried).length;
  const named = proofs.filter(({ problems, isTried }) => isTried && (verbose || problems.length > 0));
  return [
    ...named.flatMap(({ claim, problems }) => [
      `${problems.length === 0 ? "✓" : "✗"} ${id}: ${claim}`,
      ...problems.map((problem) => `    ${problem}`),
    ]),
    ...(untried === 0 ? [] : [`✗ ${id}: ${untried} more claims were not tried, because of the above`]),
    `${id}: ${holds} of ${proofs.length} claims hold`,
  ];
}

function showProgress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${all}`);
}

function clearProgress(): string {
  return process.stderr.isTTY ? "\r\u001b[K" : "";
}

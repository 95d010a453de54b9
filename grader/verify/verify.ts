/**
 * The author's proof of an exercise: it can be solved, also in unusual ways; it is not solved as it begins; each known mistake
 * is noticed by the check that should notice it; and mutations of the solution do not pass. Everything is tried under several
 * seeds, so that nothing depends on the addresses and names of one cluster.
 */

import type { Language } from "service-bootcamp";
import type { Check } from "../check/check.ts";
import { loadChecks } from "../check/check-module.ts";
import { type Exercise, ExerciseError, readSample, sampleNames } from "../course/exercise.ts";
import type { Files } from "../files/limits.ts";
import { judge } from "../judge/judge.ts";
import type { CheckResult, ExerciseResult } from "../result.ts";
import { mutationsOf } from "./mutations.ts";
import { hintsThatReveal, missingTranslations } from "./texts.ts";

/** One claim about an exercise, and what contradicts it. */
export interface Proof {
  readonly claim: string;
  /** Empty when the claim holds. */
  readonly problems: readonly string[];
}

export interface VerifyOptions {
  readonly seeds: readonly number[];
  /** Called as each proof is done. */
  readonly onProof?: (proof: Proof) => void;
}

const ALTERNATIVES_MIN = 2;
const MISTAKES_MIN = 3;
const MARKER = /^# fails: ([a-z0-9-]+)\s*$/m;

export async function verify(
  exercise: Exercise,
  { seeds, onProof }: VerifyOptions,
): Promise<readonly Proof[]> {
  const proofs: Proof[] = [];
  const prove = async (claim: string, find: () => readonly string[] | Promise<readonly string[]>) => {
    const proof = { claim, problems: await problemsOf(find) };
    proofs.push(proof);
    onProof?.(proof);
  };
  const checks = await loadChecks(exercise);
  const trial = new Trial(exercise, checks, seeds);
  const alternatives = sampleNames(exercise, "alternatives");
  const mistakes = sampleNames(exercise, "mistakes");

  await prove("all texts are there in both languages", () => missingTranslations(exercise, checks));
  await prove("no hint tells the solution", () => hintsThatReveal(exercise));
  await prove("start gets no points", () => trial.getsNothing(exercise.start));
  await prove("solution passes", () => trial.passes(readSample(exercise, "solution")));
  await prove(`there are ${ALTERNATIVES_MIN} alternatives or more`, () =>
    atLeast(ALTERNATIVES_MIN, alternatives),
  );
  for (const name of alternatives)
    await prove(`alternatives/${name} passes`, () =>
      trial.passes(readSample(exercise, `alternatives/${name}`)),
    );
  await prove(`there are ${MISTAKES_MIN} mistakes or more`, () => atLeast(MISTAKES_MIN, mistakes));
  for (const name of mistakes) {
    const files = readSample(exercise, `mistakes/${name}`);
    await prove(`mistakes/${name} fails ${markerOf(files) ?? "its check"}, and no other`, () =>
      trial.failsOnly(files),
    );
  }
  for (const { name, files } of mutationsOf(readSample(exercise, "solution"), exercise.harmless ?? [])) {
    await prove(`solution does not pass with ${name}`, () => trial.fails(files));
  }
  await prove(`every grading took less than ${exercise.timeLimitMs} ms`, () => trial.slow());
  return proofs;
}

/** Judges answers to one exercise under every seed; the first in Korean, the others in English. */
class Trial {
  readonly #exercise: Exercise;
  readonly #checks: readonly Check[];
  readonly #seeds: readonly number[];
  #slowestMs = 0;

  constructor(exercise: Exercise, checks: readonly Check[], seeds: readonly number[]) {
    this.#exercise = exercise;
    this.#checks = checks;
    this.#seeds = seeds;
  }

  passes(files: Files): Promise<readonly string[]> {
    return this.#eachSeed(files, ({ checks }) =>
      checks.filter(({ status }) => status !== "passed").map(problemOf),
    );
  }

  getsNothing(files: Files): Promise<readonly string[]> {
    return this.#eachSeed(files, ({ checks }) =>
      checks.filter(({ status }) => status === "passed").map(({ id }) => `${id} passes`),
    );
  }

  fails(files: Files): Promise<readonly string[]> {
    return this.#eachSeed(files, ({ checks }) =>
      checks.every(({ status }) => status === "passed") ? ["it passes all checks"] : [],
    );
  }

  /** Of a mistake: the check that it names, with a reason and a hint. */
  async failsOnly(files: Files): Promise<readonly string[]> {
    const named = markerOf(files);
    if (named === undefined) return ["no file of it begins with a line such as # fails: CHECK-ID"];
    return this.#eachSeed(files, ({ checks }) => [
      ...checks.filter(({ id, status }) => status === "failed" && id !== named).map(problemOf),
      ...(checks.some(({ id, status }) => status === "failed" && id === named)
        ? []
        : [`${named} does not fail`]),
      ...checks
        .filter(({ status, hint }) => status === "failed" && hint === "")
        .map(({ id }) => `${id} fails without a hint`),
    ]);
  }

  slow(): readonly string[] {
    return this.#slowestMs < this.#exercise.timeLimitMs ? [] : [`one took ${this.#slowestMs} ms`];
  }

  async #eachSeed(
    files: Files,
    problems: (result: ExerciseResult) => readonly string[],
  ): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [index, seed] of this.#seeds.entries()) {
      const lang: Language = index === 0 ? "ko" : "en";
      const result = await judge(this.#exercise, this.#checks, files, { seed, lang });
      this.#slowestMs = Math.max(this.#slowestMs, result.durationMs);
      const broken =
        result.status === "graded"
          ? []
          : result.checks
              .filter(({ status }) => status === "not-run")
              .slice(0, 1)
              .map(problemOf);
      found.push(...[...broken, ...problems(result)].map((problem) => `seed ${seed}: ${problem}`));
    }
    return found;
  }
}

function markerOf(files: Files): string | undefined {
  for (const text of files.values()) {
    const marker = MARKER.exec(text.split("\n", 1)[0] ?? "");
    if (marker !== null) return marker[1];
  }
  return undefined;
}

function problemOf({ id, status, why }: CheckResult): string {
  return `${id} ${status === "failed" ? "fails" : "is not run"}: ${why}`;
}

function atLeast(count: number, names: readonly string[]): readonly string[] {
  return names.length >= count ? [] : [`there are ${names.length}`];
}

/** A broken exercise is a problem of one claim; the proof goes on with the next. */
async function problemsOf(
  find: () => readonly string[] | Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof ExerciseError || (error as NodeJS.ErrnoException).code === "ENOENT")
      return [(error as Error).message];
    throw error;
  }
}

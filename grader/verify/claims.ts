/** What an exercise has to prove, planned from its files: nothing of it is run for that. */
import { join } from "node:path";
import type { Check } from "../check/check.ts";
import { type Exercise, readSample, type SampleKind, sampleNames } from "../course/exercise.ts";
import { filledFiles } from "../course/variants.ts";
import { readFolder, readFolderIfAny } from "../files/folder.ts";
import type { Files } from "../files/limits.ts";
import { generalBypasses } from "./bypasses.ts";
import { mutantsOf, spread } from "./mutants/mutants.ts";
import { hintsThatReveal, missingTranslations, placeholderProblems, unwritten } from "./texts.ts";
import type { AnswerTo, Trial } from "./trial.ts";

export interface Claim {
  readonly name: string;
  /** @returns what contradicts it; empty when it holds. */
  readonly find: (proof: {
    readonly checks: readonly Check[];
    readonly trial: Trial;
  }) => readonly string[] | Promise<readonly string[]>;
}

export interface PlanOptions {
  /** How many mutants of the solution. */
  readonly mutantsMax: number;
}

/** Its claim is first: without it there is nothing else to try. */
export const CHECKS_LOAD = "its checks load";
/** Its claim is last, over all the others. */
export const EVERY_CHECK_FAILS = "every check fails some wrong answer, or is a guard";

export const MUTANTS_MAX = 50;
const ALTERNATIVES_MIN = 2;
const MISTAKES_MIN = 3;
const MARKER = /^# fails: ([a-z0-9-]+)\s*$/;

/** @throws SubmissionRefused where its files cannot be read. */
export function claimsOf(exercise: Exercise, { mutantsMax }: PlanOptions): readonly Claim[] {
  const solution = filledFiles(readFolderIfAny(join(exercise.folder, "solution")), exercise.variant);
  return [
    { name: CHECKS_LOAD, find: () => [] },
    ...textClaims(exercise, solution),
    { name: "start: each check is red, or a guard", find: ({ trial }) => trial.isRed() },
    {
      name: "solution passes",
      find: ({ trial }) =>
        solution.size === 0 ? ["there are no files in solution/"] : trial.passes(sampleIn("solution")),
    },
    ...variantClaims(exercise),
    ...alternativeClaims(exercise),
    ...mistakeClaims(exercise),
    ...bypassClaims(exercise, solution),
    ...mutantClaims(exercise, solution, mutantsMax),
  ];
}

function textClaims(exercise: Exercise, solution: Files): readonly Claim[] {
  return [
    { name: "everything is written", find: () => unwritten(readFolder(exercise.folder)) },
    {
      name: "all texts are there in both languages",
      find: ({ checks }) => missingTranslations(exercise, checks),
    },
    { name: "no hint tells the solution", find: () => hintsThatReveal(exercise, solution) },
  ];
}

/** Nothing where everybody has the same values. */
function variantClaims({ folder, variants }: Exercise): readonly Claim[] {
  const names = Object.keys(variants);
  if (names.length === 0) return [];
  const all = [...readFolder(folder)].map(([, text]) => text).join("\n");
  return [
    {
      name: "every placeholder is of variants, and each of these is used",
      find: () => placeholderProblems(all, names),
    },
    {
      name: "the solution of another learner is told apart",
      find: ({ trial }) => trial.tellsApart(sampleIn("solution")),
    },
  ];
}

function alternativeClaims(exercise: Exercise): readonly Claim[] {
  const names = sampleNames(exercise, "alternatives");
  return [
    enough("alternatives", ALTERNATIVES_MIN, names),
    ...samples(exercise, "alternatives").map(({ name }) => ({
      name: `${name} passes`,
      find: ({ trial }: { trial: Trial }) => trial.passes(sampleIn(name)),
    })),
  ];
}

function mistakeClaims(exercise: Exercise): readonly Claim[] {
  return [
    enough("mistakes", MISTAKES_MIN, sampleNames(exercise, "mistakes")),
    ...samples(exercise, "mistakes").map(({ name, files }): Claim => {
      const named = markerOf(files);
      return {
        name: `${name} fails ${named ?? "its check"}, and no other`,
        find: ({ trial, checks }) => {
          if (named === undefined) return ["no file of it begins with a line such as # fails: CHECK-ID"];
          if (checks.every(({ id }) => id !== named)) return [`there is no check ${named}`];
          return trial.failsAt(sampleIn(name), named);
        },
      };
    }),
  ];
}

function bypassClaims(exercise: Exercise, solution: Files): readonly Claim[] {
  const general = generalBypasses(exercise, solution).filter(({ name }) => !isExplained(exercise, name));
  return [
    ...samples(exercise, "bypasses").map(
      ({ name, files }): Claim => ({
        name: `${name} gets no full points`,
        find: ({ trial }) => trial.fails(files),
      }),
    ),
    ...general.map(
      ({ name, answers }): Claim => ({
        name: `${name} (a general bypass) gets no full points`,
        find: ({ trial }) => trial.failsSomewhere(answers),
      }),
    ),
  ];
}

function mutantClaims(exercise: Exercise, solution: Files, max: number): readonly Claim[] {
  const all = mutantsOf(solution, exercise.start, exercise.harmless);
  const known = [
    ...all.map(({ name }) => name),
    ...generalBypasses(exercise, solution).map(({ name }) => name),
  ];
  return [
    {
      name: "what is listed as equivalent exists",
      find: () =>
        Object.keys(exercise.equivalent ?? {})
          .filter((listed) => !known.some((name) => isListed(name, listed)))
          .map((listed) => `there is no mutant ${listed}`),
    },
    ...spread(
      all.filter(({ name }) => !isExplained(exercise, name)),
      max,
    ).map(
      ({ name, files }, turn): Claim => ({
        name: `a solution with ${name} is noticed`,
        find: ({ trial }) => trial.failsOnce(files, turn),
      }),
    ),
  ];
}

/** Listed by its name, or with all others that begin so: `web.yaml Service/web spec.ports[0].name`. */
function isListed(name: string, listed: string): boolean {
  return name === listed || name.startsWith(`${listed} `) || name.startsWith(`${listed}.`);
}

function isExplained({ equivalent = {} }: Exercise, name: string): boolean {
  return Object.keys(equivalent).some((listed) => isListed(name, listed));
}

function sampleIn(name: string): AnswerTo {
  return (exercise) => readSample(exercise, name);
}

function samples(
  exercise: Exercise,
  kind: SampleKind,
): readonly { readonly name: string; readonly files: Files }[] {
  return sampleNames(exercise, kind).map((each) => {
    const name = `${kind}/${each}`;
    return { name, files: readSample(exercise, name) };
  });
}

function enough(kind: SampleKind, min: number, names: readonly string[]): Claim {
  return {
    name: `there are ${min} ${kind} or more`,
    find: () => (names.length >= min ? [] : [`there are ${names.length}`]),
  };
}

function markerOf(files: Files): string | undefined {
  for (const text of files.values()) {
    const marker = MARKER.exec(text.split("\n", 1)[0] ?? "");
    if (marker !== null) return marker[1];
  }
  return undefined;
}

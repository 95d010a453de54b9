/** An exercise: a folder, and the folder is its registration. exercises/README.md says what is in it. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { load as loadYaml } from "js-yaml";
import { type ProxyModeName, proxyModes } from "service-bootcamp/proxy-modes";
import { readFolder, readFolderIfAny } from "../files/folder.ts";
import type { Files } from "../files/limits.ts";
import { readSchema, schemaProblems } from "../schema-check.ts";
import type { Text } from "../text.ts";
import { misconceptions } from "./misconceptions.ts";
import { objectives } from "./objectives.ts";
import {
  type DeclaredVariants,
  type Draw,
  drawVariant,
  filled,
  filledFiles,
  type Variant,
  type Variants,
  variantAt,
  variantsOf,
} from "./variants.ts";

/** A host outside the cluster as exercise.yaml describes it. */
export interface ExerciseHost {
  readonly address: string;
  readonly port: number;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What exercise.yaml says. */
export interface ExerciseText {
  readonly id: string;
  /** What a learner does with what is there. */
  readonly kind: "build" | "fix" | "improve" | "migrate" | "explain" | "detective";
  /** Ids of what a person can do afterwards. */
  readonly objectives: readonly string[];
  readonly title: Text;
  readonly text: Text;
  readonly points: number;
  readonly minutes: number;
  /** From a slight one to nearly the answer. */
  readonly hints: readonly Text[];
  /** What it wanted to teach. */
  readonly debrief?: Text;
  /** Ids of what learners often believe, and this exercise tests. */
  readonly misconceptions?: readonly string[];
  readonly manifests?: "apply" | "ignore";
  readonly cluster?: { readonly nodes?: number; readonly proxyMode?: ProxyModeName };
  readonly hosts?: readonly ExerciseHost[];
  /** How kube-proxy may work while a right answer is tried; default in every way, or as `cluster` says. */
  readonly modes?: readonly ProxyModeName[];
  /** Checks that no wrong answer fails, since what they depend on fails first, and why they are asked. */
  readonly guards?: Readonly<Record<string, string>>;
  /** Names of fields whose values decide nothing. */
  readonly harmless?: readonly string[];
  /** Mutants of the solution that are as right as it is, and why. */
  readonly equivalent?: Readonly<Record<string, string>>;
  /** Checks in check.hidden.ts, which learners do not have. */
  readonly hidden?: HiddenChecks;
  readonly variants?: DeclaredVariants;
  readonly timeLimitMs?: number;
}

/** What is known of them where check.hidden.ts is not. */
export interface HiddenChecks {
  readonly checks: number;
  /** Of all of them; they are among the points of the exercise. */
  readonly points: number;
}

/** With the values of one learner, or the first ones, in all texts and files. */
export interface Exercise extends Omit<ExerciseText, "variants"> {
  /** Absolute path. */
  readonly folder: string;
  /** Bash text that makes the starting state; it sees the files of `start/`. */
  readonly setup: string;
  /** The files that a learner begins with. */
  readonly start: Files;
  /** All values of what differs from learner to learner. */
  readonly variants: Variants;
  /** Those that are in the texts and files. */
  readonly variant: Variant;
  readonly timeLimitMs: number;
}

/**
 * Budget of an exercise that names none (timeLimitMs), in milliseconds of the host. What an answer may do is bounded by budgets
 * that are the same on every machine, and takes a second or two of this: the limit is the last resort.
 */
const TIME_LIMIT_MS_DEFAULT = 120_000;

/** A fault of an exercise's author. The message names the file and the repair. */
export class ExerciseError extends Error {
  override readonly name = "ExerciseError";
}

/**
 * @param draw whose values it has; the first ones without.
 * @throws ExerciseError when exercise.yaml is missing or says something it may not.
 */
export function loadExercise(folder: string, draw?: Draw): Exercise {
  return load(folder, (variants, id) => drawVariant(variants, id, draw));
}

/** As loadExercise, with the values whose turn it is: the proof tries them all. */
export function loadExerciseInTurn(folder: string, turn: number): Exercise {
  return load(folder, (variants) => variantAt(variants, turn));
}

function load(folder: string, choose: (variants: Variants, id: string) => Variant): Exercise {
  const { variants: declared, ...text } = readExerciseText(folder);
  const variants = variantsOf(declared);
  const setup = join(folder, "setup.sh");
  const template: Exercise = {
    ...text,
    folder,
    setup: existsSync(setup) ? readFileSync(setup, "utf8") : "",
    start: readFolderIfAny(join(folder, "start")),
    variants,
    variant: {},
    timeLimitMs: text.timeLimitMs ?? TIME_LIMIT_MS_DEFAULT,
  };
  return withVariant(template, choose(variants, text.id));
}

/** @param template with its placeholders. */
function withVariant({ folder, start, variants, ...texts }: Exercise, variant: Variant): Exercise {
  return { ...filled(texts, variant), folder, start: filledFiles(start, variant), variants, variant };
}

/** Answers that the author keeps beside the exercise: unusual right ones, wrong ones, and tricks. */
export type SampleKind = "alternatives" | "mistakes" | "bypasses";

/** The folders of one kind of sample, by name. */
export function sampleNames(exercise: Exercise, kind: SampleKind): readonly string[] {
  return [
    ...new Set(
      [...readFolderIfAny(join(exercise.folder, kind)).keys()].map((path) => path.split("/")[0] ?? ""),
    ),
  ].sort();
}

/** A submission that the author keeps beside the exercise: `solution`, `alternatives/patch`. */
export function readSample(exercise: Exercise, sample: string): Files {
  return filledFiles(readFolder(join(exercise.folder, sample)), exercise.variant);
}

const schema = readSchema("exercise-v1.schema.json", {
  proxyMode: Object.keys(proxyModes),
  misconception: Object.keys(misconceptions),
  objective: Object.keys(objectives),
});

function readExerciseText(folder: string): ExerciseText {
  const file = join(folder, "exercise.yaml");
  if (!existsSync(file))
    throw new ExerciseError(
      `${file} is missing: a folder in exercises/ is an exercise, and begins with that file`,
    );
  const value = parse(file);
  const problems = schemaProblems(value, schema);
  if (problems.length > 0)
    throw new ExerciseError(`${file}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  const text = value as ExerciseText;
  for (const [name, values] of Object.entries(text.variants ?? {}))
    if ("from" in values && values.from >= values.to)
      throw new ExerciseError(`${file}: variants.${name}: from must be less than to`);
  if (text.id !== basename(folder))
    throw new ExerciseError(
      `${file}: id is ${text.id}, and the folder is ${basename(folder)}: they must be the same`,
    );
  return text;
}

function parse(file: string): unknown {
  try {
    return loadYaml(readFileSync(file, "utf8"), { maxAliases: 0 });
  } catch (error) {
    throw new ExerciseError(`${file}: ${(error as Error).message}`);
  }
}

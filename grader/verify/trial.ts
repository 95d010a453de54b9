/** Judges answers to one exercise under seeds and modes of the proxy, and says in sentences what contradicts a claim. */
import type { Language } from "service-bootcamp";
import { type ProxyModeName, proxyModes } from "service-bootcamp/proxy-modes";
import { FALSE_ALARM_RATE } from "../check/chance.ts";
import type { Check } from "../check/check.ts";
import { type Exercise, loadExerciseInTurn } from "../course/exercise.ts";
import { variantCount } from "../course/variants.ts";
import type { Files } from "../files/limits.ts";
import { noReason } from "../judge/failure.ts";
import { ANOTHER_VARIANT } from "../judge/hint.ts";
import { judge } from "../judge/judge.ts";
import type { CheckResult, ExerciseResult } from "../result.ts";

const HANGUL = /\p{Script=Hangul}/u;

/** Of the exercise as the learner has it whose turn it is: another one has other values in it. */
export type AnswerTo = (exercise: Exercise) => Files;

export interface TrialOptions {
  /** A right answer is tried under each of them; the modes of the proxy take turns. */
  readonly seeds: readonly number[];
  /** A wrong one under so many of them. */
  readonly wrongSeedsMax: number;
  /** Called after each answer that was judged. */
  readonly onJudged?: () => void;
}

export class Trial {
  readonly #exercise: Exercise;
  readonly #checks: readonly Check[];
  readonly #seeds: readonly number[];
  readonly #wrongSeeds: readonly number[];
  readonly #onJudged: () => void;
  readonly #modes: readonly ProxyModeName[];
  /** Ids of checks that have failed an answer. */
  readonly failed = new Set<string>();

  constructor(
    exercise: Exercise,
    checks: readonly Check[],
    { seeds, wrongSeedsMax, onJudged = () => {} }: TrialOptions,
  ) {
    this.#exercise = exercise;
    this.#checks = checks;
    this.#seeds = seeds;
    this.#wrongSeeds = seeds.slice(0, wrongSeedsMax);
    this.#onJudged = onJudged;
    this.#modes = modesOf(exercise);
  }

  /** Under each seed, and with every value of what differs from learner to learner. */
  passes(answer: AnswerTo): Promise<readonly string[]> {
    const tries = Math.max(this.#seeds.length, variantCount(this.#exercise.variants));
    const seeds = Array.from({ length: tries }, (_, at) => this.#seeds[at % this.#seeds.length] ?? 0);
    return this.#each(seeds, answer, ({ checks }, _, chance) => [
      ...checks.filter(({ status }) => status !== "passed").map(problemOf),
      ...(chance > FALSE_ALARM_RATE
        ? [
            `chance alone may fail it, with a probability of ${chance.toExponential(1)}; ${FALSE_ALARM_RATE} is allowed`,
          ]
        : []),
    ]);
  }

  /** Each check is red, or a guard: one that depends on a red one, and so is not run. */
  isRed(): Promise<readonly string[]> {
    return this.#each(
      this.#wrongSeeds,
      ({ start }) => start,
      ({ checks }) => [
        ...checks
          .filter(({ status }) => status === "passed")
          .map(({ id }) => `${id} passes: let it depend on a check that does not (dependsOn)`),
        ...checks
          .filter(({ status, score }) => status === "failed" && score > 0)
          .map(({ id, score }) => `${id} has ${score} points for its parts`),
      ],
    );
  }

  /** Of a bypass: no full points, whichever seed. */
  fails(files: Files): Promise<readonly string[]> {
    return this.#tries(
      this.#wrongSeeds.map((seed) => [seed, files]),
      this.#checks,
    );
  }

  /** Of a bypass that is tried on every exercise, or ways of it: as fails, and asks no more than whether there is a check that does. */
  failsSomewhere(answers: readonly Files[]): Promise<readonly string[]> {
    const tries = answers.length > 1 ? answers : this.#wrongSeeds.map(() => answers[0] ?? new Map());
    return this.#tries(
      tries.map((files, at) => [this.#wrongSeed(at), files]),
      untilOneFails(this.#checks),
    );
  }

  /** The answer of somebody with other values has no full points, and is told so. */
  tellsApart(answer: AnswerTo): Promise<readonly string[]> {
    const { folder } = this.#exercise;
    let turn = 0;
    const ofTheNext: AnswerTo = () => answer(loadExerciseInTurn(folder, ++turn));
    return this.#each(this.#wrongSeeds, ofTheNext, ({ checks }) => {
      const failed = checks.filter(({ status }) => status === "failed");
      if (failed.length === 0) return ["it passes all checks"];
      return failed.some(({ cause }) => cause === ANOTHER_VARIANT)
        ? []
        : ["no check that fails says that its values are those of somebody else"];
    });
  }

  /** Of a mutant: one seed decides, and the seeds take turns. */
  failsOnce(files: Files, turn: number): Promise<readonly string[]> {
    return this.#tries([[this.#wrongSeed(turn), files]], untilOneFails(this.#checks));
  }

  /** Of a mistake: the check that it names, with a reason and a hint in both languages, and none but what follows from it. */
  failsAt(answer: AnswerTo, named: string): Promise<readonly string[]> {
    return this.#each(this.#wrongSeeds, answer, ({ checks }, lang) => [
      ...checks.filter(({ id, status }) => status === "failed" && id !== named).map(problemOf),
      ...(checks.some(({ id, status }) => status === "failed" && id === named)
        ? []
        : [`${named} does not fail`]),
      ...checks.filter(({ status }) => status === "failed").flatMap((check) => helpless(check, lang)),
    ]);
  }

  #wrongSeed(turn: number): number {
    return this.#wrongSeeds[turn % this.#wrongSeeds.length] ?? 0;
  }

  async #tries(
    tries: readonly (readonly [number, Files])[],
    checks: readonly Check[],
  ): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [seed, files] of tries)
      found.push(
        ...(await this.#each(
          [seed],
          () => files,
          (result) =>
            result.checks.every(({ status }) => status === "passed") ? ["it passes all checks"] : [],
          checks,
        )),
      );
    return [...new Set(found)];
  }

  /** With the values whose turn it is. */
  #inTurn(at: number): Exercise {
    const { folder, variants } = this.#exercise;
    return Object.keys(variants).length === 0 ? this.#exercise : loadExerciseInTurn(folder, at);
  }

  async #each(
    seeds: readonly number[],
    answer: AnswerTo,
    problems: (result: ExerciseResult, lang: Language, chance: number) => readonly string[],
    checks = this.#checks,
  ): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [at, seed] of seeds.entries()) {
      const lang: Language = at % 2 === 0 ? "ko" : "en";
      const proxyMode = this.#modes[at % this.#modes.length] as ProxyModeName;
      const inTurn = this.#inTurn(at);
      const exercise = { ...inTurn, cluster: { ...inTurn.cluster, proxyMode } };
      let chance = 0;
      const onChance = (bound: number): void => {
        chance = bound;
      };
      const result = await judge(exercise, checks, answer(inTurn), { seed, lang, onChance });
      this.#onJudged();
      for (const { id, status } of result.checks) if (status === "failed") this.failed.add(id);
      const broken = result.status === "graded" ? [] : result.checks.filter(isUnexplained).slice(0, 1);
      found.push(
        ...[...broken.map(problemOf), ...problems(result, lang, chance)].map(
          (problem) => `${[`seed ${seed}`, proxyMode, ...valuesOf(inTurn)].join(", ")}: ${problem}`,
        ),
      );
    }
    return found;
  }
}

/** Each of them depends on all before it. */
function untilOneFails(checks: readonly Check[]): readonly Check[] {
  return checks.map((check, at) => ({ ...check, dependsOn: checks.slice(0, at).map(({ id }) => id) }));
}

function valuesOf({ variant }: Exercise): readonly string[] {
  return Object.entries(variant).map(([name, value]) => `${name} ${value}`);
}

/** Those that the exercise allows; its own first. */
function modesOf({ modes, cluster }: Exercise): readonly ProxyModeName[] {
  if (modes !== undefined) return modes;
  return cluster?.proxyMode === undefined
    ? (Object.keys(proxyModes) as ProxyModeName[])
    : [cluster.proxyMode];
}

function isUnexplained({ status }: CheckResult): boolean {
  return status === "not-run";
}

function helpless({ id, why, hint }: CheckResult, lang: Language): readonly string[] {
  if (why.includes(noReason[lang]))
    return [`${id} fails by a plain assertion of chai: give the check a why, or the assertion one (because)`];
  const isInLanguage = (text: string): boolean => text !== "" && (lang === "en" || HANGUL.test(text));
  return [
    ...(isInLanguage(why) ? [] : [`${id} fails without a reason (${lang}): ${why}`]),
    ...(isInLanguage(hint) ? [] : [`${id} fails without a hint (${lang}): ${hint}`]),
  ];
}

function problemOf({ id, status, why }: CheckResult): string {
  return `${id} ${status === "failed" ? "fails" : "is not run"}: ${why}`;
}

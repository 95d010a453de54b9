/** A part of a class: `--only` some learners or exercises, or `--resume` where an earlier grading stopped. The rest is taken from it. */
import type { Language } from "service-bootcamp";
import type { KeptResultsOf } from "../batch/grade-learner.ts";
import { type ExerciseResult, type LearnerResult, sum } from "../result.ts";
import type { Text } from "../text.ts";
import { EarlierResults } from "./report-folder.ts";
import { UsageError } from "./usage-error.ts";

export interface PartOptions {
  /** Ids of learners and of exercises. */
  readonly only?: readonly string[];
  readonly resume?: boolean;
  /** The folder with the results of the earlier grading. */
  readonly out: string;
  readonly seed?: number;
  /** A gradebook, from which every grading goes on by itself. */
  readonly gradebook?: string;
  readonly lang: Language;
}

interface WithId {
  readonly id: string;
}

export interface Part {
  /** Of the earlier grading, unless another one is asked for; undefined when there is neither. */
  readonly seed: number | undefined;
  /** What counts again where nothing has changed: nothing, unless the grading is resumed. */
  readonly before: KeptResultsOf;
  /** Who is graded. */
  readonly learners: readonly WithId[];
  readonly only: { readonly learners?: readonly string[]; readonly exercises?: readonly string[] };
  /** @returns the result, with what the earlier grading has of other exercises. */
  readonly whole: (result: LearnerResult) => LearnerResult;
  /** The results of the earlier grading of whoever is not graded now, one at a time. */
  readonly rest: () => Iterable<LearnerResult>;
}

/** @throws UsageError when `only` names nobody and nothing. */
export function partOf(
  { only, resume = false, out, seed, gradebook, lang }: PartOptions,
  learners: readonly WithId[],
  exercises: readonly WithId[],
): Part {
  if (resume && gradebook !== undefined) throw new UsageError(texts.needsNoResume[lang]);
  const isPart = (resume || only !== undefined) && gradebook === undefined;
  const earlier = isPart ? new EarlierResults(out) : undefined;
  const chosen = only === undefined ? {} : chosenBy(only, learners, exercises, lang);
  const isGraded = ({ id }: WithId) => chosen.learners?.includes(id) ?? true;
  return {
    seed: seed ?? earlier?.seed,
    before: ({ id }, grader) => (resume ? keptOf(earlier?.of(id), grader) : new Map()),
    only: chosen,
    learners: learners.filter(isGraded),
    whole: (result) => {
      const before = earlier?.take(result.learner);
      return before === undefined ? result : withExercisesOf(before, result, exercises);
    },
    *rest() {
      for (const learner of learners)
        if (!isGraded(learner)) {
          const result = earlier?.take(learner.id);
          if (result !== undefined) yield result;
        }
    },
  };
}

function keptOf(
  earlier: LearnerResult | undefined,
  { seed, lang }: LearnerResult["grader"],
): ReadonlyMap<string, ExerciseResult> {
  if (earlier?.grader.seed !== seed || earlier.grader.lang !== lang) return new Map();
  return new Map(earlier.exercises.map((result) => [result.id, result]));
}

function chosenBy(
  names: readonly string[],
  learners: readonly WithId[],
  exercises: readonly WithId[],
  lang: Language,
): Part["only"] {
  const among = (all: readonly WithId[]) => names.filter((name) => all.some(({ id }) => id === name));
  const chosen = { learners: among(learners), exercises: among(exercises) };
  const unknown = names.find((name) => !chosen.learners.includes(name) && !chosen.exercises.includes(name));
  if (unknown !== undefined) throw new UsageError(texts.unknown(unknown)[lang]);
  return {
    ...(chosen.learners.length > 0 && { learners: chosen.learners }),
    ...(chosen.exercises.length > 0 && { exercises: chosen.exercises }),
  };
}

/** Exercises that were not graded now are as they were. */
function withExercisesOf(
  before: LearnerResult,
  result: LearnerResult,
  all: readonly WithId[],
): LearnerResult {
  const exercises = all.flatMap(({ id }) => {
    const isOf = (each: ExerciseResult) => each.id === id;
    return result.exercises.find(isOf) ?? before.exercises.find(isOf) ?? [];
  });
  const retried =
    result.retried ??
    (exercises.some((each) => before.exercises.includes(each)) ? before.retried : undefined);
  return {
    ...result,
    ...(retried === undefined ? {} : { retried }),
    score: sum(exercises.map(({ score }) => score)),
    maxScore: sum(exercises.map(({ maxScore }) => maxScore)),
    exercises,
  };
}

const texts = {
  needsNoResume: {
    en: "--resume is for grading without --gradebook: with one, every grading goes on from what is kept. Leave --resume out",
    ko: "--resume은 --gradebook 없이 채점할 때 씁니다. 성적부가 있으면 늘 남아 있는 결과에서 이어 갑니다. --resume을 빼세요",
  },
  unknown: (name: string): Text => ({
    en: `--only ${name}: there is neither a learner nor an exercise of this name`,
    ko: `--only ${name}: 이런 이름의 학습자도 연습도 없습니다`,
  }),
};

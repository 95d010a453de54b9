/** Grades one answer to one exercise: replay, then the checks in their order on that one cluster. */
import type { Cluster, Language } from "service-bootcamp";
import { falseAlarmOf } from "../check/chance.ts";
import type { Check } from "../check/check.ts";
import { createContext } from "../check/context.ts";
import type { Exercise } from "../course/exercise.ts";
import { filled } from "../course/variants.ts";
import { expect } from "../expect/index.ts";
import type { Files } from "../files/limits.ts";
import { type ExerciseResult, reportThisFault, sum, unchecked } from "../result.ts";
import { answerOf } from "../submission/answer.ts";
import type { Text } from "../text.ts";
import { anotherVariant } from "./another-variant.ts";
import { fingerprintsOf } from "./fingerprints.ts";
import { type Replay, replay, startingCluster } from "./replay.ts";
import { runChecks } from "./verdicts.ts";

export interface JudgeOptions {
  readonly seed: number;
  readonly lang: Language;
  /** Gets a bound on the probability that chance alone fails this answer, if it is right. */
  readonly onChance?: (bound: number) => void;
}

/**
 * Never throws: what cannot be judged has the status `error`, and says why.
 * @param checks with placeholders for the values of the exercise.
 */
export async function judge(
  exercise: Exercise,
  checks: readonly Check[],
  files: Files,
  options: JudgeOptions,
): Promise<ExerciseResult> {
  const startedMs = performance.now();
  const result = await judgeUntimed(exercise, filled(checks, exercise.variant), files, options);
  return { ...result, durationMs: Math.round(performance.now() - startedMs) };
}

async function judgeUntimed(
  exercise: Exercise,
  checks: readonly Check[],
  files: Files,
  { seed, lang, onChance }: JudgeOptions,
): Promise<ExerciseResult> {
  let replayed: Replay;
  try {
    replayed = await replay(exercise, files, seed);
  } catch (error) {
    return unchecked({ id: exercise.id, checks }, "error", replayFailed(error), reportThisFault, lang);
  }
  const { cluster, transcript, ...before } = replayed;
  let beginning: Promise<Cluster> | undefined;
  const clusterAtStart = (): Promise<Cluster> => {
    beginning ??= startingCluster(exercise, seed);
    return beginning;
  };
  try {
    const { variant } = exercise;
    const context = createContext({ cluster, clusterAtStart, seed, expect, variant, ...before });
    const answer = answerOf(files).files;
    const foreign = anotherVariant(exercise, answer);
    const fingerprints = fingerprintsOf(exercise, answer);
    const { results, isBroken } = await runChecks(checks, context, { transcript, foreign }, lang);
    return {
      id: exercise.id,
      status: isBroken ? "error" : "graded",
      score: sum(results.map(({ score }) => score)),
      maxScore: sum(checks.map(({ points }) => points)),
      checks: results,
      transcript,
      notes: replayed.notes.map((note) => note[lang]),
      ...(Object.keys(variant).length === 0 ? {} : { variant }),
      ...(fingerprints.length === 0 ? {} : { fingerprints }),
      durationMs: 0,
    };
  } finally {
    const all = [cluster, await beginning].filter((each) => each !== undefined);
    onChance?.(sum(all.map(falseAlarmOf)));
    for (const each of all) await each.close();
  }
}

function replayFailed(error: unknown): Text {
  const message = error instanceof Error ? error.message : String(error);
  return {
    en: `The answer could not be replayed: ${message}`,
    ko: `답을 다시 실행하지 못했습니다: ${message}`,
  };
}

/** `bootcamp grade --replay`: a prompt on the cluster of one learner's answer, as it is after one of its steps. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Language } from "service-bootcamp";
import { openCourse } from "../course/course.ts";
import { type ReplayedStep, replayStep } from "../judge/replay-step.ts";
import { printable } from "../reporters/columns.ts";
import { type LearnerResult, resultProblems } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import { folded } from "../submission/known-as.ts";
import { readSubmission } from "../submission/submission.ts";
import type { Text } from "../text.ts";
import { exerciseNamed } from "./exercise-named.ts";
import { findLearners, type GradeOptions } from "./grade.ts";
import { promptOn } from "./shell.ts";
import { UsageError } from "./usage-error.ts";

export interface ReplayOptions
  extends Pick<GradeOptions, "paths" | "out" | "seed" | "roster" | "single" | "due" | "secret" | "lang"> {
  /** A learner, and one of the exercises. */
  readonly replay: readonly string[];
  /** Default: after the last one, when the answer has come to rest. */
  readonly step?: number;
}

/** @returns the exit code of the last command. @throws UsageError, ExerciseError, SubmissionRefused */
export async function replayAnswer(options: ReplayOptions): Promise<number> {
  const { replay: names, step, secret, lang } = options;
  const [who, name, ...rest] = names;
  if (who === undefined || name === undefined || rest.length > 0) throw new UsageError(texts.two[lang]);
  const learner = learnerNamed(options, who);
  const course = openCourse(undefined, { secret, learner: learner.id });
  const exercise = exerciseNamed(course, name, lang);
  const clock = options.due === undefined ? {} : { clockOffsetMs: options.due.offsetMs };
  const { exercises } = await readSubmission(learner.paths, idsOf(course), clock);
  const files = exercises.get(exercise.id);
  if (files === undefined) throw new UsageError(texts.nothing(learner.id, exercise.id)[lang]);
  const seed = options.seed ?? seedIn(resolve(options.out), learner.id, lang);
  const replayed = await replayStep(exercise, files, seed, step);
  if (replayed === undefined) throw new UsageError(texts.noStep(step ?? 0)[lang]);
  console.error(whereOneIs(learner.id, exercise.id, seed, replayed, step)[lang]);
  // What the answer has run has its files already, perhaps changed.
  const home = replayed.transcript.length > 0 ? {} : Object.fromEntries(files);
  return promptOn(replayed.cluster, home);
}

function learnerNamed(options: ReplayOptions, who: string): Learner {
  const { learners } = findLearners(options, idsOf(openCourse()));
  const found = learners.find(({ id }) => folded(id) === folded(who));
  if (found === undefined)
    throw new UsageError(texts.noLearner(who, learners.map(({ id }) => id).slice(0, 10))[options.lang]);
  return found;
}

function idsOf({ exercises, broken }: ReturnType<typeof openCourse>): readonly string[] {
  return [...exercises, ...broken].map(({ id }) => id);
}

/** Of the grading whose results are there. */
function seedIn(folder: string, learner: string, lang: Language): number {
  const file = join(folder, `${learner}.json`);
  const result = existsSync(file) ? parsed(readFileSync(file, "utf8")) : undefined;
  if (resultProblems(result).length > 0) throw new UsageError(texts.noSeed(file)[lang]);
  return (result as LearnerResult).grader.seed;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param step that was asked for. */
function whereOneIs(
  learner: string,
  exercise: string,
  seed: number,
  { steps, transcript }: ReplayedStep,
  step: number | undefined,
): Text {
  const [at, all] = [transcript.length, steps.length];
  const [command = ""] = printable(transcript.at(-1)?.command ?? "").match(/^.{0,80}/u) ?? [];
  const behind: Text =
    step === undefined
      ? { en: `after all ${all} steps, at rest`, ko: `${all}단계를 모두 실행한 뒤의 상태` }
      : at === 0
        ? { en: `before the first of ${all} steps`, ko: `${all}단계 가운데 첫 단계를 실행하기 전` }
        : {
            en: `after step ${at} of ${all}: ${command}`,
            ko: `${all}단계 가운데 ${at}단계까지 실행한 상태: ${command}`,
          };
  return {
    en: `${exercise} of ${learner}, seed ${seed}, ${behind.en}\nWhat you do here changes no result. exit leaves.`,
    ko: `${learner} 학습자의 ${exercise}, 시드 ${seed}, ${behind.ko}\n여기서 하는 일은 결과를 바꾸지 않습니다. exit로 나갑니다.`,
  };
}

const texts = {
  two: {
    en: "--replay takes a learner and an exercise, and stands behind the paths: bootcamp grade submissions --replay kim 01-expose",
    ko: "--replay에는 학습자와 연습을 적고, 경로 뒤에 씁니다. 예: bootcamp grade submissions --replay kim 01-expose",
  },
  noLearner: (who: string, some: readonly string[]): Text => ({
    en: `nobody in the class is ${printable(who) || '""'}: there are ${some.join(", ")}`,
    ko: `학급에 ${printable(who) || '""'}(이)라는 학습자가 없습니다. 있는 학습자: ${some.join(", ")}`,
  }),
  nothing: (learner: string, exercise: string): Text => ({
    en: `${learner} has handed in nothing for ${exercise}`,
    ko: `${learner} 학습자는 ${exercise} 연습에 아무것도 제출하지 않았습니다`,
  }),
  noSeed: (file: string): Text => ({
    en: `there is no result in ${file} to take the seed from: name the folder of the reports with --out, or the seed with --seed`,
    ko: `${file}에 시드를 알 수 있는 결과가 없습니다. --out에 보고서 폴더를 적거나 --seed에 시드를 적으세요`,
  }),
  noStep: (step: number): Text => ({
    en: `the answer has no step ${step}: feedback and JSON list its steps, and without --step it is replayed to its end`,
    ko: `답에 ${step}단계가 없습니다. 단계는 피드백과 JSON에 있으며, --step을 빼면 끝까지 실행합니다`,
  }),
};

/** The cluster of an exercise, for looking around in it: with the learner's answer run on it, or as it was before. */
import type { Cluster, ClusterOptions } from "service-bootcamp";
import { replay } from "../judge/replay.ts";
import type { Text } from "../text.ts";
import { chosenExercise } from "./exercise-named.ts";
import { type LearnerCommand, openLearner } from "./open-learner.ts";
import { CHECK_SEED } from "./seeds.ts";
import { UsageError } from "./usage-error.ts";

export interface ExerciseCluster {
  readonly cluster: Cluster;
  /** The learner's files. */
  readonly files: Readonly<Record<string, string>>;
  /** What to say of it. */
  readonly welcome: string;
}

export interface ExerciseClusterOptions extends LearnerCommand, ClusterOptions {
  readonly before: boolean;
}

/** @throws UsageError, ExerciseError */
export async function exerciseCluster(
  id: string,
  { before, seed = CHECK_SEED, ...options }: ExerciseClusterOptions,
): Promise<ExerciseCluster> {
  const { lang } = options;
  const odd = ownOption(options);
  if (odd !== undefined) throw new UsageError(texts.ownCluster(odd)[lang]);
  const { learner } = openLearner(options);
  const chosen = chosenExercise(learner, id, lang);
  if (chosen === undefined) throw new UsageError(texts.noExercises[lang]);
  const { exercise, note } = chosen;
  learner.begin(exercise);
  const files = learner.work.read(exercise);
  const { cluster } = await replay(exercise, before ? new Map() : files, seed);
  const about = `${exercise.id}  ${exercise.title[lang]}\n${texts[before ? "before" : "after"][lang]}`;
  return {
    cluster,
    files: Object.fromEntries(files),
    welcome: note === undefined ? about : `${note[lang]}\n${about}`,
  };
}

/** The option with which a person asks for another cluster than the exercise's. */
function ownOption({ nodes, proxyMode, loadBalancer }: ClusterOptions): string | undefined {
  if (nodes !== undefined) return "--nodes";
  if (proxyMode !== undefined) return "--proxy-mode";
  return loadBalancer === false ? "--no-load-balancer" : undefined;
}

const texts = {
  ownCluster: (option: string): Text => ({
    en: `an exercise has a cluster of its own: leave out ${option}`,
    ko: `연습에는 정해진 클러스터가 있습니다. ${option} 옵션을 빼세요`,
  }),
  noExercises: { en: "this course has no exercises", ko: "이 과정에는 연습이 없습니다" },
  before: {
    en: "This is the cluster before your answer. What you do here is for trying: only your files in work/ are checked.",
    ko: "답을 실행하기 전의 클러스터입니다. 여기서 하는 일은 연습일 뿐이고, work/의 파일만 확인합니다.",
  },
  after: {
    en: "Your answer has been run on this cluster. What you do here is for trying: only your files in work/ are checked.",
    ko: "답을 실행한 뒤의 클러스터입니다. 여기서 하는 일은 연습일 뿐이고, work/의 파일만 확인합니다.",
  },
};

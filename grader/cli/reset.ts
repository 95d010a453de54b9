/** `bootcamp reset`: the files of an exercise as they were at the start. Those that were there are kept. */
import type { Exercise } from "../course/exercise.ts";
import type { Text } from "../text.ts";
import { chosenExercise } from "./exercise-named.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { allSolvedLines } from "./status.ts";
import { typedPath } from "./terminal.ts";

export interface ResetOptions extends LearnerCommand {
  readonly id?: string | undefined;
}

/** @returns 0. @throws UsageError, ExerciseError */
export function reset({ id, ...options }: ResetOptions): number {
  const at = openLearner(options);
  const chosen = chosenExercise(at.learner, id, options.lang);
  if (chosen?.note !== undefined) console.log(chosen.note[options.lang]);
  console.log((chosen === undefined ? allSolvedLines(at) : resetLines(at, chosen.exercise)).join("\n"));
  return 0;
}

export function resetLines(
  { learner, terminal: { lang } }: AtTerminal,
  exercise: Exercise,
): readonly string[] {
  const backup = learner.work.reset(exercise);
  learner.record(exercise, () => ({}));
  const folder = typedPath(learner.work.folderOf(exercise));
  return [texts.reset(folder)[lang], ...(backup === undefined ? [] : [texts.kept(typedPath(backup))[lang]])];
}

const texts = {
  reset: (folder: string): Text => ({
    en: `The files in ${folder} are as they were at the start.`,
    ko: `${folder}의 파일을 처음 상태로 되돌렸습니다.`,
  }),
  kept: (backup: string): Text => ({
    en: `Your old ones are kept in ${backup}.`,
    ko: `이전 파일은 ${backup}에 보관했습니다.`,
  }),
};

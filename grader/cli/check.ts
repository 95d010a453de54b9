/** `bootcamp check`: judges the learner's own answer as grading does, and shows what is still missing. */
import { checkAnswer } from "../learner/check-answer.ts";
import { answerLines } from "./answer-lines.ts";
import { chosenExercise } from "./exercise-named.ts";
import { type LearnerCommand, openLearner } from "./open-learner.ts";
import { allSolvedLines } from "./status.ts";
import { taskLines } from "./task.ts";

export interface CheckOptions extends LearnerCommand {
  /** Default: the exercise in hand. */
  readonly id?: string | undefined;
  readonly seed: number;
}

/** The first check of an exercise shows its task. @returns 0 when solved, 1 when not yet. @throws UsageError, ExerciseError */
export async function check({ id, seed, ...options }: CheckOptions): Promise<number> {
  const { lang } = options;
  const at = openLearner(options);
  const chosen = chosenExercise(at.learner, id, lang);
  if (chosen === undefined) {
    console.log(allSolvedLines(at).join("\n"));
    return 0;
  }
  const { exercise, note } = chosen;
  if (note !== undefined) console.log(`${note[lang]}\n`);
  if (!at.learner.work.isBegun(exercise)) {
    console.log(taskLines(at, exercise).join("\n"));
    return 1;
  }
  const checked = await checkAnswer(at.learner, exercise, { seed, lang });
  console.log(answerLines(at, exercise, checked).join("\n"));
  return checked.isSolved ? 0 : 1;
}

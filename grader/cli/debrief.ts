/** `bootcamp debrief`: what an exercise wanted to teach, once it is solved. */
import type { Exercise } from "../course/exercise.ts";
import { misconceptions } from "../course/misconceptions.ts";
import type { Text } from "../text.ts";
import { solvedExercise } from "./exercise-named.ts";
import { hangingLines, markdownLines } from "./markdown.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { titleLine } from "./task.ts";

export interface DebriefOptions extends LearnerCommand {
  readonly id?: string | undefined;
}

/** @returns 0, and 1 before the exercise is solved. @throws UsageError, ExerciseError */
export function debrief({ id, ...options }: DebriefOptions): number {
  const { lang } = options;
  const at = openLearner(options);
  const { exercise, note } = solvedExercise(at.learner, id, lang);
  if (note !== undefined) console.log(`${note[lang]}\n`);
  if (!at.learner.isSolved(exercise)) {
    console.log(markdownLines(texts.notYet(exercise)[lang], at.terminal).join("\n"));
    return 1;
  }
  console.log([titleLine(exercise, at), "", ...debriefLines(at, exercise)].join("\n"));
  return 0;
}

/** What was learned, and what people often believe instead. */
export function debriefLines({ terminal }: AtTerminal, exercise: Exercise): readonly string[] {
  const { lang, style } = terminal;
  const beliefs = (exercise.misconceptions ?? []).flatMap((id) => misconceptions[id] ?? []);
  return [
    ...(exercise.debrief === undefined
      ? [texts.none[lang]]
      : [style.bold(texts.learned[lang]), ...markdownLines(exercise.debrief[lang], terminal)]),
    ...(beliefs.length === 0 ? [] : ["", style.bold(texts.beliefs[lang])]),
    ...beliefs.flatMap(({ belief, truth }) => [
      ...hangingLines("✗ ", belief[lang], terminal),
      ...hangingLines("✓ ", truth[lang], terminal),
    ]),
  ];
}

const texts = {
  learned: { en: "What you have learned", ko: "이번에 배운 것" },
  beliefs: { en: "What many believe, and what is so", ko: "흔한 오해와 사실" },
  none: { en: "This exercise has no debrief.", ko: "이 연습에는 정리 글이 없습니다." },
  notYet: ({ id }: Exercise): Text => ({
    en: `What ${id} teaches is told once it is solved: \`npx bootcamp check ${id}\``,
    ko: `${id} 연습이 가르치는 것은 다 푼 뒤에 보여 드립니다: \`npx bootcamp check ${id}\``,
  }),
};

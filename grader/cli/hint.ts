/** `bootcamp hint`: the hints that the learner has earned by failed checks, or one more on wish. */
import type { Exercise } from "../course/exercise.ts";
import { readHints } from "../learner/hints.ts";
import type { Text } from "../text.ts";
import { chosenExercise } from "./exercise-named.ts";
import { markdownLines } from "./markdown.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { allSolvedLines } from "./status.ts";
import { titleLine } from "./task.ts";

export interface HintOptions extends LearnerCommand {
  readonly id?: string | undefined;
  /** One more than was earned. */
  readonly next?: boolean;
}

/** @returns 0. @throws UsageError, ExerciseError */
export function hint({ id, next = false, ...options }: HintOptions): number {
  const at = openLearner(options);
  const chosen = chosenExercise(at.learner, id, options.lang);
  const lines = chosen === undefined ? allSolvedLines(at) : hintLines(at, chosen.exercise, next);
  if (chosen?.note !== undefined) console.log(`${chosen.note[options.lang]}\n`);
  console.log(lines.join("\n"));
  return 0;
}

export function hintLines(at: AtTerminal, exercise: Exercise, wishes: boolean): readonly string[] {
  const { lang, style } = at.terminal;
  const hints = readHints(at.learner, exercise, wishes);
  const all = exercise.hints.length;
  return [
    titleLine(exercise, at),
    "",
    ...hints.flatMap((text, index) => [
      style.bold(texts.tier(index + 1, all)[lang]),
      ...markdownLines(text[lang], at.terminal),
      "",
    ]),
    ...markdownLines(texts.more(hints.length, exercise)[lang], at.terminal),
  ];
}

const texts = {
  tier: (tier: number, all: number): Text => ({
    en: `Hint ${tier} of ${all}`,
    ko: `힌트 ${tier}/${all}`,
  }),
  more: (seen: number, { id, hints: { length: all } }: Exercise): Text => {
    if (seen === 0)
      return {
        en: `There are ${all} hints. The first comes after a check that fails: try something, and run \`npx bootcamp check\`. To read it now: \`npx bootcamp hint --next\``,
        ko: `힌트는 ${all}개입니다. 첫 힌트는 확인에 실패한 뒤에 나옵니다. 먼저 무엇이든 해 보고 \`npx bootcamp check\`를 실행하세요. 지금 보려면: \`npx bootcamp hint --next\``,
      };
    if (seen < all)
      return {
        en: `The next one comes after another check that fails, or on wish: \`npx bootcamp hint --next\``,
        ko: `다음 힌트는 다시 확인에 실패하면 나옵니다. 바로 보려면: \`npx bootcamp hint --next\``,
      };
    return {
      en: `That was the last hint. Still stuck? \`npx bootcamp shell --exercise ${id}\` lets you look around in the cluster, and \`npx bootcamp solution ${id} --give-up\` shows the solution.`,
      ko: `마지막 힌트였습니다. 그래도 막혔다면 \`npx bootcamp shell --exercise ${id}\`로 클러스터를 둘러보거나 \`npx bootcamp solution ${id} --give-up\`으로 풀이를 볼 수 있습니다.`,
    };
  },
};

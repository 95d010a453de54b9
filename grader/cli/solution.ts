/** `bootcamp solution`: the author's solution beside the learner's own, after success or when they give up. */
import type { Exercise } from "../course/exercise.ts";
import { giveUp, maySeeSolution, solutionDiff } from "../learner/solution.ts";
import type { Text } from "../text.ts";
import { chosenExercise, solvedExercise } from "./exercise-named.ts";
import { markdownLines } from "./markdown.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { titleLine } from "./task.ts";
import type { Style } from "./terminal.ts";

export interface SolutionOptions extends LearnerCommand {
  readonly id?: string | undefined;
  readonly giveUp?: boolean;
}

/** @returns 0, and 1 while it is not to be seen. @throws UsageError, ExerciseError */
export function solution({ id, giveUp: givesUp = false, ...options }: SolutionOptions): number {
  const { lang } = options;
  const at = openLearner(options);
  const inHand = givesUp ? chosenExercise(at.learner, id, lang) : undefined;
  // Nobody gives up what they have not begun, unless they name it.
  const isMeant = inHand !== undefined && (id !== undefined || at.learner.work.isBegun(inHand.exercise));
  const { exercise, note } = isMeant ? inHand : solvedExercise(at.learner, id, lang);
  if (note !== undefined) console.log(`${note[lang]}\n`);
  if (givesUp) giveUp(at.learner, exercise);
  if (!maySeeSolution(at.learner, exercise)) {
    console.log(markdownLines(texts.notYet(exercise)[lang], at.terminal).join("\n"));
    return 1;
  }
  console.log(solutionLines(at, exercise).join("\n"));
  return 0;
}

function solutionLines(at: AtTerminal, exercise: Exercise): readonly string[] {
  const { learner, terminal } = at;
  const { lang, style } = terminal;
  const diffs = solutionDiff(learner, exercise);
  const isSolved = learner.isSolved(exercise);
  return [
    titleLine(exercise, at),
    "",
    ...(isSolved ? [] : [...markdownLines(texts.gaveUp[lang], terminal), ""]),
    ...(diffs.length === 0 ? [texts.same[lang]] : [style.dim(texts.legend[lang])]),
    ...diffs.flatMap((text) =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => painted(line, style)),
    ),
    "",
    ...markdownLines(texts.otherWays[lang], terminal),
  ];
}

function painted(line: string, style: Style): string {
  if (/^(---|\+\+\+) /.test(line)) return style.bold(line);
  const paint = { "-": style.red, "+": style.green, "@": style.cyan }[line[0] ?? ""];
  return paint === undefined ? line : paint(line);
}

const texts = {
  notYet: ({ id }: Exercise): Text => ({
    en: `The solution of ${id} is shown once yours works: \`npx bootcamp check ${id}\`. If you would rather see it now: \`npx bootcamp solution ${id} --give-up\``,
    ko: `${id} 연습의 풀이는 답이 통과한 뒤에 보여 드립니다: \`npx bootcamp check ${id}\`. 지금 보고 싶다면: \`npx bootcamp solution ${id} --give-up\``,
  }),
  gaveUp: {
    en: "Reading a solution is a good way to learn, too. Type it in yourself, and check it: the points are still yours to get.",
    ko: "풀이를 읽는 것도 좋은 공부입니다. 직접 입력해 보고 확인하세요. 점수는 그대로 받을 수 있습니다.",
  },
  legend: {
    en: "From your files to the solution: - is yours, + is the author's.",
    ko: "내 파일을 풀이로 바꾸는 차이입니다. -는 내 줄, +는 풀이의 줄입니다.",
  },
  same: {
    en: "Your files are the same as the author's solution.",
    ko: "내 파일은 출제자의 풀이와 같습니다.",
  },
  otherWays: {
    en: "This is one way; every way that makes the cluster do what it should is as good.",
    ko: "이것은 한 가지 방법입니다. 클러스터가 할 일을 해내면 어떤 방법이든 좋습니다.",
  },
};

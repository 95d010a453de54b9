/** `bootcamp` alone: where the learner is, and what is next. On the first call, how it goes. */
import type { Exercise } from "../course/exercise.ts";
import { padded, widthOf } from "../reporters/columns.ts";
import { sum } from "../result.ts";
import { counted, type Text } from "../text.ts";
import { hangingLines, markdownLines } from "./markdown.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { type Terminal, typedPath } from "./terminal.ts";

/** @returns 0. */
export function status(options: LearnerCommand): number {
  const at = openLearner(options);
  const { exercises } = at.learner.course;
  const isNew = exercises.every((exercise) => at.learner.stateOf(exercise) === "open");
  console.log((isNew ? welcomeLines(at) : whereLines(at)).join("\n"));
  return 0;
}

function welcomeLines({ learner, terminal }: AtTerminal): readonly string[] {
  const { lang, style } = terminal;
  const first = learner.current();
  const width = Math.max(...commands.map(([command]) => command.length));
  return [
    style.bold(texts.welcome[lang]),
    ...markdownLines(texts.loop[lang], terminal),
    "",
    ...commands.map(([command, text]) => `  ${style.cyan(command.padEnd(width))}   ${text[lang]}`),
    "",
    ...(first === undefined ? [] : nextLines(first, terminal)),
  ];
}

function whereLines(at: AtTerminal): readonly string[] {
  const { learner, terminal } = at;
  const { lang, style } = terminal;
  const current = learner.current();
  if (current === undefined) return allSolvedLines(at);
  const isBegun = learner.stateOf(current) === "begun";
  const best = learner.progressOf(current)?.best ?? 0;
  return [
    summaryLine(at),
    "",
    ...(isBegun
      ? [
          style.bold(texts.inHand(current, best)[lang]),
          texts.files(typedPath(learner.work.folderOf(current)))[lang],
          ...markdownLines(texts.goOn[lang], terminal),
        ]
      : nextLines(current, terminal)),
  ];
}

/** What there is to say, and to do, when every exercise is solved. */
export function allSolvedLines(at: AtTerminal): readonly string[] {
  const { lang, style } = at.terminal;
  return [
    style.bold(style.green(texts.allSolved(totals(at))[lang])),
    ...markdownLines(texts.submit[lang], at.terminal),
  ];
}

/** @param how what to type to get there. */
export function nextLines(
  { id, title }: Exercise,
  terminal: Terminal,
  how = "npx bootcamp task",
): readonly string[] {
  const { lang, style } = terminal;
  const first = `${texts.next[lang]} `;
  return [
    ...hangingLines(first, `**${id}  ${title[lang]}**`, terminal),
    `${padded("", widthOf(first))}${style.cyan(how)}`,
  ];
}

/** How far the learner has come in all. */
export function summaryLine(at: AtTerminal): string {
  return texts.summary(totals(at))[at.terminal.lang];
}

interface Totals {
  readonly solved: number;
  readonly exercises: number;
  readonly best: number;
  readonly points: number;
}

function totals({ learner }: AtTerminal): Totals {
  const { exercises } = learner.course;
  return {
    solved: exercises.filter((exercise) => learner.isSolved(exercise)).length,
    exercises: exercises.length,
    best: sum(exercises.map((exercise) => learner.progressOf(exercise)?.best ?? 0)),
    points: sum(exercises.map(({ points }) => points)),
  };
}

const commands: readonly (readonly [command: string, text: Text])[] = [
  [
    "npx bootcamp task",
    {
      en: "read the exercise; your files are laid out in work/",
      ko: "문제를 읽습니다. 파일이 work/에 준비됩니다",
    },
  ],
  [
    "npx bootcamp watch",
    { en: "check your answer each time you save a file", ko: "파일을 저장할 때마다 답을 확인합니다" },
  ],
  ["npx bootcamp hint", { en: "a hint, when you are stuck", ko: "막혔을 때 힌트를 봅니다" }],
  ["npx bootcamp list", { en: "all exercises", ko: "모든 연습을 봅니다" }],
  ["npx bootcamp shell", { en: "a cluster to play with", ko: "마음껏 시험해 볼 클러스터를 엽니다" }],
];

const texts = {
  welcome: {
    en: "Learn Kubernetes Services by doing, on a simulated cluster.",
    ko: "시뮬레이션 클러스터에서 쿠버네티스 서비스를 직접 해 보며 배웁니다.",
  },
  loop: {
    en: "Each exercise is a small cluster that does not yet do what it should. You write kubectl commands or YAML, and a check tells you what is still missing.",
    ko: "연습마다 아직 제대로 동작하지 않는 작은 클러스터가 있습니다. kubectl 명령이나 YAML을 적으면, 무엇이 아직 모자라는지 알려 드립니다.",
  },
  next: { en: "Next:", ko: "다음:" },
  summary: ({ solved, exercises, best, points }: Totals): Text => ({
    en: `${solved} of ${counted(exercises, "exercise")} solved, ${best} of ${counted(points, "point")}.`,
    ko: `연습 ${exercises}개 가운데 ${solved}개를 풀었습니다. ${points}점 만점에 ${best}점입니다.`,
  }),
  inHand: ({ id, title, points }: Exercise, best: number): Text => ({
    en: `You are at ${id}  ${title.en}  (best so far ${best}/${points})`,
    ko: `지금 연습: ${id}  ${title.ko}  (최고 ${best}/${points}점)`,
  }),
  files: (folder: string): Text => ({ en: `Your files: ${folder}`, ko: `파일: ${folder}` }),
  goOn: {
    en: "Next: `npx bootcamp watch`, or `task` to read it again, `check`, `hint`, `list`.",
    ko: "다음: `npx bootcamp watch`. 문제를 다시 읽으려면 `task`, 그 밖에 `check`, `hint`, `list`가 있습니다.",
  },
  allSolved: ({ exercises, best, points }: Totals): Text => ({
    en: `★ All ${exercises === 1 ? "1 exercise is" : `${exercises} exercises are`} solved: ${best} of ${counted(points, "point")}.`,
    ko: `★ 연습 ${exercises}개를 모두 풀었습니다. ${points}점 만점에 ${best}점입니다.`,
  }),
  submit: {
    en: "Hand them in: `npx bootcamp submit --learner NAME` packs your answers into one zip.",
    ko: "제출하려면 `npx bootcamp submit --learner 이름`으로 답을 zip 하나로 묶으세요.",
  },
};

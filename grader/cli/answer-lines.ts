/** What a check shows: what the commands printed, which files had no part, and what each check of the exercise says. */
import type { Exercise } from "../course/exercise.ts";
import { type CheckedAnswer, pointsHeldBack } from "../learner/check-answer.ts";
import { hintReady } from "../learner/hints.ts";
import type { Withheld } from "../learner/told.ts";
import { printable } from "../reporters/columns.ts";
import type { CheckResult, ExerciseResult, TranscriptEntry } from "../result.ts";
import type { Text } from "../text.ts";
import { debriefLines } from "./debrief.ts";
import { hangingLines, inline, markdownLines } from "./markdown.ts";
import type { AtTerminal } from "./open-learner.ts";
import { allSolvedLines, nextLines } from "./status.ts";
import { titleLine } from "./task.ts";
import { type Style, type Terminal, typedPath } from "./terminal.ts";

/** Of one command, lines that are shown of what was printed; the middle of more is left out. */
const outputLinesMax = 30;
const outputLinesAtEnd = 10;

/**
 * @param checked of the learner's answer, which is kept in their progress by now.
 * @param next what the learner can do now: by commands, or by the keys of `watch`.
 */
export function answerLines(
  at: AtTerminal,
  exercise: Exercise,
  checked: CheckedAnswer,
  next: NextSteps = byCommand,
): readonly string[] {
  const { lang, style } = at.terminal;
  const { result, isSolved, told } = checked;
  const { notes = [] } = result;
  const printed = transcriptLines(result.transcript, style, lang);
  return [
    titleLine(exercise, at),
    "",
    ...printed,
    ...(printed.length > 0 ? [""] : []),
    ...notes.flatMap((note) => hangingLines("", note, at.terminal)).map(style.yellow),
    ...(notes.length > 0 ? [""] : []),
    ...verdictLines(told.checks, at.terminal),
    "",
    ...(told.withheld === undefined
      ? []
      : [...markdownLines(withheldTexts[told.withheld](exercise.id)[lang], at.terminal), ""]),
    ...(isSolved ? solvedLines(at, exercise, result, next) : unsolvedLines(at, exercise, result, next)),
  ];
}

function transcriptLines(
  transcript: readonly TranscriptEntry[],
  style: Style,
  lang: Terminal["lang"],
): readonly string[] {
  return transcript.flatMap(({ command, output, exitCode }) => {
    const [first = "", ...more] = command.split("\n").filter((line) => !/^\s*(#|$)/.test(line));
    const lines = output.replace(/\n$/, "").split("\n");
    return [
      style.cyan(`$ ${safe(first)}`),
      ...more.map((line) => style.cyan(`  ${safe(line)}`)),
      ...clipped(output === "" ? [] : lines, lang).map(safe),
      ...(exitCode === 0 ? [] : [style.dim(texts.exitCode(exitCode)[lang])]),
    ];
  });
}

/** Without characters that act in a terminal; the columns of a table stay. */
function safe(line: string): string {
  return line
    .replaceAll(/\r$/g, "")
    .replaceAll("\t", "    ")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

function clipped(lines: readonly string[], lang: Terminal["lang"]): readonly string[] {
  if (lines.length <= outputLinesMax) return lines;
  const [head, tail] = [lines.slice(0, outputLinesMax - outputLinesAtEnd), lines.slice(-outputLinesAtEnd)];
  return [...head, texts.leftOut(lines.length - outputLinesMax)[lang], ...tail];
}

function verdictLines(checks: readonly CheckResult[], terminal: Terminal): readonly string[] {
  const said = new Set<string>();
  const unsaid = (first: string, text: string): readonly string[] => {
    const isNew = text !== "" && !said.has(text);
    said.add(text);
    return isNew ? hangingLines(first, printable(text), terminal) : [];
  };
  return checks.flatMap((check) => [
    verdictLine(check, terminal.style),
    ...unsaid("    ", check.why),
    ...unsaid("    → ", check.hint),
  ]);
}

function verdictLine({ status, title, score, points }: CheckResult, style: Style): string {
  const paint = { passed: style.green, failed: style.red, "not-run": style.dim }[status];
  const mark = { passed: "✓", failed: "✗", "not-run": "-" }[status];
  return `${paint(mark)} ${inline(title, style)}  ${style.dim(`(${score}/${points})`)}`;
}

function solvedLines(
  at: AtTerminal,
  exercise: Exercise,
  result: ExerciseResult,
  steps: NextSteps,
): readonly string[] {
  const { lang, style } = at.terminal;
  const later = pointsHeldBack(result);
  const next = at.learner.nextAfter(exercise);
  return [
    style.bold(style.green(texts.solved(result)[lang])),
    ...(later === undefined ? [] : [later[lang]]),
    "",
    ...debriefLines(at, exercise),
    "",
    ...(next === undefined ? allSolvedLines(at) : nextLines(next, at.terminal, steps.goOn[lang])),
  ];
}

function unsolvedLines(
  { learner, terminal }: AtTerminal,
  exercise: Exercise,
  { status, score, maxScore }: ExerciseResult,
  steps: NextSteps,
): readonly string[] {
  const { lang, style } = terminal;
  const points = style.bold(`${score}/${maxScore}`);
  // Not the learner's doing: the checks above say so.
  if (status === "error") return [points];
  const tier = hintReady(learner, exercise);
  const folder = typedPath(learner.work.folderOf(exercise));
  return [
    points,
    ...markdownLines(steps.again(folder)[lang], terminal),
    ...(tier === undefined
      ? []
      : markdownLines(texts.hintReady(tier, exercise.hints.length, steps.hint)[lang], terminal)),
  ];
}

/** What a person types for the next step. */
export interface NextSteps {
  readonly goOn: Text;
  readonly hint: string;
  readonly again: (folder: string) => Text;
}

const byCommand: NextSteps = {
  goOn: { en: "npx bootcamp task", ko: "npx bootcamp task" },
  hint: "npx bootcamp hint",
  again: (folder) => ({
    en: `Change your files in ${folder}, save, and check again: \`npx bootcamp check\``,
    ko: `${folder}의 파일을 고쳐 저장한 뒤 다시 확인하세요: \`npx bootcamp check\``,
  }),
};

const withheldTexts: Readonly<Record<Withheld, (id: string) => Text>> = {
  "until-tried": (id) => ({
    en: `Your files are as they were at the beginning. Look around (\`npx bootcamp shell --exercise ${id}\`) and try something.`,
    ko: `파일이 아직 처음 그대로입니다. 클러스터를 살펴보고(\`npx bootcamp shell --exercise ${id}\`) 무엇이든 해 보세요.`,
  }),
  "until-hint": (id) => ({
    en: `To find the fault is the exercise. Look around (\`npx bootcamp shell --exercise ${id}\`). Once you have read a hint, a check tells more, too.`,
    ko: `어디가 잘못되었는지 찾는 것이 이 연습입니다. 클러스터를 살펴보세요(\`npx bootcamp shell --exercise ${id}\`). 힌트를 하나 읽은 뒤에는 확인할 때도 더 자세히 알려 드립니다.`,
  }),
};

const texts = {
  exitCode: (code: number): Text => ({ en: `[exit code ${code}]`, ko: `[종료 코드 ${code}]` }),
  leftOut: (lines: number): Text => ({
    en: `... ${lines} more lines (outputLinesMax ${outputLinesMax}) ...`,
    ko: `... ${lines}줄 생략(outputLinesMax ${outputLinesMax}) ...`,
  }),
  solved: ({ score, maxScore }: ExerciseResult): Text => ({
    en: `★ ${score}/${maxScore}  Solved. The cluster does what it should.`,
    ko: `★ ${score}/${maxScore}  풀었습니다! 클러스터가 할 일을 해냅니다.`,
  }),
  hintReady: (tier: number, all: number, how: string): Text => ({
    en: `Stuck? Hint ${tier} of ${all} is ready: \`${how}\``,
    ko: `막혔다면 힌트를 볼 수 있습니다(${tier}/${all}): \`${how}\``,
  }),
};

/** `bootcamp list`: the exercises by chapter, and how far the learner has come in each. */
import type { Language } from "service-bootcamp";
import { chapterOf, chapterTitle } from "../course/chapters.ts";
import type { Exercise } from "../course/exercise.ts";
import type { State } from "../learner/learner.ts";
import { table, widthOf } from "../reporters/columns.ts";
import type { Text } from "../text.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { allSolvedLines, nextLines, summaryLine } from "./status.ts";

export interface ListOptions extends LearnerCommand {
  readonly json?: boolean;
}

/** @returns 0. */
export function list({ json = false, ...options }: ListOptions): number {
  const at = openLearner(options);
  console.log(json ? jsonOf(at) : tableLines(at).join("\n"));
  return 0;
}

function jsonOf({ learner, terminal: { lang } }: AtTerminal): string {
  const rows = learner.course.exercises.map((exercise) => ({
    id: exercise.id,
    chapter: chapterOf(exercise),
    title: exercise.title[lang],
    state: learner.stateOf(exercise),
    best: learner.progressOf(exercise)?.best ?? 0,
    points: exercise.points,
    minutes: exercise.minutes,
  }));
  return JSON.stringify(rows, null, 2);
}

function tableLines(at: AtTerminal): readonly string[] {
  const { learner, terminal } = at;
  const { lang, style } = terminal;
  const { exercises } = learner.course;
  const rows = [headers[lang], ...exercises.map((exercise) => row(exercise, at))];
  const [header = "", ...lines] = table(withTitlesFor(terminal.width, rows));
  const current = learner.current();
  const grouped = exercises.flatMap((exercise, index) => {
    const chapter = chapterOf(exercise);
    const isFirst = index === 0 || chapterOf(exercises[index - 1] ?? exercise) !== chapter;
    const line = lines[index] ?? "";
    return [
      ...(isFirst ? ["", style.bold(chapterLine(chapter, at))] : []),
      coloured(line, learner.stateOf(exercise), at),
    ];
  });
  return [
    style.dim(header),
    ...grouped,
    "",
    ...(current === undefined ? allSolvedLines(at) : [summaryLine(at), ...nextLines(current, terminal)]),
  ];
}

/** Shortens titles so that no row is wider than the terminal: a row is one line. */
function withTitlesFor(width: number, rows: readonly Row[]): readonly Row[] {
  const columnWidth = (at: number): number => Math.max(...rows.map((each) => widthOf(each[at] ?? "")));
  const others = [0, 2, 3, 4].map(columnWidth).reduce((sum, each) => sum + each + GAP, 0);
  return rows.map(([id, title, ...more]) => [
    id,
    clippedTo(Math.max(TITLE_MIN, width - others), title),
    ...more,
  ]);
}

function clippedTo(width: number, title: string): string {
  if (widthOf(title) <= width) return title;
  let shown = "";
  for (const letter of title)
    if (widthOf(`${shown}${letter}…`) <= width) shown += letter;
    else break;
  return `${shown.trimEnd()}…`;
}

/** Between two columns (reporters/columns.ts). */
const GAP = 2;
const TITLE_MIN = 12;

type Row = readonly [id: string, title: string, points: string, minutes: string, state: string];

function row(exercise: Exercise, { learner, terminal: { lang } }: AtTerminal): Row {
  const state = learner.stateOf(exercise);
  const best = learner.progressOf(exercise)?.best ?? 0;
  return [
    `  ${MARKS[state]} ${exercise.id}`,
    exercise.title[lang],
    `${best}/${exercise.points}`,
    String(exercise.minutes),
    states[state][lang],
  ];
}

function chapterLine(chapter: string, { terminal: { lang } }: AtTerminal): string {
  return `${chapter}  ${chapterTitle(chapter)?.[lang] ?? ""}`.trimEnd();
}

function coloured(line: string, state: State, { terminal: { style } }: AtTerminal): string {
  return state === "solved" ? style.green(line) : state === "begun" ? style.yellow(line) : line;
}

const MARKS: Readonly<Record<State, string>> = { solved: "✓", begun: "…", open: " " };

const states: Readonly<Record<State, Text>> = {
  solved: { en: "solved", ko: "풀었음" },
  begun: { en: "begun", ko: "푸는 중" },
  open: { en: "open", ko: "시작 전" },
};

const headers: Readonly<Record<Language, Row>> = {
  en: ["    EXERCISE", "TITLE", "POINTS", "MIN", "STATE"],
  ko: ["    연습", "제목", "점수", "분", "상태"],
};

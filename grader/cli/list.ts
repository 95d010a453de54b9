/** `bootcamp list`: the exercises by chapter, and how far the learner has come in each. */
import { chapterOf, chapterTitle } from "../course/chapters.ts";
import type { Exercise } from "../course/exercise.ts";
import type { State } from "../learner/learner.ts";
import { padded, table } from "../reporters/columns.ts";
import type { Text } from "../text.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { allSolvedLines, nextLine, summaryLine } from "./status.ts";

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
  const rows = exercises.map((exercise) => row(exercise, at));
  const [header = "", ...lines] = table([headers[lang], ...rows]);
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
    ...(current === undefined ? allSolvedLines(at) : [summaryLine(at), nextLine(current, terminal)]),
  ];
}

function row(exercise: Exercise, { learner, terminal: { lang } }: AtTerminal): readonly string[] {
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
  return padded(`${chapter}  ${chapterTitle(chapter)?.[lang] ?? ""}`, 0).trimEnd();
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

const headers = {
  en: ["    EXERCISE", "TITLE", "POINTS", "MINUTES", "STATE"],
  ko: ["    연습", "제목", "점수", "분", "상태"],
} as const;

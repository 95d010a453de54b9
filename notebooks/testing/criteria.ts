/** What makes a notebook teach, as far as a script can count it: short texts, early pictures, frequent questions. */
import type { Lesson } from "service-bootcamp";
import type { Notebook, NotebookCell } from "./course.ts";
import { gradeOf, median, sentencesIn, total, wordsIn } from "./prose.ts";

/** The figures of a notebook; each has its bounds in teaching.slow.test.ts. */
export function figuresOf(notebook: Notebook, lesson: Lesson): Figures {
  const { cells, language } = notebook;
  const texts = cells.filter(({ type }) => type === "markdown");
  const codes = cells.filter(({ type }) => type === "code");
  const lines = codes.map(({ source }) => source.split("\n"));
  const pictures = codes.filter(showsPicture).length;
  const sentences = [...texts.flatMap(({ source }) => sentencesIn(source)), ...hiddenSentences(lesson)];
  const lengths = sentences.map(wordsIn);
  const edited = codes.filter(isTagged("edit"));
  return {
    steps: cells.filter((cell) => !isPartOfExercise(cell)).length,
    minutes: Number(/(\d+)(?: minutes|분)/.exec(texts[0]?.source ?? "")?.[1]),
    cellsToFirstPicture: codes.findIndex(showsPicture) + 1 - codes.filter(isTagged("setup")).length,
    longestText: Math.max(...texts.map(({ source }) => wordsIn(source))),
    medianText: median(texts.map(({ source }) => wordsIn(withoutChoices(source)))),
    words: total(texts.map(({ source }) => wordsIn(source))),
    wordsPerPicture: total(texts.map(({ source }) => wordsIn(source))) / pictures,
    cellsWithoutQuestion: Math.max(...runsWithoutQuestion(cells)),
    predictions: cells.filter(isTagged("predict")).length,
    traps: codes.filter(isTagged("trap")).length,
    exercises: codes.filter(({ source }) => /\bexercise\("/.test(source)).length,
    playgrounds: codes.filter(isTagged("playground")).length,
    edited: edited.length,
    shareEdited: edited.length / codes.length,
    longestCode: Math.max(...lines.map(({ length }) => length)),
    widestCode: Math.max(...lines.flat().map(({ length }) => length)),
    longestSentence: Math.max(...lengths),
    meanSentence: total(lengths) / lengths.length,
    grade: language === "en" ? gradeOf(sentences) : 0,
  };
}

export type Figures = Readonly<
  Record<
    | "steps"
    | "minutes"
    | "cellsToFirstPicture"
    | "longestText"
    | "medianText"
    | "words"
    | "wordsPerPicture"
    | "cellsWithoutQuestion"
    | "predictions"
    | "traps"
    | "exercises"
    | "playgrounds"
    | "edited"
    | "shareEdited"
    | "longestCode"
    | "widestCode"
    | "longestSentence"
    | "meanSentence"
    | "grade",
    number
  >
>;

/** The choices of questions with their reasons, which a learner reads when they answer. */
export function hiddenTexts({ questions }: Lesson): string[] {
  return Object.values(questions).flatMap(({ choices }) =>
    Object.values(choices).flatMap(({ text, why }) => [text, why]),
  );
}

function hiddenSentences(lesson: Lesson): string[] {
  return hiddenTexts(lesson).flatMap(sentencesIn);
}

function isTagged(tag: string): (cell: NotebookCell) => boolean {
  return ({ tags }) => tags.includes(tag);
}

function showsPicture({ source }: NotebookCell): boolean {
  return /\bshow\.\w+\(/.test(source);
}

/** An exercise is one step of a notebook: the cell that opens it counts, those to answer and to check do not. */
function isPartOfExercise({ tags, source }: NotebookCell): boolean {
  return (tags.includes("exercise") && tags.includes("edit")) || /\bex\.check\(\)/.test(source);
}

/** The list of choices is counted with the text, but a text that asks is as long as what comes before it. */
function withoutChoices(markdown: string): string {
  return markdown.replace(/\n\n- \*\*a\*\* [\s\S]*$/, "");
}

/** How many cells stand between one question and the next. */
function runsWithoutQuestion(cells: readonly NotebookCell[]): number[] {
  const runs = [0];
  for (const cell of cells) {
    if (asksSomething(cell)) runs.push(0);
    else runs.push((runs.pop() ?? 0) + 1);
  }
  return runs;
}

function asksSomething({ type, tags, source }: NotebookCell): boolean {
  return (
    ["predict", "edit", "check", "exercise"].some((tag) => tags.includes(tag)) ||
    (type === "markdown" && /\?/.test(source))
  );
}

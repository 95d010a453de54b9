/** The reports that were asked for with `--formats`: files below `--out`, and what the terminal shows. */
import { resolve } from "node:path";
import type { Language } from "service-bootcamp";
import type { Course } from "../course/course.ts";
import { courseQuestions } from "../course/questions.ts";
import { writeFiles } from "../files/write-files.ts";
import type { Gradebook } from "../gradebook/gradebook.ts";
import { areHintsAllowed, withoutHints } from "../marking/hints.ts";
import type { Move } from "../marking/moves.ts";
import { anonymousFrame, anonymousResult } from "../reporters/anonymous.ts";
import { type FormatName, formatNames } from "../reporters/formats.ts";
import { reporters } from "../reporters/index.ts";
import { movesFiles, movesLines } from "../reporters/moves-report.ts";
import type { Report, ReportFrame } from "../reporters/reporter.ts";
import { type LearnerResult, outlineOf, type ResultOutline } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import type { Text } from "../text.ts";
import type { GradingMarks } from "./grading-marks.ts";
import { drawNumber } from "./seeds.ts";
import { UsageError } from "./usage-error.ts";
import { WriteFault } from "./write-fault.ts";

export interface ReportOptions {
  readonly anonymous?: boolean;
  readonly lang: Language;
}

/** @throws UsageError naming those that there are. */
export function formatsNamed(names: readonly string[], lang: Language): readonly FormatName[] {
  return names.map((name) => {
    const found = formatNames.find((format) => format === name);
    if (found === undefined) throw new UsageError(texts.noFormat(name, formatNames.join(", "))[lang]);
    return found;
  });
}

/** What is decided of reports before anybody is graded. */
export interface Presentation {
  readonly frame: ReportFrame;
  /** Learners as reports call them, in the order of reports. */
  readonly order: readonly string[];
  /** @returns a result as reports show it. */
  readonly shown: (result: LearnerResult) => LearnerResult;
}

/** With the hints that the policy allows, and words for learners where they shall be anonymous. */
export async function presentationOf(
  { rules: { policy }, book }: Pick<GradingMarks, "rules" | "book">,
  learners: readonly Learner[],
  { exercises }: Course,
  { anonymous, lang }: ReportOptions,
): Promise<Presentation> {
  const areReleased = (await book?.setting("hintsReleased")) !== undefined;
  const hinted = areHintsAllowed(policy, areReleased) ? (result: LearnerResult) => result : withoutHints;
  const frame: ReportFrame = {
    ...{ exercises, questions: courseQuestions(), lang, env: process.env },
    people: new Map(learners.flatMap(({ id, person }) => (person === undefined ? [] : [[id, person]]))),
    paths: new Map(learners.map(({ id, paths }) => [id, paths])),
  };
  if (anonymous !== true || book === undefined)
    return { frame, order: learners.map(({ id }) => id), shown: hinted };
  const words = await wordsFor(book, learners);
  return {
    frame: anonymousFrame(frame),
    order: [...words.values()].sort(), // which tells nobody either
    shown: (result) => anonymousResult(hinted(result), words.get(result.learner) ?? "?"),
  };
}

/** Writes what there is of a learner as soon as it is known, and what is about the class at the end. */
export class ReportWriter {
  readonly #chosen: readonly FormatName[];
  readonly #presentation: Presentation;
  readonly #out: string;
  readonly #lang: Language;
  readonly #outlines = new Map<string, ResultOutline>();
  #written = 0;

  constructor(chosen: readonly FormatName[], presentation: Presentation, out: string, lang: Language) {
    this.#chosen = chosen;
    this.#presentation = presentation;
    this.#out = out;
    this.#lang = lang;
  }

  /** @throws UsageError where `out` may not be written, WriteFault where it is full. */
  add(result: LearnerResult): void {
    const { frame, shown } = this.#presentation;
    const whole = shown(result);
    for (const name of this.#chosen) {
      const file = reporters[name].learnerFile?.(whole, frame);
      if (file !== undefined) this.#write(file);
    }
    this.#outlines.set(whole.learner, outlineOf(whole));
  }

  /** @throws as add */
  close(): void {
    const { frame, order } = this.#presentation;
    const results = order.flatMap((learner) => this.#outlines.get(learner) ?? []);
    const graded = new Set(results.flatMap((result) => result.exercises.map(({ id }) => id)));
    const exercises = frame.exercises.filter(({ id }) => graded.has(id));
    const report: Report = { ...frame, results, exercises };
    for (const name of this.#chosen)
      for (const file of reporters[name].files?.(report) ?? []) this.#write(file);
    for (const name of this.#chosen) process.stdout.write(reporters[name].print?.(report) ?? "");
    if (this.#written > 0) console.error(texts.written(resolve(this.#out))[this.#lang]);
    for (const name of this.#chosen)
      for (const text of reporters[name].lacks?.(report) ?? []) console.error(`${name}: ${text[this.#lang]}`);
  }

  #write(file: readonly [name: string, content: string]): void {
    writeBelow(this.#out, new Map([file]), this.#lang);
    this.#written++;
  }
}

/** @param moves "nothing-before": there is nothing to compare with. */
export async function writeMoves(
  moves: readonly Move[] | "nothing-before",
  book: Gradebook | undefined,
  out: string,
  { anonymous, lang }: ReportOptions,
): Promise<void> {
  if (moves === "nothing-before") {
    console.log(texts.nothingBefore[lang]);
    return;
  }
  const shown = anonymous === true && book !== undefined ? await withWords(moves, book) : moves;
  console.log(movesLines(shown, lang).join("\n"));
  writeBelow(out, movesFiles(shown, lang), lang);
  console.error(texts.written(resolve(out))[lang]);
}

async function withWords(moves: readonly Move[], book: Gradebook): Promise<readonly Move[]> {
  const words = await wordsFor(book, await book.learners());
  const named = moves.map((move) => ({ ...move, learner: words.get(move.learner) ?? "?" }));
  return named.sort((a, b) => (a.learner < b.learner ? -1 : a.learner > b.learner ? 1 : 0));
}

function wordsFor(book: Gradebook, learners: readonly Learner[]): Promise<ReadonlyMap<string, string>> {
  return book.wordsOf(
    learners.map(({ id }) => id),
    drawNumber,
  );
}

function writeBelow(out: string, files: ReadonlyMap<string, string>, lang: Language): void {
  try {
    if (files.size > 0) writeFiles(resolve(out), files);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    if (code === "ENOSPC" || code === "EDQUOT") throw new WriteFault(texts.noRoom(resolve(out))[lang]);
    throw new UsageError(texts.unwritable(out)[lang]);
  }
}

const texts = {
  noFormat: (name: string, known: string): Text => ({
    en: `there is no format ${name || '""'}: the formats are ${known}`,
    ko: `${name || '""'} 형식은 없습니다. 쓸 수 있는 형식: ${known}`,
  }),
  unwritable: (folder: string): Text => ({
    en: `reports cannot be written to ${folder || '""'}: name a folder that you may write`,
    ko: `${folder || '""'}에 보고서를 쓸 수 없습니다. 쓸 수 있는 폴더를 적으세요`,
  }),
  noRoom: (folder: string): Text => ({
    en: `the reports do not fit on the disk of ${folder}: make room there, and run the command again. With --gradebook, or with json among the formats and --resume, nobody is graded twice`,
    ko: `${folder}에 보고서를 모두 쓸 공간이 없습니다. 공간을 비우고 다시 실행하세요. --gradebook을 쓰거나 json 형식에 --resume을 붙이면 이미 채점한 것은 다시 채점하지 않습니다`,
  }),
  written: (folder: string): Text => ({
    en: `Reports are in ${folder}`,
    ko: `보고서는 ${folder}에 있습니다`,
  }),
  nothingBefore: {
    en: "There is nothing to compare with: this gradebook had no results before. Run it again after the next change.",
    ko: "비교할 것이 없습니다. 이 성적부에는 이전 결과가 없었습니다. 무언가 바뀐 뒤에 다시 실행하세요.",
  },
};

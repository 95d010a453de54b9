/** `bootcamp grade`: grades the submissions of a class, and writes the reports. */
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { Language } from "service-bootcamp";
import { gradeClass } from "../batch/grade-class.ts";
import { ProcessFault } from "../batch/process-fault.ts";
import { openCourse } from "../course/course.ts";
import type { ExerciseError } from "../course/exercise.ts";
import { writeFiles } from "../files/write-files.ts";
import { printable } from "../reporters/columns.ts";
import { type FormatName, formatNames } from "../reporters/formats.ts";
import { reporters } from "../reporters/index.ts";
import type { Report, Reporter } from "../reporters/reporter.ts";
import { type ClassList, NoSubmission, readClass } from "../submission/class.ts";
import type { DueDate } from "../submission/lateness.ts";
import { RosterFault, readRoster } from "../submission/roster.ts";
import type { Text } from "../text.ts";
import { progressLine } from "./grading-progress.ts";
import { drawSeed } from "./seeds.ts";
import { UsageError } from "./usage-error.ts";

export interface GradeOptions {
  readonly paths: readonly string[];
  /** The folder for reports. */
  readonly out: string;
  /** Names of reporters. */
  readonly formats: readonly string[];
  /** Learners at once; default as many as the machine has processors. */
  readonly jobs?: number;
  /** Default: drawn, and told in the results. */
  readonly seed?: number;
  /** A CSV of who is in the class. */
  readonly roster?: string;
  /** Whether each path is one learner, whatever is in it. */
  readonly single?: boolean;
  readonly due?: DueDate;
  /** What the values of learners are drawn from; default as for openCourse. */
  readonly secret?: string;
  readonly lang: Language;
}

/** @returns 0 when everything could be graded, whatever the scores; 1 when something could not. @throws UsageError */
export async function grade(options: GradeOptions): Promise<number> {
  const { out, formats, jobs, seed, due, secret, lang } = options;
  const chosen = formats.map((name) => formatNamed(name, lang));
  const course = openCourse(undefined, { secret });
  const faults: ExerciseError[] = [];
  const { learners, notes, hasStrangers } = findLearners(
    options,
    [...course.exercises, ...course.broken].map(({ id }) => id),
  );
  for (const note of notes) console.error(printable(note[lang]));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => process.exit(130)); // ends the learners' processes too
  const startedMs = performance.now();
  let done = 0;
  const results = await gradeClass(course, learners, {
    jobs: jobs ?? availableParallelism(),
    seed: seed ?? drawSeed(),
    lang,
    due,
    onBroken: (error) => faults.push(error),
    onGraded: () => showProgress(++done, learners.length, performance.now() - startedMs, lang),
  }).catch((error: unknown) => {
    if (!(error instanceof ProcessFault)) throw error;
    console.error(`error: ${error.text[lang]}`);
  });
  if (results === undefined) return 1;
  const report: Report = {
    ...{ results, lang, exercises: course.exercises, env: process.env },
    people: new Map(learners.flatMap(({ id, person }) => (person === undefined ? [] : [[id, person]]))),
    paths: new Map(learners.map(({ id, paths }) => [id, paths])),
  };
  let files = 0;
  try {
    for (const name of chosen) files += present(reporters[name], report, resolve(out));
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw new UsageError(texts.unwritable(out)[lang]);
    throw error;
  }
  if (files > 0) console.error(texts.written(resolve(out))[lang]);
  for (const name of chosen)
    for (const text of reporters[name].lacks?.(report) ?? []) console.error(`${name}: ${text[lang]}`);
  for (const fault of faults) console.error(texts.broken(fault.message)[lang]);
  const hasErrors = results.some(({ exercises }) => exercises.some(({ status }) => status === "error"));
  return hasErrors || hasStrangers || faults.length > 0 ? 1 : 0;
}

function formatNamed(name: string, lang: Language): FormatName {
  const found = formatNames.find((format) => format === name);
  if (found === undefined) throw new UsageError(texts.noFormat(name, formatNames.join(", "))[lang]);
  return found;
}

export function findLearners(
  {
    paths,
    out,
    roster,
    single = false,
    lang,
  }: Pick<GradeOptions, "paths" | "out" | "roster" | "single" | "lang">,
  exerciseIds: readonly string[],
): ClassList {
  const except = [out, ...(roster === undefined ? [] : [roster])].map((path) => resolve(path));
  try {
    const people = roster === undefined ? {} : { roster: readRoster(resolve(roster)) };
    return readClass(paths, exerciseIds, { ...people, isSingle: single, except });
  } catch (error) {
    if (error instanceof NoSubmission || error instanceof RosterFault) throw new UsageError(error.text[lang]);
    throw error;
  }
}

/** @returns how many files it wrote. */
function present(reporter: Reporter, report: Report, folder: string): number {
  const files = reporter.files?.(report) ?? new Map();
  if (files.size > 0) writeFiles(folder, files);
  const text = reporter.print?.(report);
  if (text !== undefined) process.stdout.write(text);
  return files.size;
}

function showProgress(done: number, all: number, elapsedMs: number, lang: Language): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\u001b[K${done < all ? progressLine(done, all, elapsedMs, lang) : ""}`);
}

const texts = {
  noFormat: (name: string, known: string): Text => ({
    en: `there is no format ${name || '""'}: the formats are ${known}`,
    ko: `${name || '""'} 형식은 없습니다. 쓸 수 있는 형식: ${known}`,
  }),
  broken: (why: string): Text => ({
    en: `nobody was graded on an exercise that is broken: ${why}`,
    ko: `고장 난 연습은 아무도 채점하지 않았습니다: ${why}`,
  }),
  unwritable: (folder: string): Text => ({
    en: `reports cannot be written to ${folder || '""'}: name a folder that you may write`,
    ko: `${folder || '""'}에 보고서를 쓸 수 없습니다. 쓸 수 있는 폴더를 적으세요`,
  }),
  written: (folder: string): Text => ({
    en: `Reports are in ${folder}`,
    ko: `보고서는 ${folder}에 있습니다`,
  }),
};

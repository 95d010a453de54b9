/** `bootcamp grade`: grades the submissions of a class, and writes the reports. */
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { Language } from "service-bootcamp";
import { gradeEach } from "../batch/grade-class.ts";
import { ProcessFault } from "../batch/process-fault.ts";
import { openCourse } from "../course/course.ts";
import type { ExerciseError } from "../course/exercise.ts";
import { printable } from "../reporters/columns.ts";
import type { FormatName } from "../reporters/formats.ts";
import { reporters } from "../reporters/index.ts";
import { hasErrors } from "../reporters/reporter.ts";
import { type ClassList, NoSubmission, readClass } from "../submission/class.ts";
import { RosterFault, readRoster } from "../submission/roster.ts";
import type { Text } from "../text.ts";
import { partOf } from "./grade-part.ts";
import { gradingMarks, type MarkOptions } from "./grading-marks.ts";
import { progressLine } from "./grading-progress.ts";
import { openReportFolder } from "./report-folder.ts";
import { UsageError } from "./usage-error.ts";
import {
  formatsNamed,
  presentationOf,
  type ReportOptions,
  ReportWriter,
  writeMoves,
} from "./write-reports.ts";

/** The seed is drawn where none is given, or that of the gradebook. */
export interface GradeOptions extends MarkOptions, ReportOptions {
  readonly paths: readonly string[];
  /** The folder for reports. */
  readonly out: string;
  /** Names of reporters. */
  readonly formats: readonly string[];
  /** Learners at once; default as many as the machine has processors. */
  readonly jobs?: number;
  /** A CSV of who is in the class. */
  readonly roster?: string;
  /** Whether each path is one learner, whatever is in it. */
  readonly single?: boolean;
  /** Ids of learners and exercises: only they are graded, and the rest is taken from the gradebook, or without one from `out`. */
  readonly only?: readonly string[];
  /** Whether what is in `out` and has not changed since is taken from there. */
  readonly resume?: boolean;
  /** What the values of learners are drawn from; default as for openCourse. */
  readonly secret?: string;
}

/** @returns 0 when everything could be graded, whatever the scores; 1 when something could not. @throws UsageError */
export async function grade(options: GradeOptions): Promise<number> {
  const { out, gradebook, formats, jobs, due, secret, lang } = options;
  const chosen = formatsNamed(formats, lang);
  const course = openCourse(undefined, { secret });
  const faults: ExerciseError[] = [];
  const different: string[] = [];
  const { learners, notes, hasStrangers } = findLearners(
    options,
    [...course.exercises, ...course.broken].map(({ id }) => id),
  );
  for (const note of notes) console.error(printable(note[lang]));
  const part = partOf(options, learners, course.exercises);
  if (options.diff === true || chosen.some(writesFiles)) openReportFolder(out, lang);
  const startedMs = performance.now();
  let done = 0;
  onSignal(() => {
    if (done === 0) console.error(texts.stoppedAtOnce[lang]);
    else if (gradebook !== undefined) console.error(texts.stoppedInBook(done, resolve(gradebook))[lang]);
    else if (chosen.includes("json")) console.error(texts.stopped(done, resolve(out))[lang]);
  });
  const marks = await gradingMarks(options, course, learners, part);
  let isFaulty = hasStrangers;
  try {
    const reports = new ReportWriter(
      chosen,
      await presentationOf(marks, learners, course, options),
      out,
      lang,
    );
    await gradeEach(course, learners, {
      jobs: jobs ?? availableParallelism(),
      seed: marks.seed,
      lang,
      due,
      before: marks.before,
      only: part.only,
      onBroken: (error) => faults.push(error),
      onDifference: (learner) => different.push(learner),
      onGraded: async (result) => {
        isFaulty ||= hasErrors(result);
        const reported = await marks.keep(result);
        if (reported !== undefined) reports.add(reported);
        showProgress(++done, part.learners.length, performance.now() - startedMs, lang);
      },
    });
    if (options.diff === true) await writeMoves(await marks.moves(), marks.book, out, options);
    else {
      for await (const result of marks.rest()) reports.add(result);
      reports.close();
    }
    for (const fault of faults) console.error(texts.broken(fault.message)[lang]);
    for (const learner of different) console.error(texts.different(learner)[lang]);
    return isFaulty || faults.length + different.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ProcessFault)) throw error;
    console.error(`error: ${error.text[lang]}`);
    return 1;
  } finally {
    await marks.close();
  }
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

function writesFiles(name: FormatName): boolean {
  return (reporters[name].files ?? reporters[name].learnerFile) !== undefined;
}

/** Ends the learners' processes, too. */
function onSignal(tell: () => void): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => {
      tell();
      process.exit(130);
    });
}

function showProgress(done: number, all: number, elapsedMs: number, lang: Language): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\u001b[K${done < all ? progressLine(done, all, elapsedMs, lang) : ""}`);
}

const texts = {
  stoppedAtOnce: { en: "Stopped before anybody was graded", ko: "아무도 채점하지 않고 멈추었습니다" },
  stopped: (done: number, folder: string): Text => ({
    en: `Stopped. The results of ${done} learners are in ${folder}: the same command with --resume goes on from there`,
    ko: `멈추었습니다. 학습자 ${done}명의 결과는 ${folder}에 있습니다. 같은 명령에 --resume을 붙이면 이어서 채점합니다`,
  }),
  stoppedInBook: (done: number, file: string): Text => ({
    en: `Stopped. The results of ${done} learners are in ${file}: the same command goes on from there`,
    ko: `멈추었습니다. 학습자 ${done}명의 결과는 ${file}에 있습니다. 같은 명령을 다시 실행하면 이어서 채점합니다`,
  }),
  different: (learner: string): Text => ({
    en: `error: ${learner} was graded in a process that had graded others, and then alone, with another result. This is a fault of the grader: please report it. The second result counts, and everybody after ${learner} was graded alone; to be sure of the others, grade again and compare`,
    ko: `오류: ${learner} 학습자를 다른 학습자와 같은 프로세스에서 채점한 결과와 따로 채점한 결과가 다릅니다. 채점기의 잘못이니 알려 주세요. 따로 채점한 결과를 쓰고, 그 뒤의 학습자도 모두 따로 채점했습니다. 앞서 채점한 학습자도 확인하려면 다시 채점해 비교하세요`,
  }),
  broken: (why: string): Text => ({
    en: `nobody was graded on an exercise that is broken: ${why}`,
    ko: `고장 난 연습은 아무도 채점하지 않았습니다: ${why}`,
  }),
};

/**
 * `bootcamp check`: judges the learner's own answer and shows what is missing. Without an exercise, the first one that is not solved. The answer is in
 * exercises/ID/work; it is judged as in grading, on another seed.
 */
import { relative } from "node:path";
import type { Language } from "service-bootcamp";
import { loadChecks } from "../check/check-module.ts";
import { type Course, loadCourse } from "../course/course.ts";
import type { Exercise } from "../course/exercise.ts";
import { readFolder } from "../files/folder.ts";
import { SubmissionRefused } from "../files/refusal.ts";
import { judge } from "../judge/judge.ts";
import { printable } from "../reporters/columns.ts";
import { reasonLines } from "../reporters/terminal.ts";
import type { ExerciseResult, TranscriptEntry } from "../result.ts";
import type { Text } from "../text.ts";
import { exerciseNamed } from "./exercise-named.ts";
import { begin, isBegun, workFolder } from "./work-folder.ts";

export interface CheckOptions {
  /** Default: the first exercise that is not solved. */
  readonly id?: string | undefined;
  readonly seed: number;
  readonly lang: Language;
  /** Default: the exercises of this checkout. */
  readonly courseFolder?: string;
}

/** @returns 0 when solved, 1 when not yet. @throws UsageError, ExerciseError */
export async function check({ id, seed, lang, courseFolder }: CheckOptions): Promise<number> {
  const course = loadCourse(courseFolder);
  const asked = id === undefined ? course.exercises : [exerciseNamed(course, id, lang)];
  for (const exercise of asked) {
    if (!isBegun(exercise)) return startWith(exercise, lang);
    const isSolved = await checkOne(exercise, { seed, lang });
    if (!isSolved) return 1;
  }
  if (id === undefined) console.log(texts.allSolved(course)[lang]);
  return 0;
}

function startWith(exercise: Exercise, lang: Language): number {
  begin(exercise);
  const { id, title, text } = exercise;
  console.log(
    [
      `${id}  ${title[lang]}`,
      "",
      text[lang].trim(),
      "",
      texts.begun(relative(process.cwd(), workFolder(exercise)), id)[lang],
    ].join("\n"),
  );
  return 1;
}

async function checkOne(exercise: Exercise, options: { seed: number; lang: Language }): Promise<boolean> {
  const { lang } = options;
  try {
    const files = readFolder(workFolder(exercise));
    const result = await judge(exercise, await loadChecks(exercise), files, options);
    const isSolved = result.score === result.maxScore;
    console.log(
      [
        ...resultLines(exercise, result, lang),
        ...(isSolved ? [] : stderrLines(result.transcript, lang)),
      ].join("\n"),
    );
    return isSolved;
  } catch (error) {
    if (!(error instanceof SubmissionRefused)) throw error;
    console.log([`✗ ${error.why[lang]}`, `    → ${error.hint[lang]}`].join("\n"));
    return false;
  }
}

/** What the learner's commands printed on standard error, which often says why a check failed. */
function stderrLines(transcript: readonly TranscriptEntry[], lang: Language): readonly string[] {
  const lines = transcript.flatMap(({ stderr }) => stderr.split("\n")).filter((line) => line.trim() !== "");
  return lines.length === 0 ? [] : [texts.stderr[lang], ...lines.map((line) => `    ${printable(line)}`), ""];
}

const MARKS = { passed: "✓", failed: "✗", "not-run": "-" } as const;

function resultLines({ id, title }: Exercise, result: ExerciseResult, lang: Language): readonly string[] {
  const checks = result.checks.flatMap((each) => [
    `${MARKS[each.status]} ${each.title}  (${each.score}/${each.points})`,
    ...(each.status === "passed" ? [] : reasonLines(each)),
  ]);
  return [`${id}  ${title[lang]}`, ...checks, `${result.score}/${result.maxScore}`, ""];
}

const texts = {
  begun: (folder: string, id: string): Text => ({
    en: `Your files are in ${folder}: edit them, write your commands into commands.sh, then run: npx bootcamp check ${id}`,
    ko: `파일은 ${folder}에 있습니다. 파일을 고치고 commands.sh에 명령을 적은 뒤 실행하세요: npx bootcamp check ${id}`,
  }),
  stderr: { en: "Your commands printed:", ko: "명령의 응답:" } satisfies Text,
  allSolved: ({ exercises }: Course): Text => ({
    en: `All ${exercises.length} exercises are solved.`,
    ko: `연습 ${exercises.length}개를 모두 풀었습니다.`,
  }),
};

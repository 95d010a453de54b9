/** A table of the class, and below it for each lost point the first reason with its hint. */

import type { Language } from "service-bootcamp";
import type { CheckResult, ExerciseOutline, ResultOutline } from "../result.ts";
import { printable, table } from "./columns.ts";
import { forTheLearner } from "./for-the-learner.ts";
import { markWords } from "./mark-words.ts";
import type { Report, Reporter } from "./reporter.ts";

export const terminal: Reporter = {
  print: ({ results, exercises, lang }: Report) => {
    const hasMarks = results.some(({ mark }) => mark !== undefined);
    const header = [
      ...[texts[lang].learner, ...exercises.map(({ id }) => id), texts[lang].score],
      ...(hasMarks ? [texts[lang].mark] : []),
    ];
    const rows = results.map((result) => [
      result.learner,
      ...exercises.map(({ id }) =>
        cell(
          result.exercises.find((exercise) => exercise.id === id),
          lang,
        ),
      ),
      `${result.score}/${result.maxScore}`,
      ...(hasMarks ? [`${result.mark?.points ?? ""}`] : []),
    ]);
    const reasons = results.flatMap((result) => reasonsOf(result, lang));
    return [
      ...table([header, ...rows]),
      "",
      ...reasons,
      ...(reasons.length === 0 ? [] : [""]),
      summary(results, lang),
      "",
    ].join("\n");
  },
};

const texts = {
  en: {
    learner: "LEARNER",
    score: "SCORE",
    mark: "MARK",
    "not-submitted": "not submitted",
    error: "error",
    hidden:
      "a hidden check did not pass: the learner's JSON and overview.html say which (--formats json,html)",
    summary: (learners: number, average: string, full: number, errors: number) =>
      `${learners} graded, ${average} % on average, ${full} with full score${errors === 0 ? "" : `, ${errors} not (fully) gradable`}.`,
  },
  ko: {
    learner: "학습자",
    score: "점수",
    mark: "성적",
    "not-submitted": "미제출",
    error: "오류",
    hidden:
      "숨은 검사를 통과하지 못했습니다. 어느 검사인지는 학습자의 JSON과 overview.html에 있습니다(--formats json,html)",
    summary: (learners: number, average: string, full: number, errors: number) =>
      `${learners}명 채점, 평균 ${average} %, 만점 ${full}명${errors === 0 ? "" : `, 채점하지 못한 것이 있는 사람 ${errors}명`}.`,
  },
} as const;

/** Empty for a learner who was graded on other exercises alone. */
function cell(exercise: ExerciseOutline | undefined, lang: Language): string {
  if (exercise === undefined) return "";
  const { status, score, maxScore } = exercise;
  return status === "graded" ? `${score}/${maxScore}` : texts[lang][status];
}

/** The first failed check of each exercise, since those after it often fail for the same reason; a reason that several exercises share is printed once. */
function reasonsOf(result: ResultOutline, lang: Language): readonly string[] {
  const exercisesByReason = new Map<string, string[]>();
  for (const each of result.exercises) {
    const exercise = forTheLearner(each, lang);
    const check =
      exercise.checks.find(({ status }) => status === "failed") ??
      exercise.checks.find(({ status }) => status === "not-run") ??
      each.checks.filter(({ status }) => status !== "passed").map(() => hiddenOne(lang))[0];
    if (check === undefined) continue;
    const reason = [`(${cell(each, lang)})`, ...reasonLines(check)].join("\n");
    exercisesByReason.set(reason, [...(exercisesByReason.get(reason) ?? []), exercise.id]);
  }
  return [
    ...[...exercisesByReason].map(([reason, ids]) => `${result.learner}: ${ids.join(", ")} ${reason}`),
    ...notesOf(result),
    ...marksOf(result, lang),
  ];
}

/** Where a mark is not the score, and what an instructor said. */
function marksOf({ learner, mark }: ResultOutline, lang: Language): readonly string[] {
  if (mark === undefined) return [];
  return [
    ...mark.comments.map((text) => `${learner}: ${printable(text)}`),
    ...mark.exercises.flatMap((exercise) =>
      [markWords(exercise, lang), ...exercise.comments.map(({ text }) => text)].flatMap((words) =>
        words === undefined ? [] : [`${learner}: ${exercise.id} ${printable(words)}`],
      ),
    ),
  ];
}

/** A screen may be shared, and the log of an autograder is often the learner's to read. */
function hiddenOne(lang: Language): Reason {
  return { why: texts[lang].hidden, hint: "" };
}

/** What was not used of a submission. */
function notesOf({ learner, submission, exercises }: ResultOutline): readonly string[] {
  return [
    ...(submission.notes ?? []).map((note) => `${learner}: ${printable(note)}`),
    ...exercises.flatMap(({ id, notes = [] }) => notes.map((note) => `${learner}: ${id} ${printable(note)}`)),
  ];
}

type Reason = Pick<CheckResult, "why" | "hint">;

/** Why a check did not pass, and what to look at next. */
export function reasonLines({ why, hint }: Reason): readonly string[] {
  return [why, hint === "" ? "" : `→ ${hint}`]
    .filter((line) => line !== "")
    .map((line) => `    ${printable(line)}`);
}

function summary(results: readonly ResultOutline[], lang: Language): string {
  const shares = results.map(({ score, maxScore }) => (maxScore === 0 ? 0 : score / maxScore));
  const average = (100 * shares.reduce((sum, share) => sum + share, 0)) / Math.max(1, shares.length);
  const full = shares.filter((share) => share === 1).length;
  const errors = results.filter(({ exercises }) => exercises.some(({ status }) => status === "error")).length;
  return texts[lang].summary(results.length, average.toFixed(0), full, errors);
}

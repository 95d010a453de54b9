/**
 * What Gradescope reads from its autograders: `results.json`, a test for each check. Without a score at the top it adds the
 * tests up; and as soon as one of them is hidden it shows no total to the learner. What stays hidden for good has no words here,
 * should Gradescope ever show it.
 */
import type { Language } from "service-bootcamp";
import type { CheckResult, ExerciseOutline, ResultOutline } from "../result.ts";
import { withoutTitlesOf } from "./for-the-learner.ts";
import { shown } from "./markup.ts";
import type { Report, Reporter } from "./reporter.ts";

export const gradescope: Reporter = {
  files: (report: Report) => {
    const { results } = report;
    const name = ({ learner }: ResultOutline) =>
      results.length === 1 ? "results.json" : `gradescope/${learner}.json`;
    return new Map(
      results.map((result) => [name(result), `${JSON.stringify(resultOf(result, report), null, 2)}\n`]),
    );
  },
};

function resultOf({ exercises, submission, grader, mark, score }: ResultOutline, report: Report): object {
  const ms = exercises.reduce((total, { durationMs }) => total + durationMs, 0);
  const notes = [...(submission.notes ?? []), ...exercises.flatMap(({ notes: own = [] }) => own)];
  return {
    ...(mark === undefined || mark.points === score ? {} : { score: mark.points }),
    execution_time: ms / 1000,
    ...(notes.length === 0 ? {} : { output: shown(notes.join("\n")) }),
    output_format: "text",
    test_output_format: "text",
    test_name_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests: exercises.flatMap((exercise, index) =>
      exercise.checks.map((check, at) => testOf(exercise, check, `${index + 1}.${at + 1}`, report)),
    ),
    extra_data: { grader: `service-bootcamp ${grader.version}`, course: grader.courseHash },
  };
}

function testOf(
  exercise: ExerciseOutline,
  check: CheckResult,
  number: string,
  { exercises, lang }: Report,
): object {
  const title = exercises.find(({ id }) => id === exercise.id)?.title[lang] ?? exercise.id;
  const untold = exercise.checks.filter(({ visibility }) => visibility !== "visible");
  const told = check.visibility === "hidden" ? { ...check, ...untitled(lang) } : check;
  const { why, hint } = check.visibility === "visible" ? withoutTitlesOf(untold, told, lang) : told;
  return {
    number,
    name: shown(`${title}: ${told.title}`),
    status: check.status === "passed" ? "passed" : "failed",
    score: check.score,
    max_score: check.points,
    output: shown([why, hint].filter((text) => text !== "").join("\n")),
    visibility: check.visibility,
    tags: [exercise.id],
  };
}

function untitled(lang: Language): Pick<CheckResult, "title" | "why" | "hint"> {
  return { title: { en: "Hidden check", ko: "숨은 검사" }[lang], why: "", hint: "" };
}

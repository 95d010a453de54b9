/**
 * JUnit's XML as Jenkins and GitLab read it: a suite for each learner, a test for each check. A build server shows it to whoever can
 * see the build, so it holds what a learner may read at once.
 */
import type { Language } from "service-bootcamp";
import type { CheckResult, ExerciseOutline, ResultOutline } from "../result.ts";
import { counted, type Text } from "../text.ts";
import { printable } from "./columns.ts";
import { forTheLearner, toldLater } from "./for-the-learner.ts";
import { type Markup, markup } from "./markup.ts";
import type { Report, Reporter } from "./reporter.ts";

export const junit: Reporter = {
  lacks: (report: Report) => withoutLater(toldLater(report)),
  files: ({ results, lang }: Report) =>
    new Map([
      [
        "junit.xml",
        markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
${results.map((result) => suite(result, lang))}</testsuites>
`.text,
      ],
    ]),
};

function suite({ learner, exercises: all }: ResultOutline, lang: Language): Markup {
  const exercises = all.map((exercise) => forTheLearner(exercise, lang));
  const of = (outcome: Outcome) =>
    exercises.flatMap((exercise) =>
      exercise.checks.filter((check) => outcomeOf(exercise, check) === outcome),
    );
  const ms = exercises.reduce((total, { durationMs }) => total + durationMs, 0);
  const tests = exercises.flatMap(({ checks }) => checks).length;
  return markup`  <testsuite name="${learner}" tests="${tests}" failures="${of("failure").length}" errors="${of("error").length}" skipped="${of("skipped").length}" time="${(ms / 1000).toFixed(3)}">
${exercises.map((exercise) => exercise.checks.map((check) => testCase(learner, exercise, check)))}  </testsuite>
`;
}

function testCase(learner: string, exercise: ExerciseOutline, check: CheckResult): Markup {
  // GitLab tells tests apart by their class and name, so the class carries the learner.
  const className = `${learner}/${exercise.id}`;
  return markup`    <testcase classname="${className}" name="${printable(check.title)}">${outcome(exercise, check)}</testcase>
`;
}

type Outcome = "success" | "failure" | "error" | "skipped";

function outcomeOf({ status }: ExerciseOutline, check: CheckResult): Outcome {
  if (check.status === "passed") return "success";
  if (check.status === "failed") return "failure";
  return status === "error" ? "error" : "skipped";
}

function outcome(exercise: ExerciseOutline, check: CheckResult): Markup | undefined {
  const message = printable(check.why);
  const text = [check.why, check.hint].filter((each) => each !== "").join("\n");
  switch (outcomeOf(exercise, check)) {
    case "success":
      return undefined;
    case "failure":
      return markup`<failure type="${check.cause ?? "failed"}" message="${message}">${text}</failure>`;
    case "error":
      return markup`<error type="error" message="${message}">${text}</error>`;
    case "skipped":
      return markup`<skipped message="${message}"/>`;
  }
}

function withoutLater(count: number): readonly Text[] {
  if (count === 0) return [];
  return [
    {
      en: `junit.xml is without ${counted(count, "check")} that learners are told later, since a build server shows it to them`,
      ko: `빌드 서버에서는 학습자도 결과를 볼 수 있으므로, 나중에 알리는 검사 ${count}개는 junit.xml에 넣지 않았습니다`,
    },
  ];
}

/** JUnit's XML as Jenkins and GitLab read it: a suite for each learner, a test for each check. */
import type { CheckResult, ExerciseResult, LearnerResult } from "../result.ts";
import { printable } from "./columns.ts";
import { type Markup, markup } from "./markup.ts";
import type { Report, Reporter } from "./reporter.ts";

export const junit: Reporter = {
  files: ({ results }: Report) =>
    new Map([
      [
        "junit.xml",
        markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
${results.map(suite)}</testsuites>
`.text,
      ],
    ]),
};

function suite({ learner, exercises }: LearnerResult): Markup {
  const of = (outcome: Outcome) =>
    exercises.flatMap((exercise) =>
      exercise.checks.filter((check) => outcomeOf(exercise, check) === outcome),
    );
  const ms = exercises.reduce((total, { durationMs }) => total + durationMs, 0);
  const all = exercises.flatMap(({ checks }) => checks).length;
  return markup`  <testsuite name="${learner}" tests="${all}" failures="${of("failure").length}" errors="${of("error").length}" skipped="${of("skipped").length}" time="${(ms / 1000).toFixed(3)}">
${exercises.map((exercise) => exercise.checks.map((check) => testCase(learner, exercise, check)))}  </testsuite>
`;
}

function testCase(learner: string, exercise: ExerciseResult, check: CheckResult): Markup {
  // GitLab tells tests apart by their class and name, so the class carries the learner.
  const className = `${learner}/${exercise.id}`;
  return markup`    <testcase classname="${className}" name="${printable(check.title)}">${outcome(exercise, check)}</testcase>
`;
}

type Outcome = "success" | "failure" | "error" | "skipped";

function outcomeOf({ status }: ExerciseResult, check: CheckResult): Outcome {
  if (check.status === "passed") return "success";
  if (check.status === "failed") return "failure";
  return status === "error" ? "error" : "skipped";
}

function outcome(exercise: ExerciseResult, check: CheckResult): Markup | undefined {
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

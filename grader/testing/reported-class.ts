/** Results of made-up learners, for tests of reports. */
import type { Language } from "service-bootcamp";
import type { Person, ReportFrame } from "../reporters/reporter.ts";
import type { CheckResult, ExerciseResult, LearnerResult } from "../result.ts";

export function checkResult(own: Partial<CheckResult> = {}): CheckResult {
  return {
    id: "five",
    title: "Five",
    status: "passed",
    points: 4,
    score: 4,
    why: "",
    hint: "",
    expected: null,
    actual: null,
    visibility: "visible",
    ...own,
  };
}

export function exerciseResult(own: Partial<ExerciseResult> = {}): ExerciseResult {
  return {
    id: "01-scale-to-five",
    status: "graded",
    score: 4,
    maxScore: 4,
    checks: [checkResult()],
    transcript: [{ command: "kubectl", stdout: "", stderr: "", output: "", exitCode: 0 }],
    durationMs: 12,
    ...own,
  };
}

export function learnerResult(learner: string, ...exercises: readonly ExerciseResult[]): LearnerResult {
  return {
    schema: "service-bootcamp/result/v1",
    learner,
    submission: { sha256: "0".repeat(64), submittedAt: "2026-01-05T09:00:00.000Z" },
    grader: { version: "1.0.0", courseHash: "1".repeat(64), seed: 2, lang: "en" },
    score: exercises.reduce((sum, { score }) => sum + score, 0),
    maxScore: exercises.reduce((sum, { maxScore }) => sum + maxScore, 0),
    exercises,
  };
}

/** A report with all that is known of each learner; outlines are less. */
export interface WholeReport extends ReportFrame {
  readonly results: readonly LearnerResult[];
}

export function reportOf(
  results: readonly LearnerResult[],
  lang: Language = "en",
  people: Readonly<Record<string, Person>> = {},
): WholeReport {
  return {
    lang,
    results: results.map((result) => ({ ...result, grader: { ...result.grader, lang } })),
    people: new Map(Object.entries(people)),
    exercises: [{ id: "01-scale-to-five", title: { ko: "다섯", en: "Scale to five" }, points: 4 }],
  };
}

/** What a page, a table and XML must not be broken by. */
export const HOSTILE =
  "</td></details></script><script>alert(1)</script><img src=x onerror=alert(2)> \"'&]]> \u202egnp.exe\u001b[2J\u0000\ud800\ufffe";

/** An exercise with a failed check, one that waits, and a hidden one that failed. */
export function halfSolved(own: Partial<ExerciseResult> = {}): ExerciseResult {
  return exerciseResult({
    score: 4,
    maxScore: 10,
    checks: [
      checkResult(),
      checkResult({
        id: "turns",
        title: "They take turns",
        status: "failed",
        points: 3,
        score: 0,
        why: "one server answered all",
        hint: "look at sessionAffinity",
        cause: "affinity-on",
      }),
      checkResult({
        id: "secret",
        title: "The secret check",
        status: "failed",
        points: 2,
        score: 0,
        why: "secret reason",
        hint: "secret hint",
        cause: "secret-cause",
        visibility: "after_due_date",
      }),
      checkResult({
        id: "waits",
        title: "Waits",
        status: "not-run",
        points: 1,
        score: 0,
        why: "Checked once this passes: The secret check",
      }),
    ],
    ...own,
  });
}

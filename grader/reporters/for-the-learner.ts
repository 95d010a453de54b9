/** What of a result a learner may read at once. Of a check that is told later, not even its title is. */
import type { Language } from "service-bootcamp";
import { type CheckResult, type ExerciseOutline, sum } from "../result.ts";
import type { Text } from "../text.ts";
import type { Report } from "./reporter.ts";

export interface ExerciseForTheLearner extends ExerciseOutline {
  /** How many checks are told later: they are not in `checks`, and their points are in neither score. */
  readonly later: number;
}

export function forTheLearner(exercise: ExerciseOutline, lang: Language): ExerciseForTheLearner {
  const untold = exercise.checks.filter(({ visibility }) => visibility !== "visible");
  const checks = exercise.checks
    .filter(({ visibility }) => visibility === "visible")
    .map((check) => withoutTitlesOf(untold, check, lang));
  return {
    ...exercise,
    checks,
    score: sum(checks.map(({ score }) => score)),
    maxScore: sum(checks.map(({ points }) => points)),
    later: untold.length,
  };
}

/** How many checks of a class are told later. */
export function toldLater({ results, lang }: Report): number {
  const exercises = results.flatMap((result) => result.exercises);
  return sum(exercises.map((exercise) => forTheLearner(exercise, lang).later));
}

/** A check that waits for another one names it. */
export function withoutTitlesOf(
  untold: readonly CheckResult[],
  check: CheckResult,
  lang: Language,
): CheckResult {
  const tells = check.status === "not-run" && untold.some(({ title }) => check.why.includes(title));
  return tells ? { ...check, why: waits[lang] } : check;
}

const waits: Text = {
  en: "Checked once another check passes, which is told later",
  ko: "나중에 공개하는 다른 검사가 먼저 통과해야 합니다",
};

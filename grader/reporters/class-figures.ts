/** Numbers about a class: how scores are spread, how hard a check is, and what went wrong for whom. */

import type { CheckResult, ExerciseOutline, ResultOutline, Retried } from "../result.ts";
import type { ReportedQuestion } from "./reporter.ts";

export interface ScoreFigures {
  /** Shares of the points, in percent, from the lowest. */
  readonly percents: readonly number[];
  readonly average: number;
  readonly median: number;
  readonly full: number;
}

/** Of those who submitted something; whoever did not would only pull the numbers down. */
export function scoreFigures(results: readonly ResultOutline[]): ScoreFigures {
  const percents = results
    .filter((result) => !submittedNothing(result))
    .map(percentOf)
    .sort((a, b) => a - b);
  const middle = (percents.length - 1) / 2;
  const at = (index: number) => percents[index] ?? 0;
  return {
    percents,
    average: percents.reduce((sum, percent) => sum + percent, 0) / Math.max(1, percents.length),
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    full: percents.filter((percent) => percent === 100).length,
  };
}

export function percentOf({
  score,
  maxScore,
}: {
  readonly score: number;
  readonly maxScore: number;
}): number {
  return maxScore === 0 ? 0 : (100 * score) / maxScore;
}

export function submittedNothing({ exercises }: ResultOutline): boolean {
  return exercises.every(({ status }) => status === "not-submitted");
}

/** Learners per tenth of the points; the last tenth is without those who have all of them, who stand behind it. */
export function spread(percents: readonly number[]): readonly number[] {
  const counts = new Array<number>(11).fill(0);
  for (const percent of percents) {
    const tenth = Math.floor(percent / 10);
    counts[tenth] = (counts[tenth] ?? 0) + 1;
  }
  return counts;
}

export interface CheckFigures {
  readonly exerciseId: string;
  readonly check: CheckResult;
  /** Learners who submitted the exercise, and whom it could be graded for. */
  readonly asked: number;
  readonly passed: number;
  readonly failed: number;
}

/** Exercises in which nobody has a score; a column for each would say nothing. */
export function untouched(results: readonly ResultOutline[]): readonly string[] {
  const ids = results[0]?.exercises.map(({ id }) => id) ?? [];
  return ids.filter((id) =>
    results.every(({ exercises }) => exercises.find((each) => each.id === id)?.status !== "graded"),
  );
}

/** In the order of the course, without exercises in which nobody has a score. */
export function checkFigures(results: readonly ResultOutline[]): readonly CheckFigures[] {
  const exercises = results.flatMap((result) => result.exercises);
  const nobody = untouched(results);
  const ids = [...new Set(exercises.map(({ id }) => id))].filter((id) => !nobody.includes(id));
  return ids.flatMap((id) => {
    const same = exercises.filter((exercise) => exercise.id === id);
    const graded = same.filter(({ status }) => status === "graded");
    return (same[0]?.checks ?? []).map((check) => {
      const of = (status: CheckResult["status"]) =>
        graded.filter(({ checks }) => checks.some((each) => each.id === check.id && each.status === status))
          .length;
      return { exerciseId: id, check, asked: graded.length, passed: of("passed"), failed: of("failed") };
    });
  });
}

/** A check that a learner failed. */
export interface Failed {
  readonly learner: string;
  readonly exerciseId: string;
  readonly check: CheckResult;
}

/** What failed for one cause, or where none was found, in one check. */
export interface CauseGroup {
  readonly cause: string | undefined;
  readonly failures: readonly Failed[];
  readonly learners: readonly string[];
  readonly exerciseIds: readonly string[];
}

/** The cause that most learners share comes first; among equals, the one that comes first in the class. */
export function causeGroups(results: readonly ResultOutline[]): readonly CauseGroup[] {
  const groups = new Map<string, Failed[]>();
  for (const failed of results.flatMap(failedOf)) {
    const { exerciseId, check } = failed;
    const key = check.cause ?? `${exerciseId}/${check.id}`;
    groups.set(key, [...(groups.get(key) ?? []), failed]);
  }
  return [...groups.values()]
    .map((failures) => ({
      cause: failures[0]?.check.cause,
      failures,
      learners: [...new Set(failures.map(({ learner }) => learner))],
      exerciseIds: [...new Set(failures.map(({ exerciseId }) => exerciseId))].sort(),
    }))
    .sort((a, b) => b.learners.length - a.learners.length);
}

function failedOf({ learner, exercises }: ResultOutline): readonly Failed[] {
  return exercises.flatMap(({ id, checks }) =>
    checks.filter(({ status }) => status === "failed").map((check) => ({ learner, exerciseId: id, check })),
  );
}

/** One failure of each of the first learners of a group. */
export function examplesOf({ failures, learners }: CauseGroup, count: number): readonly Failed[] {
  return learners
    .slice(0, count)
    .flatMap((learner) => failures.find((failure) => failure.learner === learner) ?? []);
}

/** Learners whose submissions are byte for byte the same. */
export function identical(results: readonly ResultOutline[]): readonly (readonly string[])[] {
  const bySubmission = new Map<string, string[]>();
  for (const { learner, submission } of results.filter((result) => !submittedNothing(result))) {
    if (submission.sha256 === null) continue;
    bySubmission.set(submission.sha256, [...(bySubmission.get(submission.sha256) ?? []), learner]);
  }
  return [...bySubmission.values()].filter((learners) => learners.length > 1);
}

export interface OfLearner {
  readonly learner: string;
  readonly exercise: ExerciseOutline;
}

/** Slower than this, and than SLOWER times the middle one of the same exercise, is worth a look. In milliseconds of the host. */
const SLOW_MS = 3_000;
const SLOWER = 5;

export function slow(results: readonly ResultOutline[]): readonly OfLearner[] {
  const all = results.flatMap(({ learner, exercises }) =>
    exercises.map((exercise) => ({ learner, exercise })),
  );
  const middle = new Map<string, number>();
  for (const id of new Set(all.map(({ exercise }) => exercise.id))) {
    const times = all
      .filter(({ exercise }) => exercise.id === id && exercise.status === "graded")
      .map(({ exercise }) => exercise.durationMs)
      .sort((a, b) => a - b);
    middle.set(id, times[Math.floor((times.length - 1) / 2)] ?? 0);
  }
  return all.filter(
    ({ exercise: { id, durationMs } }) => durationMs > Math.max(SLOW_MS, SLOWER * (middle.get(id) ?? 0)),
  );
}

export function withErrors(results: readonly ResultOutline[]): readonly OfLearner[] {
  return results.flatMap(({ learner, exercises }) =>
    exercises.filter(({ status }) => status === "error").map((exercise) => ({ learner, exercise })),
  );
}

/** Learners whose first grading went wrong or differed, so that a second one counts. */
export function gradedAgain(
  results: readonly ResultOutline[],
): readonly { readonly learner: string; readonly why: Retried }[] {
  return results.flatMap(({ learner, retried }) =>
    retried === undefined ? [] : [{ learner, why: retried }],
  );
}

/** Learners of whom something was judged in a process that nothing kept away from the machine. */
export function notIsolated(results: readonly ResultOutline[]): readonly string[] {
  return results
    .filter(({ exercises }) => exercises.some(({ isolation }) => isolation === "none"))
    .map(({ learner }) => learner);
}

export interface TestedPrediction {
  readonly question: ReportedQuestion;
  readonly choice: string;
  readonly isRight: boolean;
}

/** In the order of the course; what is no choice of a question of the course is left out. */
export function rightPredictions(
  { submission: { predictions = [] } }: ResultOutline,
  questions: readonly ReportedQuestion[],
): readonly TestedPrediction[] {
  return questions.flatMap((question) => {
    const own = predictions.find(
      (each) => each.lesson === question.lesson && each.question === question.question,
    );
    if (own === undefined || !Object.hasOwn(question.choices, own.choice)) return [];
    return [{ question, choice: own.choice, isRight: own.choice === question.answer }];
  });
}

export interface PredictionFigures {
  readonly question: ReportedQuestion;
  /** Learners who predicted something, and who predicted what happens. */
  readonly asked: number;
  readonly right: number;
  /** Letter -> learners, in the order of the choices. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Questions for which somebody predicted something. */
export function predictionFigures(
  results: readonly ResultOutline[],
  questions: readonly ReportedQuestion[],
): readonly PredictionFigures[] {
  const all = results.flatMap((result) => rightPredictions(result, questions));
  return questions.flatMap((question) => {
    const made = all.filter((each) => each.question === question);
    if (made.length === 0) return [];
    const of = (letter: string) => made.filter(({ choice }) => choice === letter).length;
    const counts = new Map(Object.keys(question.choices).map((letter) => [letter, of(letter)]));
    return [{ question, asked: made.length, right: made.filter(({ isRight }) => isRight).length, counts }];
  });
}

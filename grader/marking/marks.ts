/** From scores to marks: which attempt counts, what was given by hand, and what is taken off for being late. */
import {
  type ExerciseMark,
  type ExerciseResult,
  type LateMark,
  type LearnerResult,
  type Mark,
  RESULT_SCHEMA,
  sum,
} from "../result.ts";
import { type Allowances, type Assignment, assignmentsOf } from "./assignments.ts";
import { type Attempt, type Attempts, attemptsAt } from "./attempts.ts";
import { deducted, latePeriods, percentOff, rounded } from "./late-cost.ts";
import type { Policy } from "./policy.ts";
import { byTime, type LearnerRecord } from "./record.ts";

export interface MarkRules {
  readonly policy: Policy;
  /** When the exercises that are in no assignment of the policy are due, in milliseconds since 1970. */
  readonly classDueMs: number | undefined;
}

/** What counts of a learner, exercise by exercise. */
export interface Marked {
  readonly exercises: readonly MarkedExercise[];
  readonly mark: Mark;
}

export interface MarkedExercise {
  readonly mark: ExerciseMark;
  /** The attempt whose result is shown. */
  readonly attempt: Attempt;
  readonly dueMs: number | undefined;
}

/** Exercises that no submission has a result of are left out. */
export function marked(
  record: LearnerRecord,
  exerciseIds: readonly string[],
  { policy, classDueMs }: MarkRules,
): Marked {
  const allowances = record.allowances ?? {};
  let graceDays = policy.late?.graceDays ?? 0;
  const found = new Map<string, MarkedExercise>();
  for (const assignment of assignmentsOf(exerciseIds, policy, classDueMs, allowances)) {
    const best = withGrace(record, assignment, policy, allowances, graceDays);
    graceDays -= best.graceDays;
    for (const exercise of best.exercises) found.set(exercise.mark.id, exercise);
  }
  const exercises = exerciseIds.flatMap((id) => found.get(id) ?? []);
  return {
    exercises,
    mark: {
      points: pointsOf(exercises),
      maxPoints: sum(exercises.map(({ mark }) => mark.maxScore)),
      comments: record.comments.filter(({ exercise }) => exercise === undefined).map(({ text }) => text),
      exercises: exercises.map(({ mark }) => mark),
    },
  };
}

/** @returns the result to report: of each exercise the attempt that counts, and the mark; undefined where nothing was graded yet. */
export function markedResult(
  { learner, person, submissions }: LearnerRecord,
  { exercises, mark }: Marked,
): LearnerResult | undefined {
  const newest = [...submissions].sort((a, b) => byTime(a.submission, b.submission)).at(-1);
  const grader = newest?.exercises.at(-1)?.grader;
  if (newest === undefined || grader === undefined) return undefined;
  const results = exercises.map(({ attempt }) => attempt.result);
  const retried = exercises.find(({ attempt }) => attempt.retried !== undefined)?.attempt.retried;
  return {
    schema: RESULT_SCHEMA,
    learner,
    ...(person === undefined ? {} : { person }),
    submission: newest.submission,
    grader,
    score: sum(results.map(({ score }) => score)),
    maxScore: sum(results.map(({ maxScore }) => maxScore)),
    ...(retried === undefined ? {} : { retried }),
    exercises: results,
    mark,
  };
}

interface Graced {
  readonly exercises: readonly MarkedExercise[];
  readonly graceDays: number;
}

/** The fewest grace days with which the marks of the assignment are as high as with all that are left. */
function withGrace(
  record: LearnerRecord,
  assignment: Assignment,
  policy: Policy,
  allowances: Allowances,
  graceDaysLeft: number,
): Graced {
  const tries = Array.from({ length: graceDaysLeft + 1 }, (_, graceDays) => ({
    graceDays,
    exercises: assignment.exercises.flatMap((id) => {
      const attempts = attemptsAt(id, record, policy.attempts?.max);
      return (
        markedExercise(attempts, record, policy, { dueMs: assignment.dueMs, graceDays, allowances }) ?? []
      );
    }),
  }));
  return tries.reduce((best, each) => (pointsOf(each.exercises) > pointsOf(best.exercises) ? each : best));
}

interface Time {
  readonly dueMs: number | undefined;
  readonly graceDays: number;
  readonly allowances: Allowances;
}

function markedExercise(
  { counted, failed, none }: Attempts,
  record: LearnerRecord,
  policy: Policy,
  time: Time,
): MarkedExercise | undefined {
  const candidates = failed !== undefined ? [failed] : none !== undefined ? [none] : counted;
  const max = policy.attempts?.max;
  const all = candidates.map((attempt): MarkedExercise => {
    const mark = markOf(attempt, record, policy, time);
    const attempts = max === undefined ? {} : { attempts: { used: counted.length, max } };
    return { attempt, dueMs: time.dueMs, mark: { ...mark, ...attempts } };
  });
  if (policy.attempts?.counts !== "best") return all.at(-1);
  return all.reduce<MarkedExercise | undefined>(
    (best, each) => (best === undefined || each.mark.points >= best.mark.points ? each : best),
    undefined,
  );
}

/** Points that were given for the whole exercise are its mark; those for a check stand for the check's, and lateness counts. */
function markOf(
  { result, submittedAt }: Attempt,
  { manual, comments }: LearnerRecord,
  { late: latePolicy }: Policy,
  { dueMs, graceDays, allowances: { timeMultiplier = 1 } }: Time,
): ExerciseMark {
  const given = manual.filter(({ exercise }) => exercise === result.id);
  const whole = given.find(({ check }) => check === undefined);
  const score = whole?.points ?? scoreWith(result, given);
  const lateMs = dueMs === undefined || submittedAt === null ? 0 : Date.parse(submittedAt) - dueMs;
  const periods = latePolicy === undefined ? 0 : latePeriods(lateMs, latePolicy, timeMultiplier);
  const isLate = latePolicy !== undefined && periods > 0 && result.status === "graded";
  const used = Math.min(graceDays, periods);
  const percent = isLate ? percentOff(periods - used, latePolicy) : 0;
  const late: LateMark = { lateMs, periods, graceDays: used, percent };
  return {
    id: result.id,
    points: whole === undefined ? deducted(score, percent) : whole.points,
    score,
    maxScore: result.maxScore,
    ...(isLate && whole === undefined ? { late } : {}),
    manual: given.map(({ exercise: _, ...rest }) => rest),
    comments: comments
      .filter(({ exercise }) => exercise === result.id)
      .map(({ check, text }) => (check === undefined ? { text } : { check, text })),
  };
}

function scoreWith({ checks, score }: ExerciseResult, given: LearnerRecord["manual"]): number {
  const changes = given.map(({ check, points }) => {
    const found = checks.find(({ id }) => id === check);
    return found === undefined ? 0 : points - found.score;
  });
  return rounded(score + sum(changes));
}

function pointsOf(exercises: readonly MarkedExercise[]): number {
  return rounded(sum(exercises.map(({ mark }) => mark.points)));
}

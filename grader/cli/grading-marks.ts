/** What becomes of results once they are there: with a gradebook they are kept, and with rules they become marks. */
import type { KeptResultsOf } from "../batch/grade-learner.ts";
import { graderVersion } from "../batch/learner-process.ts";
import { type Course, hashCourse } from "../course/course.ts";
import type { Gradebook } from "../gradebook/gradebook.ts";
import { allowancesOf } from "../marking/assignments.ts";
import { type ClassMarks, classMarks } from "../marking/class-marks.ts";
import type { MarkRules } from "../marking/marks.ts";
import { type Move, movesBetween, type Standing } from "../marking/moves.ts";
import { NO_POLICY } from "../marking/policy.ts";
import { recordOfResult } from "../marking/record-of.ts";
import type { LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import type { Text } from "../text.ts";
import { openGradebook, type RuleOptions, rulesKept, rulesSaid } from "./open-gradebook.ts";
import { drawSeed } from "./seeds.ts";
import { UsageError } from "./usage-error.ts";

export interface MarkOptions extends RuleOptions {
  /** The file of the gradebook. */
  readonly gradebook?: string;
  readonly diff?: boolean;
  readonly anonymous?: boolean;
  readonly seed?: number;
}

export interface GradingMarks {
  readonly seed: number;
  readonly before: KeptResultsOf;
  readonly keep: (result: LearnerResult) => Promise<void>;
  /** @param results in the order of the class. @returns them with their marks, where there are rules for marks. */
  readonly markedResults: (results: readonly LearnerResult[]) => Promise<MarkedResults>;
  readonly close: () => Promise<void>;
}

export interface MarkedResults {
  readonly results: readonly LearnerResult[];
  readonly rules: MarkRules;
  /** Whose mark moves, where that was asked for; "nothing-before": there is nothing to compare with. */
  readonly moves?: readonly Move[] | "nothing-before";
  readonly book?: Gradebook;
}

/** @throws UsageError, GradebookFault */
export async function gradingMarks(
  options: MarkOptions,
  course: Course,
  learners: readonly Learner[],
): Promise<GradingMarks> {
  const { gradebook, lang } = options;
  const said = rulesSaid(options);
  if (gradebook !== undefined) return keptMarks(gradebook, options, course, learners);
  for (const name of ["diff", "anonymous"] as const)
    if (options[name] === true) throw new UsageError(needsGradebook(`--${name}`)[lang]);
  const rules = { policy: said.policy ?? NO_POLICY, classDueMs: said.classDueMs };
  return {
    seed: options.seed ?? drawSeed(),
    before: () => new Map(),
    keep: async () => {},
    close: async () => {},
    markedResults: async (results) => ({
      rules,
      results:
        said.policy === undefined ? results : marksOfResults(results, learners, idsOf(course), rules).results,
    }),
  };
}

/** Of those that were just graded, and nothing else. */
function marksOfResults(
  results: readonly LearnerResult[],
  learners: readonly Learner[],
  exerciseIds: readonly string[],
  rules: MarkRules,
): ClassMarks {
  const people = new Map(learners.map(({ id, person }) => [id, person]));
  const records = results.map((result) => recordOfResult(result, allowancesOf(people.get(result.learner))));
  return classMarks(records, exerciseIds, rules);
}

async function keptMarks(
  file: string,
  options: MarkOptions,
  course: Course,
  learners: readonly Learner[],
): Promise<GradingMarks> {
  const book = await openGradebook(file, { isNew: true });
  const earlier = options.diff === true ? await earlierStandings(book, course) : undefined;
  const rules = await rulesKept(book, rulesSaid(options));
  await book.knowLearners(learners);
  const { id, seed } = await book.beginGrading({
    startedAt: now(),
    seed: options.seed,
    drawnSeed: drawSeed(),
    version: graderVersion(),
    courseHash: hashCourse(course),
  });
  return {
    seed,
    before: (learner, grader) => book.keptResults(learner.id, grader),
    keep: (result) => book.keep(id, result, now()),
    close: () => book.close(),
    markedResults: async (graded) => {
      // As the gradebook knows them: a roster that was given once holds.
      const known = new Map((await book.learners()).map((learner) => [learner.id, learner]));
      const theirs = graded.flatMap(({ learner }) => known.get(learner) ?? []);
      const { results, standings } = await marksInGradebook(book, theirs, course, rules);
      if (options.diff !== true) return { results, rules, book };
      const moves = earlier === undefined ? "nothing-before" : movesBetween(earlier, standings);
      return { results, rules, book, moves };
    },
  };
}

/** What learners were told last, or, before anything was published, what was kept last. */
async function earlierStandings(book: Gradebook, course: Course): Promise<readonly Standing[] | undefined> {
  const told = await book.lastStandings();
  if (told !== undefined) return told;
  const { standings } = await marksInGradebook(book, await book.learners(), course, await rulesKept(book));
  return standings.length === 0 ? undefined : standings;
}

/** Learner by learner, so that no more than one record is in memory. */
export async function marksInGradebook(
  book: Gradebook,
  learners: readonly Learner[],
  course: Course,
  rules: MarkRules,
): Promise<ClassMarks> {
  const all: ClassMarks[] = [];
  for (const learner of learners) all.push(classMarks([await book.recordOf(learner)], idsOf(course), rules));
  return {
    results: all.flatMap(({ results }) => results),
    standings: all.flatMap(({ standings }) => standings),
  };
}

function idsOf({ exercises }: Course): readonly string[] {
  return exercises.map(({ id }) => id);
}

export function now(): string {
  return new Date().toISOString();
}

const needsGradebook = (option: string): Text => ({
  en: `${option} needs a gradebook: add --gradebook FILE, a new file at first`,
  ko: `${option}에는 성적부가 필요합니다. --gradebook 파일을 더하세요. 처음에는 새 파일이면 됩니다`,
});

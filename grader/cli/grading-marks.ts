/** What becomes of results once they are there: with a gradebook they are kept, and with rules they become marks. */
import type { KeptResultsOf } from "../batch/grade-learner.ts";
import { graderVersion } from "../batch/learner-process.ts";
import { type Course, hashCourse } from "../course/course.ts";
import type { Gradebook } from "../gradebook/gradebook.ts";
import { allowancesOf } from "../marking/assignments.ts";
import { type LearnerMark, learnerMark } from "../marking/learner-mark.ts";
import type { MarkRules } from "../marking/marks.ts";
import { type Move, movesBetween, type Standing } from "../marking/moves.ts";
import { NO_POLICY } from "../marking/policy.ts";
import { recordOfResult } from "../marking/record-of.ts";
import type { LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import type { Text } from "../text.ts";
import type { Part } from "./grade-part.ts";
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
  readonly rules: MarkRules;
  readonly book?: Gradebook;
  /** @returns what to report of the learner; undefined where it is told later, with the rest. */
  readonly keep: (result: LearnerResult) => Promise<LearnerResult | undefined>;
  /** What to report of all others, one at a time, in the order of the class. */
  readonly rest: () => AsyncIterable<LearnerResult>;
  /** Whose mark moves; "nothing-before": there is nothing to compare with. */
  readonly moves: () => Promise<readonly Move[] | "nothing-before">;
  readonly close: () => Promise<void>;
}

/** @param part of the class is graded; a gradebook knows the rest. @throws UsageError, GradebookFault */
export async function gradingMarks(
  options: MarkOptions,
  course: Course,
  learners: readonly Learner[],
  part: Part,
): Promise<GradingMarks> {
  const { gradebook, lang } = options;
  const said = rulesSaid(options);
  if (gradebook !== undefined) return keptMarks(gradebook, options, course, learners);
  for (const name of ["diff", "anonymous"] as const)
    if (options[name] === true) throw new UsageError(needsGradebook(`--${name}`)[lang]);
  const rules = { policy: said.policy ?? NO_POLICY, classDueMs: said.classDueMs };
  const people = new Map(learners.map(({ id, person }) => [id, person]));
  const reported = (result: LearnerResult): LearnerResult => {
    if (said.policy === undefined) return result;
    const record = recordOfResult(result, allowancesOf(people.get(result.learner)));
    return learnerMark(record, idsOf(course), rules)?.result ?? result;
  };
  return {
    seed: part.seed ?? drawSeed(),
    before: part.before,
    rules,
    keep: async (result) => reported(part.whole(result)),
    async *rest() {
      for (const result of part.rest()) yield reported(result);
    },
    moves: async () => "nothing-before",
    close: async () => {},
  };
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
  // As the gradebook knows them: a roster that was given once holds.
  const known = new Map((await book.learners()).map((learner) => [learner.id, learner]));
  const untold = new Map(learners.map((learner) => [learner.id, known.get(learner.id) ?? learner]));
  const marks = () => marksInGradebook(book, [...untold.values()], course, rules);
  // Whoever asks for no names gets no files either whose times say who is who.
  const isTold = options.diff !== true && options.anonymous !== true;
  return {
    ...{ seed, rules, book },
    before: (learner, grader) => book.keptResults(learner.id, grader),
    keep: async (result) => {
      await book.keep(id, result, now());
      const learner = isTold ? untold.get(result.learner) : undefined;
      if (learner === undefined) return undefined;
      untold.delete(result.learner);
      return learnerMark(await book.recordOf(learner), idsOf(course), rules)?.result;
    },
    async *rest() {
      for await (const { result } of marks()) yield result;
    },
    moves: async () => {
      if (earlier === undefined) return "nothing-before";
      return movesBetween(earlier, await standingsOf(marks()));
    },
    close: () => book.close(),
  };
}

/** What learners were told last, or, before anything was published, what was kept last. */
async function earlierStandings(book: Gradebook, course: Course): Promise<readonly Standing[] | undefined> {
  const told = await book.lastStandings();
  if (told !== undefined) return told;
  const standings = await standingsOf(
    marksInGradebook(book, await book.learners(), course, await rulesKept(book)),
  );
  return standings.length === 0 ? undefined : standings;
}

async function standingsOf(marks: AsyncIterable<LearnerMark>): Promise<readonly Standing[]> {
  const standings: Standing[] = [];
  for await (const { standing } of marks) standings.push(standing);
  return standings;
}

/** One at a time, so that no more than one record is in memory. Who was never graded has none. */
export async function* marksInGradebook(
  book: Gradebook,
  learners: readonly Learner[],
  course: Course,
  rules: MarkRules,
): AsyncGenerator<LearnerMark> {
  for (const learner of learners) {
    const mark = learnerMark(await book.recordOf(learner), idsOf(course), rules);
    if (mark !== undefined) yield mark;
  }
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

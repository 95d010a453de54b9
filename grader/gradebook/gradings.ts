/** What graders keep: each learner's submission and results, as soon as they are there, in one transaction. */
import type { Expression, FunctionModule, Selectable } from "kysely";
import type { ExerciseResult, LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import type { Db } from "./open.ts";
import type { Tables } from "./tables.ts";

export interface GradingStart {
  readonly startedAt: string;
  /** Undefined: that of the grading before, else `drawnSeed`. */
  readonly seed: number | undefined;
  readonly drawnSeed: number;
  readonly version: string;
  readonly courseHash: string;
}

export interface Grading {
  readonly id: number;
  readonly seed: number;
}

/** In one statement, so that of two graders at once the second takes the seed of the first. */
export async function beginGrading(
  db: Db,
  { startedAt, seed, drawnSeed, version, courseHash }: GradingStart,
): Promise<Grading> {
  return db
    .insertInto("gradings")
    .values(({ fn, selectFrom, val }) => ({
      startedAt,
      graderVersion: version,
      courseHash,
      seed:
        seed ??
        fn.coalesce(
          selectFrom("gradings").select("seed").orderBy("id", "desc").limit(1).$asScalar(),
          val(drawnSeed),
        ),
    }))
    .returning(["id", "seed"])
    .executeTakeFirstOrThrow();
}

/** What a roster says replaces what was known; a grading without one leaves it. */
export async function knowLearners(db: Db, learners: readonly Learner[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const { id, person, paths } of learners) {
      const known = {
        person: person === undefined ? null : JSON.stringify(person),
        paths: JSON.stringify(paths),
      };
      const isOfRoster = person?.id !== undefined;
      await transaction
        .insertInto("learners")
        .values({ learner: id, ...known, word: null })
        .onConflict((conflict) =>
          conflict.column("learner").doUpdateSet(({ fn, ref }) => ({
            paths: known.paths,
            person: isOfRoster ? known.person : fn.coalesce("learners.person", ref("excluded.person")),
          })),
        )
        .execute();
    }
  });
}

/** @returns results by exercise that were made with this seed, in this language; of several the one that was used last. */
export async function keptResults(
  db: Db,
  learner: string,
  { seed, lang }: Pick<LearnerResult["grader"], "seed" | "lang">,
): Promise<ReadonlyMap<string, ExerciseResult>> {
  const rows = await db
    .selectFrom("results")
    .innerJoin("submissions", "submissions.id", "results.submission")
    .select(["results.exercise", "results.result"])
    .where("submissions.learner", "=", learner)
    .where("results.status", "=", "graded")
    .where("results.seed", "=", seed)
    .where("results.lang", "=", lang)
    .orderBy("results.usedIn")
    .orderBy("results.id")
    .execute();
  return new Map(rows.map(({ exercise, result }) => [exercise, JSON.parse(result) as ExerciseResult]));
}

/** A learner's submission with all its results, or nothing of it. */
export async function keepResult(
  db: Db,
  grading: number,
  { learner, submission, grader, exercises, retried }: LearnerResult,
  seenAt: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const id = await keepSubmission(transaction, learner, submission, seenAt);
    await keepExercises(transaction, { grading, submission: id, grader, retried }, exercises);
  });
}

/**
 * Of a copy with newer times, and of another due date, the submission is still the same. Where nothing is new, nothing is written: that
 * would cost a wait for the disk for each learner of a class that was graded before. An update comes first, since a transaction that
 * begins with reading may find another grader writing when it has to.
 * @returns its id.
 */
async function keepSubmission(
  db: Db,
  learner: string,
  { sha256, submittedAt, dueAt, notes = [], predictions = [] }: LearnerResult["submission"],
  seenAt: string,
): Promise<number> {
  const identity = { learner, sha256: sha256 ?? "" };
  const told = { notes: JSON.stringify(notes), predictions: JSON.stringify(predictions) };
  const row = { dueAt: dueAt ?? null, ...told };
  await db
    .updateTable("submissions")
    .set(({ fn, val }) => ({ ...row, submittedAt: earliest(fn, val(submittedAt)) }))
    .where(({ and, eb, fn, not, val }) =>
      and([
        and(identity),
        not(
          and([
            eb("submittedAt", "is", earliest(fn, val(submittedAt))),
            eb("dueAt", "is", row.dueAt),
            and(told),
          ]),
        ),
      ]),
    )
    .execute();
  const known = await db
    .selectFrom("submissions")
    .select("id")
    .where(({ and }) => and(identity))
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const { id } = await db
    .insertInto("submissions")
    .values({ ...identity, ...row, submittedAt, seenAt })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** @param seen of a submission that is known already. */
function earliest(
  fn: FunctionModule<Tables, "submissions">,
  seen: Expression<string | null>,
): Expression<string | null> {
  return fn<string | null>("min", ["submittedAt", seen]);
}

type Row = Selectable<Tables["results"]>;

interface Judgement {
  readonly grading: number;
  /** Its id. */
  readonly submission: number;
  readonly grader: LearnerResult["grader"];
  readonly retried: LearnerResult["retried"] | undefined;
}

/**
 * What is kept already stays as it is, but for a fault of the grader, which a later judgement replaces. What is kept and was used
 * last need not be written again.
 */
async function keepExercises(
  db: Db,
  { grading, submission, grader: { seed, lang }, retried }: Judgement,
  results: readonly ExerciseResult[],
): Promise<void> {
  const usedLast = await exercisesUsedLast(db, submission);
  const rows = results
    .map((result) => ({
      ...{ submission, exercise: result.id, exerciseSha256: result.exerciseSha256 ?? "", seed, lang },
      ...{ status: result.status, result, retried: retried ?? null },
      ...{ judgedIn: grading, usedIn: grading },
    }))
    .filter((row) => usedLast.get(row.exercise) !== keyOf(row))
    .map((row) => ({ ...row, result: JSON.stringify(row.result) }));
  if (rows.length === 0) return;
  await db
    .insertInto("results")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["submission", "exercise", "exerciseSha256", "seed", "lang"])
        .doUpdateSet(({ eb, ref }) => {
          const newer = <C extends "status" | "result" | "retried" | "judgedIn">(column: C) =>
            eb
              .case()
              .when("results.status", "=", "error")
              .then(ref(`excluded.${column}`))
              .else(ref(`results.${column}`))
              .end();
          return {
            ...{ status: newer("status"), result: newer("result"), retried: newer("retried") },
            ...{ judgedIn: newer("judgedIn"), usedIn: grading },
          };
        }),
    )
    .execute();
}

/** Exercise -> the key of its row that was used last, unless that was a fault of the grader. */
async function exercisesUsedLast(db: Db, submission: number): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("results")
    .select(["exercise", "exerciseSha256", "seed", "lang", "status"])
    .where("submission", "=", submission)
    .orderBy("usedIn")
    .orderBy("id")
    .execute();
  return new Map(rows.map((row) => [row.exercise, row.status === "error" ? "" : keyOf(row)]));
}

function keyOf({ exerciseSha256, seed, lang }: Pick<Row, "exerciseSha256" | "seed" | "lang">): string {
  return `${exerciseSha256} ${seed} ${lang}`;
}

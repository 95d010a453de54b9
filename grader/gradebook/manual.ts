/** What an instructor gives by hand. It stays over regrades until it is cleared, and what was cleared is remembered. */
import type { Db } from "./open.ts";

/** What points or a comment are about: a learner, one of their exercises, or one check of it. */
export interface Place {
  readonly learner: string;
  readonly exercise?: string;
  readonly check?: string;
}

interface Given {
  readonly givenAt: string;
}

export async function givePoints(
  db: Db,
  place: Place,
  { points, reason, givenAt }: Given & { readonly points: number; readonly reason: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await clearAt(transaction, "overrides", place, givenAt);
    const row = { ...columnsOf(place), points, reason, givenAt, clearedAt: null };
    await transaction.insertInto("overrides").values(row).execute();
  });
}

export async function comment(
  db: Db,
  place: Place,
  { text, givenAt }: Given & { readonly text: string },
): Promise<void> {
  const row = { ...columnsOf(place), comment: text, givenAt, clearedAt: null };
  await db.insertInto("comments").values(row).execute();
}

export async function clear(db: Db, place: Place, clearedAt: string): Promise<number> {
  return db
    .transaction()
    .execute(
      async (transaction) =>
        (await clearAt(transaction, "overrides", place, clearedAt)) +
        (await clearAt(transaction, "comments", place, clearedAt)),
    );
}

/** Just there: points of a check stay when those of its exercise are cleared. */
async function clearAt(
  db: Db,
  table: "overrides" | "comments",
  place: Place,
  clearedAt: string,
): Promise<number> {
  const { learner, exercise, check } = columnsOf(place);
  const { numUpdatedRows } = await db
    .updateTable(table)
    .set({ clearedAt })
    .where("learner", "=", learner)
    .where("exercise", "=", exercise)
    .where("check", "=", check)
    .where("clearedAt", "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function columnsOf({ learner, exercise = "", check = "" }: Place) {
  return { learner, exercise, check };
}

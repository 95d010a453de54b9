/** What learners were told: the standing of each in a publication. */
import type { Standing } from "../marking/moves.ts";
import type { Db } from "./open.ts";

export async function publish(db: Db, standings: readonly Standing[], publishedAt: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { id: publication } = await transaction
      .insertInto("publications")
      .values({ publishedAt })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (const standing of standings)
      await transaction
        .insertInto("published")
        .values({ publication, learner: standing.learner, standing: JSON.stringify(standing) })
        .execute();
  });
}

/** @returns of each learner the newest that they were told; undefined where nothing was published yet. */
export async function lastStandings(db: Db): Promise<readonly Standing[] | undefined> {
  const rows = await db
    .selectFrom("published")
    .select(["learner", "standing"])
    .orderBy("publication")
    .execute();
  if (rows.length === 0) return undefined;
  const newest = new Map(rows.map(({ learner, standing }) => [learner, standing]));
  return [...newest.values()].map((standing) => JSON.parse(standing) as Standing);
}

/**
 * The gradebook of a class: one file of SQLite that holds every submission, every result, what an instructor gave by hand, and what
 * was published. What a method has done when it returns survives a crash; several commands may use one file at the same time.
 */
import type { Standing } from "../marking/moves.ts";
import type { LearnerRecord } from "../marking/record.ts";
import type { ExerciseResult, LearnerResult } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import { faultOf } from "./fault.ts";
import {
  beginGrading,
  type Grading,
  type GradingStart,
  keepResult,
  keptResults,
  knowLearners,
} from "./gradings.ts";
import { clear, comment, givePoints, type Place } from "./manual.ts";
import { type Db, openTables } from "./open.ts";
import { lastStandings, publish } from "./publications.ts";
import { recordOf } from "./records.ts";
import { wordsOf } from "./words.ts";

/** What holds for the whole class until another value is given. */
type Setting = "policy" | "dueMs" | "hintsReleased";

/** Each method throws GradebookFault where the file cannot be read or written. */
export class Gradebook {
  readonly #db: Db;
  readonly #file: string;

  /** @param isNew whether a file that does not exist is made. @throws GradebookFault */
  constructor(file: string, { isNew }: { readonly isNew: boolean }) {
    this.#db = openTables(file, { isNew });
    this.#file = file;
  }

  beginGrading(start: GradingStart): Promise<Grading> {
    return this.#told(beginGrading(this.#db, start));
  }

  knowLearners(learners: readonly Learner[]): Promise<void> {
    return this.#told(knowLearners(this.#db, learners));
  }

  /** Everybody who was ever graded, by their ids. */
  async learners(): Promise<readonly Learner[]> {
    const rows = await this.#told(this.#db.selectFrom("learners").selectAll().orderBy("learner").execute());
    return rows.map(({ learner, person, paths }) => ({
      id: learner,
      paths: JSON.parse(paths) as string[],
      ...(person === null ? {} : { person: JSON.parse(person) as NonNullable<Learner["person"]> }),
    }));
  }

  keptResults(
    learner: string,
    grader: LearnerResult["grader"],
  ): Promise<ReadonlyMap<string, ExerciseResult>> {
    return this.#told(keptResults(this.#db, learner, grader));
  }

  /** @param seenAt now, as an ISO text. */
  keep(grading: number, result: LearnerResult, seenAt: string): Promise<void> {
    return this.#told(keepResult(this.#db, grading, result, seenAt));
  }

  recordOf(learner: Learner): Promise<LearnerRecord> {
    return this.#told(recordOf(this.#db, learner));
  }

  /** Instead of those that were given before. @param givenAt now, as an ISO text. */
  givePoints(
    place: Place & { readonly exercise: string },
    points: number,
    reason: string,
    givenAt: string,
  ): Promise<void> {
    return this.#told(givePoints(this.#db, place, { points, reason, givenAt }));
  }

  comment(place: Place, text: string, givenAt: string): Promise<void> {
    return this.#told(comment(this.#db, place, { text, givenAt }));
  }

  /** @returns how many points and comments are no more in force. */
  clear(place: Place, clearedAt: string): Promise<number> {
    return this.#told(clear(this.#db, place, clearedAt));
  }

  publish(standings: readonly Standing[], publishedAt: string): Promise<void> {
    return this.#told(publish(this.#db, standings, publishedAt));
  }

  /** @returns undefined where nothing was published yet. */
  lastStandings(): Promise<readonly Standing[] | undefined> {
    return this.#told(lastStandings(this.#db));
  }

  /** The words that stand for learners; they are drawn once. @param draw a number from 0 to below its argument. */
  wordsOf(
    learners: readonly string[],
    draw: (below: number) => number,
  ): Promise<ReadonlyMap<string, string>> {
    return this.#told(wordsOf(this.#db, learners, draw));
  }

  async setting(name: Setting): Promise<string | undefined> {
    const query = this.#db.selectFrom("settings").select("value").where("name", "=", name);
    return (await this.#told(query.executeTakeFirst()))?.value;
  }

  async set(name: Setting, value: string): Promise<void> {
    const query = this.#db.insertInto("settings").values({ name, value });
    await this.#told(
      query.onConflict((conflict) => conflict.column("name").doUpdateSet({ value })).execute(),
    );
  }

  close(): Promise<void> {
    return this.#told(this.#db.destroy());
  }

  async #told<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work;
    } catch (error) {
      throw faultOf(error, this.#file);
    }
  }
}

/** Opens the file of a gradebook, and brings it to the tables of this program. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver } from "kysely";
import { BUSY_TIMEOUT_MS, faultOf, GradebookFault, gradebookTexts as texts } from "./fault.ts";
import { migrations } from "./migrations/index.ts";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;

/** In the header of the file: whose database it is. */
const APPLICATION_ID = 0x62637267; // "bcrg"

/** Of the database's pages in memory: a learner's are read once. */
const CACHE_KIB = 2_000;

/**
 * What is committed is on the disk: a crash at any moment loses nothing that was kept.
 * @param isNew whether a file that does not exist is made. @throws GradebookFault
 */
export function openTables(file: string, { isNew }: { readonly isNew: boolean }): Db {
  if (!isNew && !existsSync(file)) throw new GradebookFault(texts.missing(file));
  try {
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    database.pragma(`cache_size = -${CACHE_KIB}`);
    migrate(database, file);
    return new Kysely<Tables>({ dialect: new OwnDialect(database) });
  } catch (error) {
    throw faultOf(error, file);
  }
}

/** All that is missing, or nothing: in one transaction, which no other process can be in at the same time. */
function migrate(database: Database.Database, file: string): void {
  database
    .transaction(() => {
      const version = database.pragma("user_version", { simple: true }) as number;
      const isOurs = database.pragma("application_id", { simple: true }) === APPLICATION_ID;
      const tables = database.prepare("select count(*) from sqlite_master").pluck().get();
      if (!isOurs && (version > 0 || tables !== 0)) throw new GradebookFault(texts.foreign(file));
      if (version > migrations.length) throw new GradebookFault(texts.newer(file));
      for (const sql of migrations.slice(version)) database.exec(sql);
      database.pragma(`user_version = ${migrations.length}`);
      database.pragma(`application_id = ${APPLICATION_ID}`);
    })
    .immediate();
}

class OwnDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new OwnDriver(this.#database);
  }
}

/** Where the disk is full, SQLite takes a transaction back by itself: a second time would be a fault that hides the reason. */
class OwnDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

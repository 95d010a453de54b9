/** Everything that is kept of learners, as `marking/` reads it. */
import type { Selectable } from "kysely";
import { allowancesOf } from "../marking/assignments.ts";
import type { LearnerRecord, Submission } from "../marking/record.ts";
import type { ExerciseResult, LearnerResult, Retried } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import { lateness } from "../submission/lateness.ts";
import type { Db } from "./open.ts";
import type { Tables } from "./tables.ts";

/** Those of one learner; their submissions in the order in which they were seen, each as it was judged last. */
export async function recordOf(db: Db, { id: learner, person }: Learner): Promise<LearnerRecord> {
  const { name, email, section, timeMultiplier } = person ?? {};
  const shown = { name, email, section, timeMultiplier };
  const isKnown = Object.values(shown).some((value) => value !== undefined);
  return {
    learner,
    ...(isKnown ? { person: shown } : {}),
    allowances: allowancesOf(person),
    submissions: await submissionsOf(db, learner),
    manual: (await inForce(db, "overrides", learner).select(["points", "reason"]).execute()).map(
      ({ exercise, check, points, reason }) => ({ exercise, ...ofCheck(check), points, reason }),
    ),
    comments: (await inForce(db, "comments", learner).select("comment").execute()).map(
      ({ exercise, check, comment }) => ({
        ...(exercise === "" ? {} : { exercise }),
        ...ofCheck(check),
        text: comment,
      }),
    ),
  };
}

async function submissionsOf(db: Db, learner: string): Promise<readonly Submission[]> {
  const rows = await db
    .selectFrom("submissions")
    .innerJoin("results", "results.submission", "submissions.id")
    .innerJoin("gradings", "gradings.id", "results.judgedIn")
    .select(["submissions.id", "sha256", "submittedAt", "dueAt", "notes", "predictions"])
    .select(["exercise", "result", "retried", "results.seed", "lang", "graderVersion", "courseHash"])
    .where("learner", "=", learner)
    .orderBy("submissions.id")
    .orderBy("results.usedIn")
    .orderBy("results.id")
    .execute();
  const found = new Map<
    number,
    { submission: LearnerResult["submission"]; exercises: Map<string, Submission["exercises"][number]> }
  >();
  for (const row of rows) {
    const { id, exercise, result, retried, seed, lang, graderVersion, courseHash } = row;
    const entry = found.get(id) ?? { submission: submissionOf(row), exercises: new Map() };
    found.set(id, entry);
    entry.exercises.set(exercise, {
      result: JSON.parse(result) as ExerciseResult,
      grader: { version: graderVersion, courseHash, seed, lang: lang === "ko" ? "ko" : "en" },
      ...(retried === null ? {} : { retried: retried as Retried }),
    });
  }
  return [...found.values()].map(({ submission, exercises }) => ({
    submission,
    exercises: [...exercises.values()],
  }));
}

function submissionOf({
  sha256,
  submittedAt,
  dueAt,
  notes,
  predictions,
}: Pick<
  Selectable<Tables["submissions"]>,
  "sha256" | "submittedAt" | "dueAt" | "notes" | "predictions"
>): LearnerResult["submission"] {
  const predicted = JSON.parse(predictions) as NonNullable<LearnerResult["submission"]["predictions"]>;
  return {
    sha256: sha256 === "" ? null : sha256,
    submittedAt,
    notes: JSON.parse(notes) as string[],
    ...(predicted.length === 0 ? {} : { predictions: predicted }),
    ...lateness(submittedAt, dueAt === null ? undefined : Date.parse(dueAt)),
  };
}

function inForce(db: Db, table: "overrides" | "comments", learner: string) {
  return db
    .selectFrom(table)
    .select(["exercise", "check"])
    .where("learner", "=", learner)
    .where("clearedAt", "is", null)
    .orderBy("id");
}

function ofCheck(check: string): { readonly check?: string } {
  return check === "" ? {} : { check };
}

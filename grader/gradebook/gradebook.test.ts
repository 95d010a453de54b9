// A gradebook keeps what it was given, once, whoever else writes to the same file.
import Database from "better-sqlite3";
import { afterEach, describe, expect, test } from "vitest";
import { type LearnerMark, learnerMark } from "../marking/learner-mark.ts";
import { NO_POLICY } from "../marking/policy.ts";
import type { ExerciseResult, LearnerResult } from "../result.ts";
import { exerciseResult, learnerResult } from "../testing/reported-class.ts";
import { ScratchFolder } from "../testing/scratch-folder.ts";
import { GradebookFault } from "./fault.ts";
import { Gradebook } from "./gradebook.ts";
import { first } from "./migrations/0001-first.ts";

const folder = new ScratchFolder();
const open = new Set<Gradebook>();
afterEach(async () => {
  for (const book of open) await book.close();
  open.clear();
});

function opened(name = "class.db", isNew = true): Gradebook {
  const book = new Gradebook(folder.at(name), { isNew });
  open.add(book);
  return book;
}

const NOW = "2026-03-02T00:00:00.000Z";
const KIM = { id: "kim", paths: ["/class/kim"], person: { id: "kim", name: "Kim", timeMultiplier: 2 } };
const start = { startedAt: NOW, seed: undefined, drawnSeed: 7, version: "1.0.0", courseHash: "1".repeat(64) };
const ID = "01-scale-to-five";

function result(
  own: Partial<ExerciseResult> = {},
  grader: Partial<LearnerResult["grader"]> = {},
): LearnerResult {
  const exercise = exerciseResult({ answerSha256: "a".repeat(64), exerciseSha256: "e".repeat(64), ...own });
  const all = learnerResult("kim", exercise);
  return { ...all, grader: { ...all.grader, seed: 7, ...grader } };
}

/** A gradebook with one learner, and a grading that has begun. */
async function begun(name?: string): Promise<{ book: Gradebook; id: number; seed: number }> {
  const book = opened(name);
  await book.knowLearners([KIM]);
  return { book, ...(await book.beginGrading(start)) };
}

describe("a gradebook", () => {
  test("gives back what was kept, byte for byte, also when it is opened again", async () => {
    const { book, id, seed } = await begun();
    const kept = result({ durationMs: 3 });
    await book.keep(id, kept, NOW);
    await book.close();
    open.delete(book);
    const again = opened(undefined, false);
    const results = await again.keptResults("kim", { ...kept.grader, seed });
    expect(JSON.stringify(results.get(ID))).toBe(JSON.stringify(kept.exercises[0]));
    expect(await again.learners()).toEqual([KIM]);
    expect((await again.recordOf(KIM)).allowances).toEqual({ timeMultiplier: 2 });
  });

  test("of before predictions keeps what it has, and from then on what is predicted", async () => {
    const old = new Database(folder.at("old.db"));
    old.exec(first);
    old.pragma("user_version = 1");
    old.pragma("application_id = 0x62637267");
    old.exec(`insert into learners values ('kim', null, '["/class/kim"]', null)`);
    old.close();
    const book = opened("old.db", false);
    expect((await book.learners()).map(({ id }) => id)).toEqual(["kim"]);
    const predictions = [{ lesson: "01-why", question: "after-a-restart", choice: "b" }];
    const kept = result();
    const { id } = await book.beginGrading(start);
    await book.keep(id, { ...kept, submission: { ...kept.submission, predictions } }, NOW);
    const [submission] = (await book.recordOf(KIM)).submissions;
    expect(submission?.submission.predictions).toEqual(predictions);
  });

  test("says why a result is of a second grading, also when it is kept again", async () => {
    const { book, id } = await begun();
    await book.keep(id, { ...result(), retried: "crash" }, NOW);
    await book.keep(id, result(), NOW);
    const mark = learnerMark(await book.recordOf(KIM), [ID], { policy: NO_POLICY, classDueMs: undefined });
    expect(mark?.result.retried).toBe("crash");
  });

  test("has a result once, however often it is kept", async () => {
    const { book, id } = await begun();
    for (const durationMs of [1, 2]) await book.keep(id, result({ durationMs }), NOW);
    const { submissions } = await book.recordOf(KIM);
    expect(
      submissions.map(({ exercises }) => exercises.map(({ result: { durationMs } }) => durationMs)),
    ).toEqual([[1]]);
  });

  test("is not written to where nothing is new", async () => {
    const { book, id } = await begun();
    await book.keep(id, result(), NOW);
    const { id: again } = await book.beginGrading(start);
    const other = new Database(folder.at("class.db"), { readonly: true });
    // Another connection sees by this number whether anybody has written.
    const version = () => other.pragma("data_version", { simple: true });
    const before = version();
    await book.keep(again, result({ durationMs: 2 }), NOW);
    expect(version()).toBe(before);
    const { submission, ...rest } = result();
    await book.keep(again, { ...rest, submission: { ...submission, dueAt: NOW } }, NOW);
    expect(version()).not.toBe(before);
    other.close();
  });

  test("replaces a fault of the grader by a judgement, and never the other way", async () => {
    const { book, id } = await begun();
    for (const status of ["error", "graded", "error"] as const) await book.keep(id, result({ status }), NOW);
    const { submissions } = await book.recordOf(KIM);
    expect(submissions[0]?.exercises[0]?.result.status).toBe("graded");
  });

  test("holds the earliest time of a submission, since a copy of it is newer", async () => {
    const { book, id } = await begun();
    for (const day of ["05", "04", "09"]) {
      const { submission, ...rest } = result();
      await book.keep(
        id,
        { ...rest, submission: { ...submission, submittedAt: `2026-01-${day}T00:00:00.000Z` } },
        NOW,
      );
    }
    const { submissions } = await book.recordOf(KIM);
    expect(submissions.map(({ submission }) => submission.submittedAt)).toEqual(["2026-01-04T00:00:00.000Z"]);
  });

  test("shows a submission as it was judged last, also on the seed of an earlier grading", async () => {
    const { book, id } = await begun();
    await book.keep(id, result({ score: 1 }), NOW);
    const second = await book.beginGrading({ ...start, seed: 8 });
    await book.keep(second.id, result({ score: 2 }, { seed: 8 }), NOW);
    const third = await book.beginGrading({ ...start, seed: 7 });
    await book.keep(third.id, result({ score: 1 }), NOW);
    const { submissions } = await book.recordOf(KIM);
    expect(submissions[0]?.exercises[0]).toMatchObject({ result: { score: 1 }, grader: { seed: 7 } });
  });

  test("grades on its seed until another one is asked for", async () => {
    const { book, seed } = await begun();
    expect(seed).toBe(7);
    expect((await book.beginGrading({ ...start, drawnSeed: 9 })).seed).toBe(7);
    expect((await book.beginGrading({ ...start, seed: 3 })).seed).toBe(3);
    expect((await book.beginGrading({ ...start, drawnSeed: 9 })).seed).toBe(3);
  });

  test("gives what was kept only for the same seed and language, and no fault of the grader", async () => {
    const { book, id } = await begun();
    await book.keep(id, result(), NOW);
    const { grader } = result();
    for (const other of [{ seed: 8 }, { lang: "ko" as const }])
      expect((await book.keptResults("kim", { ...grader, ...other })).size).toBe(0);
    const failing = await begun("other.db");
    await failing.book.keep(failing.id, result({ status: "error" }), NOW);
    expect((await failing.book.keptResults("kim", grader)).size).toBe(0);
  });
});

test("what a roster said of a learner holds when they are graded without one", async () => {
  const { book } = await begun();
  await book.knowLearners([{ id: "kim", paths: ["/late/kim.zip"] }]);
  expect(await book.learners()).toEqual([{ ...KIM, paths: ["/late/kim.zip"] }]);
  await book.knowLearners([{ ...KIM, person: { id: "kim", name: "Kim M." } }]);
  expect(await book.learners()).toEqual([{ ...KIM, person: { id: "kim", name: "Kim M." } }]);
});

describe("what an instructor gives by hand", () => {
  test("stays until it is replaced or taken back, each at its own place", async () => {
    const { book, id } = await begun();
    await book.keep(id, result(), NOW);
    const place = { learner: "kim", exercise: ID };
    await book.givePoints(place, 1, "first", NOW);
    await book.givePoints(place, 2.5, "second", NOW);
    await book.givePoints({ ...place, check: "five" }, 3, "of a check", NOW);
    await book.comment({ learner: "kim" }, "well done", NOW);
    await book.keep(id, result({ exerciseSha256: "f".repeat(64) }), NOW);
    expect(await book.recordOf(KIM)).toMatchObject({
      manual: [
        { exercise: ID, points: 2.5, reason: "second" },
        { exercise: ID, check: "five", points: 3, reason: "of a check" },
      ],
      comments: [{ text: "well done" }],
    });
    expect(await book.clear(place, NOW)).toBe(1);
    expect(await book.clear({ learner: "kim" }, NOW)).toBe(1);
    expect(await book.recordOf(KIM)).toMatchObject({ manual: [{ check: "five" }], comments: [] });
  });
});

test("a publication is what learners were told last", async () => {
  const { book, id } = await begun();
  expect(await book.lastStandings()).toBeUndefined();
  await book.keep(id, result(), NOW);
  const rules = { policy: NO_POLICY, classDueMs: undefined };
  const { standing } = learnerMark(await book.recordOf(KIM), [ID], rules) as LearnerMark;
  await book.publish([], NOW);
  await book.publish([standing], NOW);
  expect(await book.lastStandings()).toEqual([standing]);
});

test("words for learners are drawn once, and are different ones", async () => {
  const { book } = await begun();
  await book.knowLearners([{ id: "lee", paths: [] }]);
  const first = await book.wordsOf(["kim", "lee"], () => 0);
  expect([...first.values()]).toEqual(["amber-ant", "amber-ant-2"]);
  expect(await book.wordsOf(["lee", "kim"], () => 5)).toEqual(first);
});

describe("two commands at once", () => {
  test("take the same seed, and count nothing twice", async () => {
    const [one, two] = [opened(), opened()];
    for (const book of [one, two]) await book.knowLearners([KIM]);
    const gradings = [
      await one.beginGrading({ ...start, drawnSeed: 11 }),
      await two.beginGrading({ ...start, drawnSeed: 12 }),
    ];
    expect(gradings.map(({ seed }) => seed)).toEqual([11, 11]);
    for (const [index, book] of [one, two, one, two].entries())
      await book.keep(gradings[index % 2]?.id ?? 0, result(), NOW);
    const { submissions } = await one.recordOf(KIM);
    expect(submissions.map(({ exercises }) => exercises.length)).toEqual([1]);
  });
});

describe("a file that is no gradebook is refused in a sentence", () => {
  const refusal = (name: string, isNew = true): string => {
    try {
      opened(name, isNew);
    } catch (error) {
      if (error instanceof GradebookFault) return error.text.en;
      throw error;
    }
    return "";
  };

  test("one that is not there", () => {
    expect(refusal("none.db", false)).toContain("there is no gradebook");
    expect(refusal("none/class.db")).toContain("its folder must exist");
  });

  test("text, and a database of another program", () => {
    folder.write(
      "notes.txt",
      "not a database, but long enough to be taken for the header of one ".repeat(20),
    );
    expect(refusal("notes.txt")).toContain("is no gradebook");
    const other = new Database(folder.at("other.db"));
    other.exec("create table songs (title text)");
    other.close();
    expect(refusal("other.db")).toContain("of another program");
  });

  test("one of a newer program, which stays as it is", async () => {
    const { book } = await begun();
    await book.close();
    open.delete(book);
    const raw = new Database(folder.at("class.db"));
    raw.pragma("user_version = 99");
    raw.close();
    expect(refusal("class.db")).toContain("newer bootcamp: update this one; nothing was changed");
    const after = new Database(folder.at("class.db"));
    expect(after.pragma("user_version", { simple: true })).toBe(99);
    after.close();
  });
});

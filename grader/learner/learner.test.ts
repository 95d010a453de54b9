import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Exercise } from "../course/exercise.ts";
import { hintReady, hintsEarned, readHints } from "./hints.ts";
import { Learner } from "./learner.ts";
import { begunAt, noProgress } from "./progress.ts";
import { giveUp, maySeeSolution, solutionDiff } from "./solution.ts";

let folder = "";
let learner: Learner;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-03-01T10:00:00Z"), toFake: ["Date"] });
  folder = mkdtempSync(join(tmpdir(), "learner-"));
  for (const id of ["01-a", "01-b", "02-c"]) writeExercise(id);
  learner = open();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

const open = (): Learner =>
  new Learner({ courseFolder: join(folder, "course"), workFolder: join(folder, "work") });

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function writeExercise(id: string): void {
  const text = `{ ko: 가, en: a }`;
  write(
    `course/${id}/exercise.yaml`,
    `id: ${id}\nkind: build\nobjectives: [write-a-service]\ntitle: ${text}\ntext: ${text}\npoints: 10\nminutes: 5\nmanifests: apply\nhints: [${text}, ${text}, ${text}]\n`,
  );
  write(`course/${id}/start/commands.sh`, "# here\n");
  write(`course/${id}/start/a.yaml`, "a: 1\n");
  write(`course/${id}/solution/commands.sh`, "kubectl scale\n");
}

function exercise(id: string): Exercise {
  const found = learner.course.exercises.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

const failOnce = (id: string): void =>
  learner.record(exercise(id), ({ failedSinceHint }) => ({ failedSinceHint: failedSinceHint + 1 }));
const solve = (id: string): void =>
  learner.record(exercise(id), () => ({ solvedAt: "2026-03-01T11:00:00Z" }));
const later = (): void => void vi.setSystemTime(Date.now() + 60_000);

describe("where a learner is", () => {
  test("at the first exercise, then at the one last worked on, then at what follows what they solved", () => {
    expect(learner.current()?.id).toBe("01-a");
    learner.begin(exercise("02-c"));
    later();
    learner.begin(exercise("01-b"));
    expect(learner.current()?.id).toBe("01-b");
    later();
    learner.begin(exercise("02-c"));
    expect(learner.current()?.id).toBe("02-c");
    solve("02-c");
    expect(learner.current()?.id).toBe("01-b");
    solve("01-b");
    // Nothing unsolved behind it: the first of all.
    expect(learner.current()?.id).toBe("01-a");
    later();
    solve("01-a");
    expect([learner.current(), learner.lastSolved()?.id]).toEqual([undefined, "01-a"]);
  });

  test("what is begun stays as it is, and a reset keeps it under the next free name", () => {
    expect(learner.begin(exercise("01-a"))).toBe(true);
    write("work/01-a/commands.sh", "\uFEFFmine\r\n");
    expect(learner.begin(exercise("01-a"))).toBe(false);
    const { ino } = statSync(join(folder, "work/01-a"));
    const backups = [learner.work.reset(exercise("01-a")), learner.work.reset(exercise("01-a"))];
    expect(backups).toEqual([1, 2].map((number) => join(folder, "work", ".backup", `01-a-${number}`)));
    // A terminal that stands in the folder is still in it.
    expect(statSync(join(folder, "work/01-a")).ino).toBe(ino);
    expect(readFileSync(join(backups[0] ?? "", "commands.sh"), "utf8")).toBe("\uFEFFmine\r\n");
    expect(readFileSync(join(folder, "work/01-a/commands.sh"), "utf8")).toBe("# here\n");
  });

  test("a broken exercise is left out with a sentence, and the others go on", () => {
    write("course/01-b/exercise.yaml", "id: [");
    learner = open();
    expect(learner.course.exercises.map(({ id }) => id)).toEqual(["01-a", "02-c"]);
    expect(learner.takeNotes()[0]?.en).toMatch(
      /^01-b is left out, by a fault of the course and not of yours: /,
    );
    expect(learner.takeNotes()).toEqual([]);
  });
});

describe("progress", () => {
  test.each([
    ["half a file", '{ "schema": "service-bootcamp/pro'],
    ["another version", '{ "schema": "service-bootcamp/progress/v0", "done": ["01-a"] }'],
    [
      "a count that is none",
      '{ "schema": "service-bootcamp/progress/v1", "exercises": { "01-a": { "checks": -1 } } }',
    ],
    ["nothing", ""],
  ])("a file of %s is kept under another name, and said", (_, text) => {
    write("work/progress.json", text);
    expect(learner.progress.exercises).toEqual({});
    const kept = join(folder, "work", "progress.kept-1.json");
    expect(readFileSync(kept, "utf8")).toBe(text);
    expect(learner.takeNotes()[0]?.ko).toContain(kept);
    learner.begin(exercise("01-a"));
    write("work/progress.json", text);
    void learner.progress;
    expect(readdirSync(join(folder, "work")).sort()).toEqual([
      "01-a",
      "progress.kept-1.json",
      "progress.kept-2.json",
    ]);
  });

  test("what can be read of a file goes on, and the whole is kept", () => {
    const sound = { ...begunAt("2026-01-02T03:04:05Z"), best: 7 };
    const bad = { ...sound, best: -1 };
    const why = { "old-ip": { choice: "b", at: "2026-01-02T03:04:05Z" } };
    const value = { schema: noProgress.schema, learner: "", exercises: { "01-a": sound, "01-b": bad, c: 1 } };
    write(
      "work/progress.json",
      JSON.stringify({ ...value, predictions: { "01-why": why, "02-x": 1 }, more: 1 }),
    );
    expect(learner.progress).toEqual({
      schema: noProgress.schema,
      exercises: { "01-a": sound },
      predictions: { "01-why": why },
    });
    const [note, ...others] = learner.takeNotes();
    expect(note?.en).toMatch(/A part of your progress .*progress\.kept-1\.json/);
    expect([others, learner.progressOf(exercise("01-a"))?.best, learner.takeNotes()]).toEqual([[], 7, []]);
  });

  test("a change leaves whole what others have written since, and nothing beside the file", () => {
    learner.begin(exercise("01-a"));
    const at = "2026-01-05T09:00:00.000Z";
    const elsewhere = open();
    elsewhere.record(exercise("01-b"), () => ({ best: 7 }));
    elsewhere.file.write({
      ...elsewhere.progress,
      learner: "kim",
      predictions: { "01-why": { "old-ip": { choice: "a", at } } },
    });
    learner.record(exercise("01-a"), () => ({ best: 3 }));
    expect(learner.progress).toMatchObject({
      learner: "kim",
      predictions: { "01-why": { "old-ip": { choice: "a", at } } },
      exercises: { "01-a": { best: 3 }, "01-b": { best: 7 } },
    });
    expect(readdirSync(join(folder, "work")).sort()).toEqual(["01-a", "progress.json"]);
  });
});

describe("hints", () => {
  test("tier n comes after the n-th failure, read or not; one more on wish", () => {
    const [a] = [exercise("01-a")];
    expect([hintReady(learner, a), readHints(learner, a, false)]).toEqual([undefined, []]);
    failOnce("01-a");
    failOnce("01-a");
    expect(hintReady(learner, a)).toBe(2);
    expect(readHints(learner, a, false)).toHaveLength(2);
    // Reading again earns none.
    expect([hintReady(learner, a), readHints(learner, a, false).length]).toEqual([undefined, 2]);
    expect(readHints(learner, a, true)).toHaveLength(3);
    failOnce("01-a");
    expect([hintsEarned(learner, a), hintReady(learner, a)]).toEqual([3, undefined]);
    expect(readHints(learner, a, true)).toHaveLength(3);
  });
});

describe("the solution", () => {
  test("is seen after success, or by giving up, which success makes meaningless", () => {
    expect(maySeeSolution(learner, exercise("01-a"))).toBe(false);
    giveUp(learner, exercise("01-a"));
    expect(maySeeSolution(learner, exercise("01-a"))).toBe(true);
    solve("01-b");
    giveUp(learner, exercise("01-b"));
    expect(learner.progressOf(exercise("01-b"))).not.toHaveProperty("gaveUpAt");
  });

  test("is shown as diff -u shows what it changes in the learner's files", () => {
    learner.begin(exercise("01-a"));
    write("work/01-a/a.yaml", "a: 2\nb: 3");
    write("work/01-a/own.txt", "mine\n");
    expect(solutionDiff(learner, exercise("01-a"))).toEqual([
      "--- yours/a.yaml\n+++ solution/a.yaml\n@@ -1,2 +1 @@\n-a: 2\n-b: 3\n\\ No newline at end of file\n+a: 1\n",
      "--- yours/commands.sh\n+++ solution/commands.sh\n@@ -1 +1 @@\n-# here\n+kubectl scale\n",
      "--- yours/own.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-mine\n",
    ]);
  });
});

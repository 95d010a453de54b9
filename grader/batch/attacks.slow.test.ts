// The suite of attacks (testing/attacks/README.md): one class in which everybody but five honest learners is hostile, careless or unlucky.
// While one is written, ATTACKS=zip tries only those whose names begin so.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCourse } from "../course/course.ts";
import { reporters } from "../reporters/index.ts";
import { type LearnerResult, resultProblems } from "../result.ts";
import { readClass } from "../submission/class.ts";
import { type Attack, attackedIds, CANARY } from "../testing/attacks/attack.ts";
import { honest } from "../testing/attacks/honest.ts";
import { attacks as allAttacks } from "../testing/attacks/index.ts";
import { HOST_WORDS } from "../testing/host-words.ts";
import { readCsv } from "../testing/read-csv.ts";
import { filesOf } from "../testing/report-files.ts";
import { notesOf, readBy } from "../testing/texts-of.ts";
import { withoutDurations } from "../testing/without-durations.ts";
import { gradeClass } from "./grade-class.ts";

const whole = loadCourse();
const exercises = whole.exercises.filter(({ id }) => attackedIds.some((attacked) => attacked === id));
const course = { ...whole, exercises };
const ids = exercises.map(({ id }) => id);
const attacks = allAttacks.filter(({ entry }) => entry.startsWith(process.env.ATTACKS ?? ""));

let folder = "";
/** By the name of the entry. */
let results: ReadonlyMap<string, LearnerResult> = new Map();
let alone: ReadonlyMap<string, LearnerResult> = new Map();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "attacks-"));
  writeFileSync(join(folder, CANARY.name), CANARY.text);
  alone = await gradeAll("alone", honest);
  results = await gradeAll("class", [...honest, ...attacks]);
}, 2_400_000);
afterAll(() => rmSync(folder, { recursive: true }));

async function gradeAll(name: string, all: readonly Attack[]): Promise<ReadonlyMap<string, LearnerResult>> {
  const place = join(folder, name);
  mkdirSync(place);
  for (const { entry, make } of all) make(join(place, entry));
  const { learners } = readClass([place], ids);
  const graded = await gradeClass(course, learners, { jobs: 2, seed: 2, lang: "en" });
  return new Map(
    learners.flatMap(({ paths: [path = ""] }, index) =>
      graded[index] === undefined ? [] : [[basename(path), graded[index]] as const],
    ),
  );
}

test("everybody has one result", () => {
  expect([...results.keys()].sort()).toEqual([...honest, ...attacks].map(({ entry }) => entry).sort());
  expect(new Set([...results.values()].map(({ learner }) => learner)).size).toBe(results.size);
});

test.each(honest)("an honest learner gets beside all others what they get alone: $entry", ({ entry }) => {
  const [here, there] = [results.get(entry), alone.get(entry)].map((each) => each && withoutDurations(each));
  expect(here).toEqual(there);
});

test.each([...honest, ...attacks])(
  "$entry: $what",
  ({ entry, learner, outcomes, reads = [], noted = [] }) => {
    const result = results.get(entry);
    if (result === undefined) throw new Error("it has no result");
    expect(result.learner).toBe(learner ?? entry.replace(/\.(?:zip|ipynb)$/, ""));
    const got = result.exercises.map(({ status, score }) =>
      status === "graded" ? score : status === "error" ? "error" : "-",
    );
    expect(got).toEqual(outcomes);
    for (const words of reads) expect(readBy(result).join("\n")).toContain(words);
    for (const words of noted) expect(notesOf(result).join("\n")).toContain(words);
  },
);

describe("whatever was handed in", () => {
  test("a result has its shape, and a reason and a hint for each lost point that waits for no other", () => {
    for (const result of results.values()) {
      expect(resultProblems(result)).toEqual([]);
      for (const { status, checks } of result.exercises)
        for (const check of checks)
          if (check.status === "failed" || status !== "graded")
            expect([result.learner, check.id, check.why, check.hint]).not.toContain("");
    }
  });

  test("no person reads a word of the host, and nothing that lies outside of the class", () => {
    for (const result of results.values()) {
      for (const text of [...readBy(result), ...notesOf(result)]) expect(text).not.toMatch(HOST_WORDS);
      expect(JSON.stringify(result)).not.toContain(CANARY.text);
    }
  });

  test("nothing was written outside", () => {
    for (const path of ["owned.sh", "../owned.sh", "class/owned.sh"])
      expect([path, existsSync(join(folder, path))]).toEqual([path, false]);
    for (const path of ["/tmp/owned", "/tmp/owned.sh", "/owned"])
      expect([path, existsSync(path)]).toEqual([path, false]);
  });

  test("no page has an element of a learner, and no cell of a table begins a formula", () => {
    const report = { results: [...results.values()], exercises, lang: "en", env: {} } as const;
    const pages = [...filesOf(reporters.html, report)].map(([, page]) => page);
    expect(pages).toHaveLength(results.size + 1);
    for (const page of pages) expect(page).not.toMatch(/<(?:script|img|iframe)|\p{Cc}(?<![\n\t])|\u202e/u);
    const [[, table = ""] = []] = reporters.csv.files?.(report) ?? [];
    for (const cell of readCsv(table).flat()) expect(cell).not.toMatch(/^[=+@\t\r]/);
  });
});

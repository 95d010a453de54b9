// A class that is drawn from a seed and graded twice: nobody is lost, the second results are those of the first, no memory stays, and
// every text is fit for a person. DRAWN_SEED draws another class and DRAWN_COUNT a larger one: a thousand take half an hour.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Language } from "service-bootcamp";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadCourse } from "../course/course.ts";
import { type LearnerResult, resultProblems } from "../result.ts";
import { readClass } from "../submission/class.ts";
import { attackedIds } from "../testing/attacks/attack.ts";
import { drawnClass } from "../testing/attacks/drawn-class.ts";
import { HOST_WORDS } from "../testing/host-words.ts";
import { notesOf, readBy } from "../testing/texts-of.ts";
import { withoutDurations } from "../testing/without-durations.ts";
import { gradeClass } from "./grade-class.ts";

const seed = Number(process.env.DRAWN_SEED ?? 1);
const count = Number(process.env.DRAWN_COUNT ?? 24);
vi.setConfig({ testTimeout: count * 60_000, hookTimeout: count * 60_000 });

/** What the grading process may keep of a second grading, in bytes, however large the class is (keptBytesMax). */
const KEPT_BYTES_MAX = 1024 * 1024;

const HANGUL = expect.stringMatching(/\p{Script=Hangul}/u);

const whole = loadCourse();
const exercises = whole.exercises.filter(({ id }) => attackedIds.some((attacked) => attacked === id));
const drawn = drawnClass(seed, count);
let folder = "";
let results: readonly LearnerResult[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "drawn-"));
  mkdirSync(join(folder, "class"));
  for (const { entry, make } of drawn) make(join(folder, "class", entry));
  results = await grade();
});
afterAll(() => rmSync(folder, { recursive: true }));

function grade(): Promise<readonly LearnerResult[]> {
  const { learners } = readClass([join(folder, "class")], attackedIds);
  expect(learners.map(({ paths: [path = ""] }) => basename(path))).toEqual(drawn.map(({ entry }) => entry));
  const people = learners.map((each, at) => ({ ...each, person: { id: each.id, language: languageAt(at) } }));
  return gradeClass({ ...whole, exercises }, people, { jobs: 2, seed, lang: "en" });
}

function languageAt(at: number): Language {
  return at % 2 === 0 ? "en" : "ko";
}

describe(`${count} submissions of seed ${seed}`, () => {
  test("have a result each, in which what is right has full points and nothing is a fault of the grader", () => {
    expect(results).toHaveLength(count);
    for (const [at, { right, isBroken }] of drawn.entries()) {
      const { learner, retried, exercises: graded } = results[at] as LearnerResult;
      expect([learner, resultProblems(results[at])]).toEqual([learner, []]);
      const full = graded.filter(({ score, maxScore }) => score === maxScore).map(({ id }) => id);
      expect([learner, full]).toEqual([learner, expect.arrayContaining([...right])]);
      if (isBroken) continue;
      expect([learner, retried]).toEqual([learner, undefined]);
      for (const { id, status } of graded) expect([learner, id, status]).not.toContain("error");
    }
  });

  test("have the same results again, and the grader keeps no memory of them", async () => {
    const before = bytesInUse();
    await expectTheSameAgain();
    expect(bytesInUse() - before).toBeLessThan(KEPT_BYTES_MAX);
  });

  test("have texts for people, in the language of each", () => {
    for (const [at, result] of results.entries()) {
      expect(result.grader.lang).toBe(languageAt(at));
      for (const text of [...readBy(result), ...notesOf(result)])
        expect([result.learner, text]).toEqual([result.learner, expect.not.stringMatching(HOST_WORDS)]);
      if (result.grader.lang === "en") continue;
      for (const { status, why } of result.exercises.flatMap(({ checks }) => checks))
        if (status === "failed") expect([result.learner, why]).toEqual([result.learner, HANGUL]);
    }
  });
});

/** In a function of its own, so that nothing holds the second results behind it. One at a time, so that a difference can be read. */
async function expectTheSameAgain(): Promise<void> {
  const again = await grade();
  expect(again).toHaveLength(results.length);
  for (const [at, result] of results.entries())
    expect(withoutDurations(again[at] as LearnerResult)).toEqual(withoutDurations(result));
}

/** Of JavaScript's objects and of buffers, after all garbage is collected. */
function bytesInUse(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

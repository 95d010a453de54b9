import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check } from "../check/check.ts";
import { openCourse } from "../course/course.ts";
import { loadExercise, readSample } from "../course/exercise.ts";
import { projectRoot } from "../project-root.ts";
import { newExercise } from "./new-exercise.ts";
import type { PlannedProof } from "./planned-claims.ts";
import { type ProvedExercise, proveCourse } from "./prove-course.ts";
import { proveHere } from "./prove-here.ts";
import { Trial } from "./trial.ts";

const course = join(projectRoot(), "grader", "testdata", "course");
let folder: string;

beforeAll(() => {
  // Inside the checkout, so that check.ts of a copy finds its packages.
  mkdirSync(join(projectRoot(), "report"), { recursive: true });
  folder = mkdtempSync(join(projectRoot(), "report", "verify-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Claims that do not hold, with what contradicts them. */
function open(proofs: readonly PlannedProof[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    proofs.filter(({ problems }) => problems.length > 0).map(({ claim, problems }) => [claim, problems]),
  );
}

const twoSeeds = { seeds: [1, 2], wrongSeedsMax: 2, mutantsMax: 50 };

test("a sound exercise is proved", async () => {
  expect(open(await proveHere(loadExercise(join(course, "01-sound")), twoSeeds))).toEqual({});
});

test("a right answer that chance alone may fail is found out, in the modes that choose by chance", async () => {
  const exercise = loadExercise(join(course, "01-sound"));
  const title = { en: "A check", ko: "검사" };
  const risky = check("risky", { title, points: 1 }, async ({ byChance }) => byChance(1e-5));
  const trial = new Trial(exercise, [risky], { seeds: [1, 2], wrongSeedsMax: 1 });
  expect(await trial.passes(() => readSample(exercise, "solution"))).toEqual([
    "seed 2, iptables: chance alone may fail it, with a probability of 1.0e-5; 0.000001 is allowed",
  ]);
});

test("an unsound exercise is found out in every way", async () => {
  const found = open(await proveHere(loadExercise(join(course, "02-unsound")), twoSeeds));
  expect(Object.keys(found)).toEqual([
    "all texts are there in both languages",
    "no hint tells the solution",
    "start: each check is red, or a guard",
    "there are 2 alternatives or more",
    "alternatives/one passes",
    "mistakes/other-check fails answers, and no other",
    "mistakes/passes fails answers, and no other",
    "mistakes/unmarked fails its check, and no other",
    "the exercise folder itself (a general bypass) gets no full points",
    "padding slices (a general bypass) gets no full points",
    "a liveness probe on a dead port (a general bypass) gets no full points",
    "a solution with commands.sh line 1 dropped is noticed",
    "a solution with commands.sh line 1 --replicas=2 dropped is noticed",
    "a solution with commands.sh line 1 --replicas=2 -> 3 is noticed",
    "a solution with commands.sh line 1 --replicas=2 -> 1 is noticed",
    "a solution with commands.sh line 1 deploy web -> web-x is noticed",
  ]);
  expect(found["all texts are there in both languages"]).toEqual([
    "hint 2: the Korean text has no Korean in it",
    "title of exact-text: the English text has Korean in it",
  ]);
  expect(found["mistakes/passes fails answers, and no other"]).toEqual([
    "seed 1, ipvs: answers does not fail",
    "seed 2, iptables: answers does not fail",
  ]);
  expect(found["mistakes/unmarked fails its check, and no other"]).toEqual([
    "no file of it begins with a line such as # fails: CHECK-ID",
  ]);
});

/** A course of copies of the sound exercise, each broken by other files. */
function courseOf(broken: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const made = mkdtempSync(join(folder, "course-"));
  for (const [id, files] of Object.entries(broken)) {
    cpSync(join(course, "01-sound"), join(made, id), { recursive: true });
    const yaml = { "exercise.yaml": `id: ${id}\n${soundYaml}`, ...files };
    for (const [path, text] of Object.entries(yaml)) {
      mkdirSync(dirname(join(made, id, path)), { recursive: true });
      writeFileSync(join(made, id, path), text);
    }
  }
  return made;
}

const soundYaml = `kind: build
objectives: [scale-behind-a-name]
title: { ko: 두 파드, en: Two Pods }
text: { ko: 파드를 두 개 두세요, en: Have two Pods }
points: 2
minutes: 1
hints:
  - { ko: 세어 보세요, en: Count them }
  - { ko: 더 세어 보세요, en: Count again }
  - { ko: 디플로이먼트를 보세요, en: Look at the Deployment }
`;

function checksThat(does: string, atImport = ""): Record<string, string> {
  return {
    "check.ts": `import { check } from "service-bootcamp-grader";
${atImport}
export const checks = [
  check("two", { title: { ko: "둘", en: "Two" }, points: 2 }, async ({ expect }) => { ${does} }),
];
`,
  };
}

async function proved(made: string, judgeLimitMs: number): Promise<readonly ProvedExercise[]> {
  const { exercises, broken } = openCourse(made);
  return proveCourse(exercises, broken, {
    seeds: [1],
    wrongSeedsMax: 1,
    mutantsMax: 1,
    jobs: 2,
    judgeLimitMs,
  });
}

const START = "start: each check is red, or a guard";

test("a check that ends, hangs or breaks its process proves nothing, and no other exercise suffers", async () => {
  const made = courseOf({
    "01-exits": checksThat("process.exit(0)"),
    "01-hangs": checksThat("await new Promise(() => {})"),
    "02-exits-early": checksThat("", "process.exit(0);"),
    "02-spins-early": checksThat("", "for (;;);"),
    "09-sound": {},
  });
  const results = await proved(made, 8_000);
  const of = (id: string): Record<string, readonly string[]> =>
    open(results.find((each) => each.id === id)?.proofs ?? []);
  expect(results.map(({ id }) => id)).toHaveLength(5);
  expect(of("09-sound")).toEqual({});
  expect(of("01-exits")[START]).toEqual(["it ended its process, before there was a result"]);
  expect(of("01-hangs")[START]?.[0]).toContain("judgeLimitMs");
  for (const id of ["01-exits", "01-hangs"])
    expect(of(id)["mistakes/c fails answer, and no other"]).toBeDefined();
  expect(of("02-exits-early")["its checks load"]).toEqual([
    "it ended its process, before there was a result",
  ]);
  expect(of("02-spins-early")["its checks load"]?.[0]).toContain("judgeLimitMs");
  for (const id of ["02-exits-early", "02-spins-early"])
    expect(of(id)["solution passes"]).toEqual(["it was not tried"]);
  expect(JSON.stringify(results)).not.toMatch(/\bat \S+\.ts:\d/);
});

test.each([
  ["throw null", START, "seed 1, ipvs: two is not run: 검사 자체가 실패했습니다: null"],
  ["expect(1n).to.equal(2n)", "solution passes", "seed 1, ipvs: two fails: 이 검사가 바라는 것과 다릅니다"],
  [
    "const a: { a?: unknown } = {}; a.a = a; expect(a).to.equal(1)",
    "solution passes",
    "seed 1, ipvs: two fails: 이 검사가 바라는 것과 다릅니다",
  ],
])("a check that does %j is a failed claim", async (does, claim, problem) => {
  const [exercise] = openCourse(courseOf({ "01-odd": checksThat(does) })).exercises;
  if (exercise === undefined) throw new Error("it cannot be read");
  const found = open(await proveHere(exercise, { seeds: [1], wrongSeedsMax: 1, mutantsMax: 1 }));
  expect(found[claim]).toEqual([problem]);
});

test("checks that throw null while they load are a failed claim", async () => {
  const [exercise] = openCourse(courseOf({ "01-null": checksThat("", "throw null;") })).exercises;
  if (exercise === undefined) throw new Error("it cannot be read");
  const found = open(await proveHere(exercise, { seeds: [1], wrongSeedsMax: 1, mutantsMax: 1 }));
  expect(found["its checks load"]?.[0]).toMatch(/check\.ts does not load: it throws null$/);
  expect(found["solution passes"]).toEqual(["it was not tried"]);
});

test("an exercise that cannot be read closes itself, and not the course", async () => {
  const made = courseOf({
    "01-yaml": { "exercise.yaml": "id: [" },
    "02-host": { "exercise.yaml": `id: 02-host\n${soundYaml}points: 3\n` },
    "09-sound": {},
  });
  mkdirSync(join(made, "05-stray"));
  rmSync(join(made, "09-sound", "solution"), { recursive: true });
  const results = await proved(made, 30_000);
  expect(results.map(({ id, proofs }) => [id, Object.keys(open(proofs))[0]])).toEqual([
    ["09-sound", "solution passes"],
    ["01-yaml", "it can be read"],
    ["02-host", "it can be read"],
    ["05-stray", "it can be read"],
  ]);
  expect(open(results[0]?.proofs ?? [])).toEqual({ "solution passes": ["there are no files in solution/"] });
});

test("a new exercise fails its own proof until it is written", async () => {
  const made = join(folder, "new");
  mkdirSync(made);
  expect(newExercise("02-two-selectors", made).refused).toBeUndefined();
  const [first] = openCourse(made).exercises;
  if (first === undefined) throw new Error("it cannot be read");
  const found = open(await proveHere(first, { seeds: [1], wrongSeedsMax: 1, mutantsMax: 1 }));
  expect(found["everything is written"]?.length).toBeGreaterThan(10);
  expect(Object.keys(found)).toContain("solution passes");
  expect(newExercise("02-two-selectors", made).refused).toContain("is there already");
  expect(newExercise("2-x", made).refused).toContain("CHAPTER-topic");
  expect(newExercise("77-x", made).refused).toContain("no chapter 77");
});

// What one learner does to a process costs no other learner anything.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { check } from "../check/check.ts";
import type { Exercise } from "../course/exercise.ts";
import { type LearnerResult, resultProblems } from "../result.ts";
import { GradingPool, type GradingPoolOptions } from "./grading-pool.ts";
import { WarmWorker } from "./warm-worker.ts";

const worker = fileURLToPath(new URL("../testing/workers/hostile.mjs", import.meta.url));

const exercises = ["01-good", "02-bad"].map((id) => ({
  sha256: "e".repeat(64),
  exercise: { id, points: 5, timeLimitMs: 30_000, variants: {}, variant: {} } as unknown as Exercise,
  checks: [check("only", { title: { ko: "하나", en: "Only" }, points: 5 }, async () => {})],
}));

interface GivenOptions extends Pick<GradingPoolOptions, "before" | "worker"> {
  readonly seed: number;
}

/** One after the other in one process, as long as it lives. @param faults what each of them does. */
async function grade(faults: readonly string[], { seed = 2, ...more }: Partial<GivenOptions> = {}) {
  const differences: string[] = [];
  const learners = faults.map((fault, at) => ({ id: `l${at}`, paths: [`/nowhere/${fault}`] }));
  const grader = { version: "1.0.0", courseHash: "1".repeat(64), seed, lang: "en" } as const;
  const onDifference = (learner: string) => differences.push(learner);
  const pool = new GradingPool(learners, {
    courseFolder: "/nowhere",
    exercises,
    grader,
    worker,
    onDifference,
    ...more,
  });
  const warm = new WarmWorker({ worker });
  const results: LearnerResult[] = [];
  for (const learner of learners) results.push(await pool.grade(learner, warm));
  warm.end();
  for (const result of results) expect(resultProblems(result)).toEqual([]);
  return { results, outcomes: results.map(({ score, retried }) => [score, retried]), differences };
}

describe("learners in one process", () => {
  test("lose nothing when it is killed under them, and the result says that they were graded again", async () => {
    expect((await grade(["behaves", "dies-when-warm", "behaves"])).outcomes).toEqual([
      [10, undefined],
      [10, "crash"],
      [10, undefined],
    ]);
  });

  test.each([
    ["exits", "crash"],
    ["eats-buffers", "residentMbMax"],
    ["floods", "messageBytesMax"],
    ["forges-the-shape", "error"],
    ["stops-early", "error"],
  ])("lose nothing by one whose process %s", async (fault, retried) => {
    expect((await grade(["behaves", fault, "behaves"])).outcomes).toEqual([
      [10, undefined],
      [5, retried],
      [10, undefined],
    ]);
  });

  test("are graded alone from the first one on who is graded differently there", async () => {
    // By this seed it is the second one who is compared.
    const { outcomes, differences } = await grade(["poisons", "behaves", "behaves"], { seed: 3 });
    expect(differences).toEqual(["l1"]);
    expect(outcomes).toEqual([
      [10, undefined],
      [10, "difference"],
      [10, undefined],
    ]);
  });
});

test("whoever has only results that were kept is not graded alone to compare", async () => {
  const { results } = await grade(["behaves", "behaves"]);
  const kept = new Map(
    results.map(({ learner, exercises }) => [learner, new Map(exercises.map((each) => [each.id, each]))]),
  );
  const before = ({ id }: { readonly id: string }) => kept.get(id) ?? new Map();
  const aloneImpossible = "/nowhere/worker.mjs";
  await expect(grade(["behaves", "behaves"], { worker: aloneImpossible })).rejects.toThrow();
  expect((await grade(["behaves", "behaves"], { worker: aloneImpossible, before })).results).toEqual(results);
});

test("a busy process ends by itself when the grader was killed", async () => {
  const childProcess = new URL("child-process.ts", import.meta.url).href;
  const program = `import { Child } from ${JSON.stringify(childProcess)};
    new Child({ program: ${JSON.stringify(worker)} }).run(
      { paths: ["/nowhere/hangs"], toGrade: ["01-bad"], exerciseIds: [] },
      { firstLimitMs: 60000, onMessage: ({ pid }) => (pid && console.log(pid), 60000) },
    );`;
  const flags = ["--conditions=source", "--import", "tsx", "--input-type=module"];
  const grader = spawn(process.execPath, [...flags, "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [pid] = await once(createInterface({ input: grader.stdout }), "line");
  expect(isRunning(Number(pid))).toBe(true);
  grader.kill("SIGKILL");
  for (let tries = 0; isRunning(Number(pid)) && tries < 600; tries++) await wait(100);
  expect(isRunning(Number(pid))).toBe(false);
});

/** What has ended may wait for somebody to ask how. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    return (error as NodeJS.ErrnoException).syscall === "open" && !existsSync("/proc");
  }
}

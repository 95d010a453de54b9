// A grading that is killed at any moment, and begun again, ends as one that nobody disturbed.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { projectRoot } from "../project-root.ts";
import type { LearnerResult } from "../result.ts";
import { ScratchFolder } from "../testing/scratch-folder.ts";

vi.setConfig({ testTimeout: 600_000 }); // six gradings one after another, on whatever machine

const folder = new ScratchFolder();
const main = fileURLToPath(new URL("main.ts", import.meta.url));
const env = { PATH: process.env.PATH ?? "", LANG: "C.UTF-8", NO_COLOR: "1" };
const RIGHT = "kubectl scale deployment http-go --replicas=5\n";
const WRONG = "kubectl scale deployment http-go --replicas=4\n";

function start(args: readonly string[]): ChildProcess {
  const node = ["--conditions=source", "--import", "tsx", main];
  return spawn(process.execPath, [...node, ...args], { cwd: projectRoot(), env, stdio: "ignore" });
}

function bootcamp(...args: readonly string[]): { stdout: string; stderr: string; status: number | null } {
  const node = ["--conditions=source", "--import", "tsx", main];
  return spawnSync(process.execPath, [...node, ...args], { cwd: projectRoot(), env, encoding: "utf8" });
}

/** Of learners with one exercise each. */
function writeClass(answers: Readonly<Record<string, string>>): void {
  for (const [learner, answer] of Object.entries(answers))
    folder.write(`class/${learner}/01-scale-to-five/commands.sh`, answer, 5);
}

function gradeArgs(book: string, ...more: readonly string[]): string[] {
  const [out, file] = [folder.at("report"), folder.at(book)];
  return ["grade", folder.at("class"), "--gradebook", file, "--out", out, "--formats", "json", ...more];
}

function publishedMarks(book: string): Readonly<Record<string, number | undefined>> {
  const out = folder.at(`out-${book}`);
  bootcamp("publish", "--gradebook", folder.at(book), "--out", out, "--formats", "json");
  return Object.fromEntries(
    readdirSync(out).map((name) => {
      const { learner, mark } = JSON.parse(readFileSync(`${out}/${name}`, "utf8")) as LearnerResult;
      return [learner, mark?.points];
    }),
  );
}

/** @returns the only column of the rows. */
function column(book: string, sql: string): readonly unknown[] {
  const database = new Database(folder.at(book), { readonly: true });
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
}

const results = "select count(*) from results where exercise = '01-scale-to-five'";

test("loses nothing and counts nothing twice when it is killed at any moment", async () => {
  const answers = { ahn: RIGHT, baek: WRONG, cho: RIGHT, do: WRONG };
  writeClass(answers);
  const startedMs = performance.now();
  expect(bootcamp(...gradeArgs("whole.db", "--jobs", "2")).status).toBe(0);
  const wholeMs = performance.now() - startedMs;
  for (const share of seededShares(5, 3)) {
    const grader = start(gradeArgs("killed.db", "--jobs", "2"));
    const ended = new Promise((resolve) => grader.once("exit", resolve));
    const timer = setTimeout(() => grader.kill("SIGKILL"), share * wholeMs);
    await ended;
    clearTimeout(timer);
  }
  expect(bootcamp(...gradeArgs("killed.db", "--jobs", "2")).status).toBe(0);
  expect(column("killed.db", "pragma integrity_check")).toEqual(["ok"]);
  expect(column("killed.db", results)).toEqual([4]);
  expect(column("killed.db", "select count(*) from submissions")).toEqual([4]);
  expect(column("killed.db", "select count(distinct seed) from results")).toEqual([1]);
  expect(publishedMarks("killed.db")).toEqual(publishedMarks("whole.db"));
});

/** Numbers from 0 to 1, the same in each run. */
function seededShares(seed: number, count: number): readonly number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  });
}

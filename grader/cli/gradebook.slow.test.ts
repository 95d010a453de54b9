// A class in a gradebook, as an instructor keeps it: graded twice, killed at any moment, graded by two at once, marked by hand, published.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { describe, expect, test, vi } from "vitest";
import type { Move } from "../marking/moves.ts";
import { projectRoot } from "../project-root.ts";
import type { LearnerResult } from "../result.ts";
import { drawFrom } from "../testing/draw.ts";
import { readCsv } from "../testing/read-csv.ts";
import { ScratchFolder } from "../testing/scratch-folder.ts";

vi.setConfig({ testTimeout: 600_000 }); // many gradings one after another, on whatever machine

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

describe("bootcamp grade --gradebook", () => {
  test("grades again only what changed, and tells whose mark moves and why before it is published", () => {
    writeClass({ kim: RIGHT, lee: WRONG });
    expect(bootcamp(...gradeArgs("class.db")).status).toBe(0);
    expect(publishedMarks("class.db")).toEqual({ kim: 10, lee: 0 });
    writeClass({ lee: RIGHT });
    const { stdout, status } = bootcamp(...gradeArgs("class.db", "--diff"));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^lee +01-scale-to-five +0 → 10 \/ 10 +submission$/m);
    expect(stdout).toContain("1 learner, 1 mark moved: 1 up, 0 down.");
    const { moves } = JSON.parse(readFileSync(folder.at("report/diff.json"), "utf8")) as { moves: Move[] };
    expect(moves[0]?.checks[0]).toMatchObject({
      before: { status: "failed", cause: "replicas" },
      after: { status: "passed" },
    });
    const [, row = []] = readCsv(readFileSync(folder.at("report/diff.csv"), "utf8").slice(1));
    expect(row.slice(0, 5)).toEqual(["lee", "01-scale-to-five", "0", "10", "10"]);
    const judged =
      "select learner || judgedIn from results join submissions on submission = submissions.id where status = 'graded' order by 1";
    expect(column("class.db", judged)).toEqual(["kim1", "lee1", "lee2"]);
    expect(column("class.db", "select count(*) from publications")).toEqual([1]);
    expect(
      bootcamp("publish", "--gradebook", folder.at("class.db"), "--out", folder.at("out")).stderr,
    ).toContain("0 → 10 / 10");
    expect(bootcamp(...gradeArgs("class.db", "--diff")).stdout).toBe("No mark moves.\n");
  });

  test("loses nothing and counts nothing twice when it is killed at any moment", async () => {
    const answers = { ahn: RIGHT, baek: WRONG, cho: RIGHT, do: WRONG };
    writeClass(answers);
    const startedMs = performance.now();
    expect(bootcamp(...gradeArgs("whole.db", "--jobs", "2")).status).toBe(0);
    const wholeMs = performance.now() - startedMs;
    const draw = drawFrom(5);
    for (const share of [draw(100), draw(100), draw(100)].map((percent) => percent / 100)) {
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

  test("may run twice at once on one file", async () => {
    writeClass({ kim: RIGHT, lee: WRONG, park: RIGHT });
    mkdirSync(folder.at("two"));
    const codes = await Promise.all(
      ["one", "two"].map((out) => {
        const grader = start([...gradeArgs("class.db"), "--out", folder.at(out)]);
        return new Promise((resolve) => grader.once("exit", resolve));
      }),
    );
    expect(codes).toEqual([0, 0]);
    expect(column("class.db", results)).toEqual([3]);
    expect(column("class.db", "select count(distinct seed) from gradings")).toEqual([1]);
    expect(publishedMarks("class.db")).toEqual({ kim: 10, lee: 0, park: 10 });
  });
});

describe("bootcamp mark", () => {
  test("reports the whole class where only a part is graded, and nobody's name where none is asked for", () => {
    writeClass({ kim: RIGHT, lee: WRONG });
    bootcamp(...gradeArgs("class.db"));
    const part = ["--only", "lee", "--formats", "csv,html", "--anonymous"];
    const args = gradeArgs("class.db").filter((arg) => !["--formats", "json"].includes(arg));
    expect(bootcamp(...args, ...part, "--out", folder.at("words")).status).toBe(0);
    const csv = readFileSync(folder.at("words/class.csv"), "utf8");
    const [, ...rows] = readCsv(csv.slice(1));
    const words = rows.map(([word = ""]) => word);
    expect(words).toHaveLength(2);
    expect(readdirSync(folder.at("words/feedback")).sort()).toEqual(words.map((word) => `${word}.html`));
    const pages = words.map((word) => readFileSync(folder.at(`words/feedback/${word}.html`), "utf8"));
    const all = [csv, readFileSync(folder.at("words/overview.html"), "utf8"), ...pages].join("\n");
    expect(all).not.toMatch(/\b(kim|lee)\b/);
  });

  test("gives points and comments that stay when the answer is judged again", () => {
    writeClass({ kim: WRONG });
    bootcamp(...gradeArgs("class.db"));
    const mark = (...args: readonly string[]) =>
      bootcamp("mark", "kim", ...args, "--gradebook", folder.at("class.db"));
    expect(mark("scale", "--points", "4,5", "--reason", "nearly").stdout).toContain("kim: 0 → 4.5 of");
    expect(mark("--comment", "come and see me").status).toBe(0);
    bootcamp(...gradeArgs("class.db", "--seed", "5"));
    expect(publishedMarks("class.db")).toEqual({ kim: 4.5 });
    expect(readFileSync(folder.at("out-class.db/kim.json"), "utf8")).toContain("come and see me");
    expect(mark("scale", "--clear").stdout).toContain("kim: 4.5 → 0 of");
  });

  test("is refused with what to write instead", () => {
    writeClass({ kim: WRONG });
    bootcamp(...gradeArgs("class.db"));
    const refused = [
      [["kim"], "say what to give"],
      [["kim", "--points", "3", "--reason", "x"], "points are given for an exercise"],
      [["kim", "scale", "--points", "3"], "points need a reason"],
      [["kim", "scale", "--clear", "--comment", "x"], "run the command twice"],
      [["lim", "scale", "--clear"], "the gradebook has no learner lim: it has kim"],
      [
        ["kim", "scale", "--points", "11", "--reason", "x"],
        "11 points would be more than the 10 that are to be had",
      ],
      [["kim", "scale", "nope", "--clear"], "01-scale-to-five has no check nope: its checks are"],
    ] as const;
    for (const [args, sentence] of refused) {
      const { stderr, status } = bootcamp("mark", ...args, "--gradebook", folder.at("class.db"));
      expect(stderr).toContain(sentence);
      expect(status).toBe(2);
    }
  });
});

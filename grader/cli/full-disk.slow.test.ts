// A disk that fills up while a class is graded, made by bubblewrap: a small file system that the commands alone can see.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeEach, expect, test, vi } from "vitest";
import { projectRoot } from "../project-root.ts";
import { ScratchFolder } from "../testing/scratch-folder.ts";

vi.setConfig({ testTimeout: 600_000 }); // several gradings one after another, on whatever machine

const isWrapped = spawnSync("bwrap", ["--dev-bind", "/", "/", "--tmpfs", "/tmp", "true"]).status === 0;
if (!isWrapped && process.env.CI) throw new Error("CI may skip no test: install bubblewrap");

const folder = new ScratchFolder();
/** As it is built, which starts sooner. */
const main = join(projectRoot(), "grader", "dist", "cli", "main.js");
const NAMES = ["ahn", "baek", "cho", "do"];
/** Each result has 117 kilobytes, since it holds what the commands printed. */
const PRINTS = "seq 1 4000\n".repeat(3);
const DISK_BYTES = 1_200_000;

beforeEach(() => {
  for (const name of NAMES)
    folder.write(
      `class/${name}/01-scale-to-five/commands.sh`,
      `kubectl scale deploy http-go --replicas=5 # ${name}\n${PRINTS}`,
    );
});

interface Ran {
  readonly code: number;
  readonly stderr: string;
}

/**
 * Runs commands of bash on one small disk, $DISK, one after another.
 * @returns how each line that begins with `bootcamp` ended.
 */
function onSmallDisk(...lines: readonly string[]): readonly Ran[] {
  const [disk, log] = [folder.at("disk"), folder.at("log")];
  const script = [
    `bootcamp() { ${process.execPath} ${main} "$@" 2> ${log} > ${folder.at("stdout")}; printf '%s\\n%s\\n\\0' "$?" "$(cat ${log})"; }`,
    `fill() { head -c "$1" /dev/zero > "$DISK/fill"; }`,
    ...lines,
  ].join("\n");
  folder.write("disk/.keep");
  const small = ["--dev-bind", "/", "/", "--size", String(DISK_BYTES), "--tmpfs", disk, "bash", "-c", script];
  const env = { PATH: process.env.PATH ?? "", LANG: "C.UTF-8", NO_COLOR: "1", DISK: disk };
  const { stdout } = spawnSync("bwrap", small, { cwd: projectRoot(), env, encoding: "utf8" });
  return stdout.split("\0").flatMap((each) => {
    const [code = "", ...said] = each.trim().split("\n");
    return code === "" ? [] : [{ code: Number(code), stderr: said.join("\n") }];
  });
}

test.skipIf(!isWrapped)("results that fit are kept, and --resume goes on once there is room", () => {
  const grade = `bootcamp grade ${folder.at("class")} --only 01-scale-to-five --jobs 1 --lang en --out $DISK/report`;
  const [filled, pages, whole] = onSmallDisk(
    "fill 900000",
    `${grade} --formats json`,
    `ls $DISK/report > ${folder.at("first")}; fill 580000`,
    `${grade} --formats json,html --resume`,
    "rm $DISK/fill",
    `${grade} --formats json,html --resume`,
    `cp -r $DISK/report ${folder.at("report")}`,
  );
  const out = `${folder.at("disk")}/report`;
  const isFull = {
    code: 1,
    stderr: `error: the reports do not fit on the disk of ${out}: make room there, and run the command again. With --gradebook, or with json among the formats and --resume, nobody is graded twice`,
  };
  expect([filled, pages]).toEqual([isFull, isFull]);
  expect(readFileSync(folder.at("first"), "utf8")).toBe("ahn.json\nbaek.json\n");
  expect(whole).toEqual({ code: 0, stderr: `Reports are in ${out}` });
  const seeds = NAMES.map((name) => {
    const { score, grader } = JSON.parse(readFileSync(folder.at(`report/${name}.json`), "utf8"));
    return [score, grader.seed];
  });
  expect(new Set(seeds.map(String)).size).toBe(1);
  expect(readdirSync(folder.at("report/feedback"))).toHaveLength(NAMES.length);
});

test.skipIf(!isWrapped)(
  "a gradebook keeps what fitted, and the same command goes on once there is room",
  () => {
    const grade = `bootcamp grade ${folder.at("class")} --only 01-scale-to-five --jobs 1 --lang ko --gradebook $DISK/class.db`;
    const ran = onSmallDisk(
      "fill 760000",
      `${grade} --formats json --out ${folder.at("out")}`,
      `mkdir ${folder.at("first")}; cp $DISK/class.db* ${folder.at("first")}`,
      "rm $DISK/fill",
      `${grade} --formats json --out ${folder.at("out")}`,
      `mkdir ${folder.at("second")}; cp $DISK/class.db* ${folder.at("second")}`,
    );
    expect(ran).toEqual([
      {
        code: 1,
        stderr: `오류: 성적부 ${folder.at("disk")}/class.db이(가) 있는 디스크가 가득 찼습니다. 공간을 만든 뒤 다시 실행하세요. 저장된 것은 그대로입니다`,
      },
      { code: 0, stderr: `보고서는 ${folder.at("out")}에 있습니다` },
    ]);
    const judged =
      "select learner || judgedIn from results join submissions on submission = submissions.id where status = 'graded' order by 1";
    const first = column("first/class.db", judged);
    expect([first.length > 0, first.length < NAMES.length]).toEqual([true, true]);
    const all = column("second/class.db", judged);
    expect(all).toHaveLength(NAMES.length);
    expect(all).toEqual(expect.arrayContaining([...first]));
    expect(column("second/class.db", "pragma integrity_check")).toEqual(["ok"]);
  },
);

/** @returns the only column of the rows. */
function column(book: string, sql: string): readonly unknown[] {
  const database = new Database(folder.at(book));
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
}

// Nothing of the host reaches a person: no word of Node, V8 or a library, whatever the command line is, in both languages.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCluster } from "service-bootcamp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { HOST_WORDS } from "../testing/host-words.ts";
import { oddScripts } from "../testing/odd-scripts.ts";
import { runCommandLine } from "./command-line.ts";

const home = process.cwd();
let folder = "";
let printed = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "odd-"));
  const write = (path: string, text: string | Uint8Array): void => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("binary", new Uint8Array([0, 1, 255, 254, 10, 0]));
  write("nothing", "");
  write("bad.yaml", "a: [1\n b: }\n");
  write("class/bad.ipynb", '{"cells": 3}');
  write("class/worse.ipynb", "{");
  write("class/bad.zip", "PK\u0003\u0004garbage");
  write("class/kim/01-scale-to-five/commands.sh", new Uint8Array([0, 0, 10]));
  write("class/lee/01-scale-to-five/a.yaml", "a: [1\n b: }\n");
  write("scripts/ok.sh", "kubectl get pods\n");
  mkdirSync(join(folder, "empty"));
  symlinkSync("loop", join(folder, "loop"));
  symlinkSync("nowhere", join(folder, "class", "dangling"));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  printed = "";
  const print = (text: unknown): boolean => {
    printed += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(print);
  vi.spyOn(process.stderr, "write").mockImplementation(print);
  for (const name of ["log", "error", "warn"] as const)
    vi.spyOn(console, name).mockImplementation((text) => print(`${text}\n`));
});
afterEach(() => vi.restoreAllMocks());

/** What is wrong usage ends with 2 and one sentence; the words of one command line each, separated by blanks, '' for none. */
const WRONG = [
  "nope",
  "lst",
  "--nope",
  "-x",
  "list extra",
  "list --lang fr",
  "list --lang",
  "list --lnag ko",
  "list --lang ''",
  "lab extra",
  "lab --port 0",
  "lab --port -1",
  "lab --port 65536",
  "lab --port 99999999999999999999",
  "lab --port ''",
  "lab --port 8o",
  "lab --port",
  "cluster --port x",
  "cluster --port 1e3",
  "cluster --port",
  "cluster --kubeconfig",
  "cluster --kubeconfig empty",
  "cluster --kubeconfig nowhere/x",
  "cluster --kubeconfig binary/x",
  "cluster --kubeconfig loop",
  "cluster --nodes 0",
  "cluster --nodes 256",
  "cluster --nodes 999999",
  "cluster --nodes 1.5",
  "cluster extra",
  "run",
  "run ''",
  "run nowhere.sh",
  "run empty",
  "run loop",
  "run scripts",
  "run scripts/ok.sh more",
  "run --pace x scripts/ok.sh",
  "run --pace '' scripts/ok.sh",
  "run --pace -5s scripts/ok.sh",
  "run --pace 1e999 scripts/ok.sh",
  "run --pace 5 5 scripts/ok.sh",
  "run --pace",
  "run --nodes 0 scripts/ok.sh",
  "run --nodes -3 scripts/ok.sh",
  "run --nodes x scripts/ok.sh",
  "run --seed x scripts/ok.sh",
  "run --seed 1.5 scripts/ok.sh",
  "run --seed 99999999999999999999 scripts/ok.sh",
  "run --seed '' scripts/ok.sh",
  "run --proxy-mode magic scripts/ok.sh",
  "run --proxy-mode '' scripts/ok.sh",
  "run --proxy-mode __proto__ scripts/ok.sh",
  "run --jsno scripts/ok.sh",
  "shell extra",
  "shell --nodes 999",
  "shell --seed y",
  "shell --proxy-mode x",
  "check 99",
  "check ''",
  "check ../..",
  "check constructor",
  "check 1 2",
  "check --seed x",
  "check --seed",
  "task 99",
  "task 1 2",
  "watch 99",
  "hint constructor",
  "hint --nxt",
  "reset ../..",
  "solution __proto__",
  "debrief ''",
  "shell --exercise 99",
  "shell --before",
  "progress extra",
  "progress --learner ''",
  "progress --export",
  "progress --export binary",
  "progress --export empty",
  "progress --import nowhere",
  "progress --import binary",
  "progress --import empty",
  "progress --import a --export b",
  "submit",
  "submit --learner ''",
  "submit --learner ../kim",
  "submit --learner kim",
  "submit --learner kim --out empty",
  "submit --verify nowhere.zip",
  "submit --verify empty",
  "submit --verify loop",
  "grade",
  "grade nowhere",
  "grade loop",
  "grade class --formats pdf",
  "grade class --formats ''",
  "grade class --formats json,,",
  "grade class --formats",
  "grade class --jobs 0",
  "grade class --jobs x",
  "grade class --jobs 99999999",
  "grade class --seed x",
  "grade class --out",
  "grade class --secret",
  "grade class --secret ''", // of a variable that is not set: everybody would have values that nobody saw
  "grade class --only nobody",
  "grade class --resume --gradebook x.db",
  "grade class --replay kim 01-scale-to-five --step 99 --seed 2",
  "grade class --replay kim 01-scale-to-five --step x",
  "publish --gradebook x.db --formats nope",
  "publish",
  "mark kim --gradebook x.db",
  "verify 99",
  "verify ''",
  "verify --seeds a",
  "verify --seeds ''",
  "verify --seeds 1,,2",
  "verify --seeds",
  "verify --verbos",
];
/** Odd, and yet no mistake of usage. */
const ODD = [
  "",
  "--version",
  "--help",
  "help",
  "help run",
  "help nope",
  "run --help",
  "lab --help",
  "grade --help",
  "list",
  "",
  "hint",
  "solution",
  "debrief",
  "progress",
  "submit --verify binary",
  "submit --verify class/bad.zip",
  "run binary",
  "run nothing",
  "run bad.yaml",
  "run --json binary",
  "run --pace 0 scripts/ok.sh",
  "run --pace 9999h scripts/ok.sh",
  "run --seed -7 scripts/ok.sh",
  "run --nodes 1 scripts/ok.sh",
];
/** Each starts processes, so a few will do. */
const GRADED = [
  "grade binary --formats terminal",
  "grade class --formats terminal",
  "grade class/bad.zip class/bad.ipynb --out binary",
  "grade empty --formats terminal",
  "grade class --formats json --resume --out empty-report",
  "grade class --formats terminal --gradebook binary",
];

function wordsOf(line: string): string[] {
  return line
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => (word === "''" ? "" : word));
}

describe.each(["en", "ko"] as const)("in %s", (lang) => {
  beforeEach(() => vi.stubEnv("BOOTCAMP_LANG", lang).stubEnv("BOOTCAMP_WORK", join(folder, "work")));
  afterEach(() => vi.unstubAllEnvs());

  test.each(WRONG)("bootcamp %s", async (line) => {
    expect(await runCommandLine(wordsOf(line))).toBe(2);
    expect(printed).not.toMatch(HOST_WORDS);
    expect(printed).toMatch(lang === "ko" ? /^오류: .*[가-힣].*\n/ : /^error: \S.*\n/);
    expect(printed.trimEnd().split("\n").length).toBeLessThanOrEqual(2);
  });

  test.each([...ODD, ...GRADED])("bootcamp %s", async (line) => {
    await runCommandLine(wordsOf(line));
    expect(printed).not.toMatch(HOST_WORDS);
  });
});

test.each(oddScripts)("in the shell: %s", async (script) => {
  const cluster = await createCluster({ pace: 0 });
  const { stdout, stderr } = await cluster.run(script);
  await cluster.close();
  expect(stdout + stderr).not.toMatch(HOST_WORDS);
});

/**
 * What learners and instructors run, as the build made it, under each Node that the course promises: the same bytes everywhere.
 * The npm package of a platform's Node carries the binary; it is fetched once, into node_modules/.cache.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { flagsToSet, flagsToStartWith, flagsToStaySmallWith, flagsToStayWith } from "../grader/v8-flags.ts";
import { seedLabFiles, seedLabSteps } from "../lib/testing/seed-lab.ts";
import { root } from "./repository.ts";

/** The oldest that package.json allows, and the two that Node supports for long. */
const versions = ["20.19.0", "22.23.3", "24.21.0"];

const cache = join(root, "node_modules", ".cache", "node-versions");
const exercise = join(root, "exercises", "01-scale-to-five");
let home = "";
let sampleClass: ReturnType<typeof gradeSampleClass> | undefined;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "node-versions-"));
  for (const [name, text] of Object.entries(seedLabFiles)) writeFileSync(join(home, name), text);
  writeFileSync(join(home, "lab.sh"), seedLabSteps.join("\n"));
  cpSync(join(exercise, "start"), join(home, "work", basename(exercise)), { recursive: true });
  cpSync(join(exercise, "solution"), join(home, "work", basename(exercise)), { recursive: true });
});
afterAll(() => {
  rmSync(home, { recursive: true });
});

/** @returns the path of the binary. @throws when the registry does not give it. */
function nodeOf(version: string): string {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `${platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node"}-${platform}-${process.arch}`;
  const folder = join(cache, version);
  const binary = join(
    folder,
    "node_modules",
    name,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(binary)) return binary;
  const begun = `${folder}.${process.pid}`;
  mkdirSync(begun, { recursive: true });
  const npm = process.env.npm_execpath;
  const args = ["install", "--no-save", "--loglevel=error", "--prefix", begun, `${name}@${version}`];
  const [command, all] = npm === undefined ? ["npm", args] : [process.execPath, [npm, ...args]];
  const { status, stderr } = spawnSync(command, all, { cwd: begun, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm could not install Node ${version}: ${stderr}`);
  renameSync(begun, folder);
  return binary;
}

/** @param node a binary. @returns what a person would see. */
function bootcamp(node: string, ...args: readonly string[]) {
  const work = join(home, "work");
  const env = { PATH: process.env.PATH ?? "", LANG: "C.UTF-8", NO_COLOR: "1", BOOTCAMP_WORK: work };
  const { stdout, stderr, status } = spawnSync(node, [join(root, "grader", "bootcamp.js"), ...args], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return { stdout, stderr, status };
}

/** Ends by the time of the host on a busy machine: it has another text then, and the class another exit code. */
const ENDLESS = "06-gil-endless-loop.json";

/** @returns the reports of the sample class, without what the host's clock says. */
function gradeSampleClass(node: string, out: string): Record<string, string> {
  const { status, stderr } = bootcamp(node, "grade", "grader/testdata/class", "--out", out, "--seed", "2");
  expect([0, 1], stderr).toContain(status);
  const reports = readdirSync(out).filter((name) => name.endsWith(".json") && name !== ENDLESS);
  const read = (name: string): string => readFileSync(join(out, name), "utf8");
  return Object.fromEntries(reports.map((name) => [name, read(name).replaceAll(/"durationMs": ?\d+/g, "")]));
}

const lab = (node: string) => bootcamp(node, "run", "--seed", "7", join(home, "lab.sh"));
const check = (node: string) => bootcamp(node, "check", "01-scale-to-five", "--lang", "en");

describe.each(versions)("Node %s", (version) => {
  let node = "";
  beforeAll(() => {
    try {
      node = nodeOf(version);
    } catch (error) {
      if (process.env.CI !== undefined) throw error;
    }
  }, 180_000);
  // Where the registry cannot be reached; CI may skip nothing.
  beforeEach(({ skip }) => skip(node === "", `Node ${version} could not be fetched`));

  test("knows the flags of brief and of long processes", () => {
    for (const flagsOf of [flagsToStartWith, flagsToStayWith, flagsToSet, flagsToStaySmallWith]) {
      const flags = flagsOf(version);
      expect(flags).not.toEqual([]);
      const { status, stderr } = spawnSync(node, [...flags, "-e", ""], { encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
    }
  });

  test("plays the study note's lab", () => {
    const { stdout, stderr, status } = lab(node);
    expect(stdout.split("Welcome!").length).toBeGreaterThan(20);
    expect({ stdout, stderr, status }).toEqual(lab(process.execPath));
  });

  test("checks a learner's answer", () => {
    const checked = check(node);
    expect(checked.stdout).toContain("10/10");
    expect(checked).toEqual(check(process.execPath));
  });

  test("proves an exercise", () => {
    const { stdout, stderr, status } = bootcamp(node, "verify", "09-outside-endpoints", "--seeds", "1");
    expect([stderr, status]).toEqual(["", 0]);
    expect(stdout).toMatch(/(\d+) of \1 claims hold/);
  });

  test("grades the sample class", () => {
    const reports = gradeSampleClass(node, join(home, version));
    expect(reports["01-ahn-right.json"]).toContain('"score": 30');
    sampleClass ??= gradeSampleClass(process.execPath, join(home, "here"));
    expect(reports).toEqual(sampleClass);
  });
});

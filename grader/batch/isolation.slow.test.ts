// How far a learner's process is kept away from the machine, tried by a program that wants out.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../project-root.ts";
import type { Isolation, LearnerResult } from "../result.ts";
import { runChildProcess } from "./child-process.ts";

const program = fileURLToPath(new URL("../testing/workers/breaks-out.mjs", import.meta.url));
const isWrapped = spawnSync("bwrap", ["--ro-bind", "/", "/", "--unshare-all", "true"]).status === 0;
if (!isWrapped && process.env.CI) throw new Error("CI may skip no test: install bubblewrap");

const server = createServer((socket) => socket.destroy());
const folder = mkdtempSync(join(tmpdir(), "isolation-"));
beforeAll(() => once(server.listen(0, "127.0.0.1"), "listening"));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Tried {
  readonly type: string;
  readonly reached?: Readonly<Record<string, boolean>>;
}

async function tryToBreakOut(isolation: Isolation): Promise<Tried["reached"]> {
  const { port } = server.address() as AddressInfo;
  let reached: Tried["reached"];
  const onMessage = (message: Tried): number => {
    reached = message.reached;
    return 60_000;
  };
  const ending = await runChildProcess<Tried>(
    { port, folder, grader: process.pid },
    { program, isolation, firstLimitMs: 60_000, onMessage },
  );
  expect(ending).toEqual({ kind: "done" });
  return reached;
}

test("without isolation everything is reached, so that the others show something", async () => {
  const all = { network: true, files: true, programs: true, processes: true };
  expect(await tryToBreakOut("none")).toEqual(all);
});

test("Node's permission model lets no file be written and no program be started", async () => {
  expect(await tryToBreakOut("permissions")).toMatchObject({ files: false, programs: false });
});

test.skipIf(!isWrapped)("bubblewrap takes away the network and other processes as well", async () => {
  const nothing = { network: false, files: false, programs: false, processes: false };
  expect(await tryToBreakOut("bubblewrap")).toEqual(nothing);
});

test.skipIf(!isWrapped)("a busy process in bubblewrap ends with the grader that is killed", async () => {
  const busy = join(folder, "busy.mjs");
  writeFileSync(busy, `import { writeSync } from "node:fs"; writeSync(3, '{"type":"ready"}\\n'); for (;;);`);
  const childProcess = new URL("child-process.ts", import.meta.url).href;
  const grader = `import { Child } from ${JSON.stringify(childProcess)};
    new Child(${JSON.stringify({ program: busy, isolation: "bubblewrap" })}).run(
      {}, { firstLimitMs: 60000, onMessage: ({ type }) => (console.log(type), 60000) },
    );`;
  const flags = ["--conditions=source", "--import", "tsx", "--input-type=module"];
  const killed = spawn(process.execPath, [...flags, "-e", grader], { stdio: ["ignore", "pipe", "inherit"] });
  expect(await once(createInterface({ input: killed.stdout }), "line")).toEqual(["ready"]);
  expect(processesOf(busy)).toBeGreaterThan(0);
  killed.kill("SIGKILL");
  for (let tries = 0; processesOf(busy) > 0 && tries < 600; tries++) await wait(100);
  expect(processesOf(busy)).toBe(0);
});

/** How many run it. */
function processesOf(file: string): number {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && argumentsOf(name).includes(file)).length;
}

function argumentsOf(pid: string): readonly string[] {
  try {
    return readFileSync(join("/proc", pid, "cmdline"), "utf8").split("\0");
  } catch {
    return []; // it has ended meanwhile
  }
}

test.skipIf(!isWrapped)("the grader as it is built grades in bubblewrap, and says so", () => {
  const at = (...path: string[]) => join(projectRoot(), "grader", ...path);
  const out = join(folder, "out");
  const args = [
    "grade",
    at("testdata", "class"),
    "--out",
    out,
    "--formats",
    "json",
    "--only",
    "01-ahn-right,01-scale-to-five",
  ];
  const { stderr } = spawnSync(process.execPath, [at("dist", "cli", "main.js"), ...args], {
    encoding: "utf8",
  });
  expect(stderr).toContain(out);
  const result = JSON.parse(readFileSync(join(out, "01-ahn-right.json"), "utf8")) as LearnerResult;
  expect(result.exercises.map(({ isolation, status }) => [isolation, status])).toEqual([
    ["bubblewrap", "graded"],
  ]);
});

// The command as a person runs it: a process that serves until it is told to end.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bootcamp-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(...args: string[]) {
  const env = { PATH: process.env.PATH ?? "", LANG: "C.UTF-8", NO_COLOR: "1" };
  const child = spawn(
    process.execPath,
    ["--conditions=source", "--import", "tsx", main, "cluster", ...args],
    { env },
  );
  const printed = { stdout: "", stderr: "" };
  child.stderr.on("data", (data) => {
    printed.stderr += data;
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (data) => {
      printed.stdout += data;
      if (printed.stdout.split("\n").length > 2) resolve();
    });
    child.once("exit", () => resolve());
  });
  return { child, printed, ended, ready };
}

test("prints the two lines that a person needs, and ends with Ctrl-C", async () => {
  const { child, printed, ready, ended } = start();
  await ready;
  const file = /^export KUBECONFIG=(\S+)\n# .*kubectl get nodes.*\n$/.exec(printed.stdout)?.[1] ?? "";
  expect(readFileSync(file, "utf8")).toMatch(/server: https:\/\/127\.0\.0\.1:\d+/);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test("leaves a person's own kubeconfig alone, and says so", async () => {
  const mine = join(folder, "config");
  writeFileSync(mine, "current-context: work\n");
  const { printed, ended } = start("--kubeconfig", mine);
  expect(await ended).toBe(2);
  expect(printed.stderr).toBe(
    `error: ${mine} is a kubeconfig of your own: name a file that does not exist yet\n`,
  );
  expect(readFileSync(mine, "utf8")).toBe("current-context: work\n");
});

test.each([
  ["a folder that is not there", () => join(folder, "nowhere", "config")],
  ["a folder", () => folder],
])("says that it cannot write to %s", async (_what, path) => {
  const { printed, ended } = start("--kubeconfig", path());
  expect(await ended).toBe(2);
  expect(printed.stderr).toBe(
    `error: ${path()} cannot be written: name a file in a folder that exists and that you may write\n`,
  );
});

test("says that a port is taken", async () => {
  const first = start("--kubeconfig", join(folder, "first"));
  await first.ready;
  const port = /127\.0\.0\.1:(\d+)/.exec(readFileSync(join(folder, "first"), "utf8"))?.[1] ?? "";
  const second = start("--port", port);
  expect(await second.ended).toBe(2);
  expect(second.printed.stderr).toBe(
    `error: port ${port} is taken or not allowed: leave out --port for a free one, or name another\n`,
  );
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);
});

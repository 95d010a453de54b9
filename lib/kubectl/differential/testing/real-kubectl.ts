/** The other side: a real kubectl as a process of the host, in a folder of its own, against a served API. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import type { TestContext } from "vitest";
import type { ExecResult } from "../../../api/api.ts";
import { findRealKubectls } from "../../../http/testing/real-kubectl.ts";
import type { CallStatement } from "./case.ts";
import type { Player } from "./play.ts";

/** While a call waits, so much simulated time passes in so much of the host's. */
const STEP_MS = 250;
const STEP_HOST_MS = 20;
const CALL_HOST_MS_MAX = 15_000;

const VERSION = "1.33";
export const MISSING = `no kubectl ${VERSION} on this machine: put it into PATH, or as kubectl.${VERSION} beside the kubectl there`;

/** Path of the kubectl that the record is of; undefined where there is none. */
export function findRealKubectl(): string | undefined {
  return findRealKubectls().find(({ version }) => version === VERSION)?.path;
}

/** For a test of its own in each file that compares: without a kubectl it is skipped and says why, and fails where `CI` is set. */
export function requireRealKubectl(context: TestContext, binary: string | undefined): void {
  if (binary !== undefined) return;
  if (process.env.CI === undefined) context.skip(MISSING);
  throw new Error(`CI may not skip the comparison: ${MISSING}`);
}

/** What a real kubectl is shown. */
export interface Served {
  /** @returns a kubeconfig's path, and what ends the serving. */
  serve(options: { kubeconfig: string }): Promise<{ readonly kubeconfig: string; close(): Promise<void> }>;
  /** Lets simulated time pass, in milliseconds. */
  advance(ms: number): Promise<void>;
}

/** @param callMs simulated time from the start of a call until it reaches the server. */
export async function openRealKubectl(served: Served, binary: string, callMs: number): Promise<Player> {
  const home = mkdtempSync(join(tmpdir(), "kubectl-"));
  const { kubeconfig, close } = await served.serve({ kubeconfig: join(home, "kubeconfig") });
  mkdirSync(join(home, "bin"));
  symlinkSync(binary, join(home, "bin/kubectl"));
  const cwd = join(home, "learner");
  mkdirSync(cwd);
  const path = `${join(home, "bin")}${delimiter}${process.env.PATH}`;
  const env = {
    PATH: path,
    HOME: home,
    KUBECONFIG: kubeconfig,
    TZ: "UTC",
    LANG: "C.UTF-8",
    USER: "learner",
  };
  return {
    async writeFile(name, text) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    },
    async call(statement) {
      await served.advance(callMs);
      const result = bash(statement, { cwd, env });
      return statement.waits ? letTimePass(served, result) : result;
    },
    async close() {
      await close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function letTimePass(served: Served, result: Promise<ExecResult>): Promise<ExecResult> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  result.then(end, end);
  while (!isOver) {
    await pass(STEP_HOST_MS);
    await served.advance(STEP_MS);
  }
  return result;
}

function bash(
  { command, stdin }: CallStatement,
  where: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<ExecResult> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that stopping it stops the kubectl within.
    const child = spawn("bash", ["-c", command], {
      ...where,
      stdio: [stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      detached: true,
    });
    const limit = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid);
      reject(
        new Error(
          `the real kubectl did not end within ${CALL_HOST_MS_MAX / 1000} s (callHostMax); does it wait for the cluster? ${command}`,
        ),
      );
    }, CALL_HOST_MS_MAX);
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout?.on("data", (piece: Buffer) => out.push(piece));
    child.stderr?.on("data", (piece: Buffer) => err.push(piece));
    child.stdin?.on("error", () => {}); // it may end without reading
    child.stdin?.end(stdin);
    child.on("error", reject);
    child.on("close", (exitCode) => {
      clearTimeout(limit);
      resolve({
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
        exitCode: exitCode ?? 1,
      });
    });
  });
}

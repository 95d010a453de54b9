/** The other side: a real kubectl as a process of the host, in a folder of its own, against the served cluster. */
import { execFile, spawn } from "node:child_process";
import {
  accessSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { promisify } from "node:util";
import type { ExecResult } from "../../../api/api.ts";
import type { Cluster } from "../../../cluster.ts";
import type { CallStatement } from "./case.ts";
import type { Player } from "./play.ts";

/** How long our kubectl takes for a call (lib/cluster.ts). */
const KUBECTL_MS = 30;
/** While a call waits, so much simulated time passes in so much of the host's. */
const STEP_MS = 250;
const STEP_HOST_MS = 20;
const CALL_HOST_MS_MAX = 15_000;

/** Path of a kubectl 1.33 on this machine: `$KUBECTL`, or what stands in PATH, or beside it as `kubectl.1.33`. */
export async function findRealKubectl(): Promise<string | undefined> {
  const inPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "kubectl"));
  const found = [process.env.KUBECTL ?? "", ...inPath]
    .filter((path) => path !== "" && isThere(path))
    .map((path) => realpathSync(path));
  for (const path of new Set(found.flatMap((path) => [path, ...beside(path)]))) {
    const { stdout } = await promisify(execFile)(path, ["version", "--client"]).catch(() => ({ stdout: "" }));
    if (stdout.startsWith("Client Version: v1.33.")) return path;
  }
  return undefined;
}

const beside = (path: string): string[] =>
  readdirSync(dirname(path))
    .filter((name) => name === "kubectl.1.33")
    .map((name) => join(dirname(path), name));

function isThere(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

export async function openRealKubectl(cluster: Cluster, binary: string): Promise<Player> {
  const home = mkdtempSync(join(tmpdir(), "kubectl-"));
  const door = await cluster.serve({ frozen: true, kubeconfig: join(home, "kubeconfig") });
  mkdirSync(join(home, "bin"));
  symlinkSync(binary, join(home, "bin/kubectl"));
  const cwd = join(home, "learner");
  mkdirSync(cwd);
  const path = `${join(home, "bin")}${delimiter}${process.env.PATH}`;
  const env = {
    PATH: path,
    HOME: home,
    KUBECONFIG: door.kubeconfig,
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
      await cluster.advance(KUBECTL_MS);
      const result = bash(statement, { cwd, env });
      return statement.waits ? letTimePass(cluster, result) : result;
    },
    async close() {
      await door.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function letTimePass(cluster: Cluster, result: Promise<ExecResult>): Promise<ExecResult> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  result.then(end, end);
  while (!isOver) {
    await pass(STEP_HOST_MS);
    await cluster.advance(STEP_MS);
  }
  return result;
}

function bash(
  { command }: CallStatement,
  where: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<ExecResult> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that stopping it stops the kubectl within.
    const child = spawn("bash", ["-c", command], {
      ...where,
      stdio: ["ignore", "pipe", "pipe"],
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
    child.stdout.on("data", (piece: Buffer) => out.push(piece));
    child.stderr.on("data", (piece: Buffer) => err.push(piece));
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

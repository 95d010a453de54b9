/** The real kubectl on this machine, and how tests run it against a served cluster. */
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

export interface RealKubectl {
  /** `1.33`. */
  readonly version: string;
  readonly path: string;
}

/** @returns `kubectl.1.NN` beside the kubectl in PATH, oldest first; that kubectl itself when there are none; `[]` without one. */
export function findRealKubectls(): RealKubectl[] {
  const found = pathOfKubectl();
  if (found === undefined) return [];
  const folder = dirname(realpathSync(found));
  const minors = readdirSync(folder)
    .flatMap((name) => /^kubectl\.1\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  if (minors.length === 0) return [{ version: versionOf(found), path: found }];
  return minors.map((minor) => ({ version: `1.${minor}`, path: join(folder, `kubectl.1.${minor}`) }));
}

function pathOfKubectl(): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "kubectl"))
    .find((path) => {
      try {
        execFileSync(path, ["version", "--client"], { stdio: "ignore" });
        return true;
      } catch {
        return false;
      }
    });
}

function versionOf(path: string): string {
  const { clientVersion } = JSON.parse(execFileSync(path, ["version", "--client", "-o", "json"], { encoding: "utf8" }));
  return `${clientVersion.major}.${Number.parseInt(clientVersion.minor, 10)}`;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface RunOptions {
  readonly stdin?: string;
  /** The command that `kubectl edit` opens the file with. */
  readonly editor?: string;
  /** Kills kubectl after so many milliseconds: for watches. */
  readonly killAfterMs?: number;
}

/** Words of a command line, or the line itself where no word has a space. */
export type Run = (args: string | readonly string[], options?: RunOptions) => Promise<RunResult>;

const TIMEOUT_MS = 30_000;

/** @param kubeconfig path. @returns what runs this kubectl; a process that hangs is killed after 30 s. */
export function runnerOf({ path }: RealKubectl, kubeconfig: string): Run {
  const home = mkdtempSync(join(tmpdir(), "bootcamp-kubectl-"));
  return (args, { stdin = "", editor = "false", killAfterMs = TIMEOUT_MS } = {}) =>
    new Promise((resolve) => {
      const env = { ...process.env, KUBECONFIG: kubeconfig, HOME: home, TMPDIR: home, KUBE_EDITOR: editor, KUBECTL_REMOTE_COMMAND_WEBSOCKETS: "true" };
      const child = execFile(path, typeof args === "string" ? args.split(" ") : args, { env, timeout: killAfterMs }, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 137;
        resolve({ stdout, stderr, exitCode });
      });
      child.stdin?.end(stdin);
    });
}

/** The real kubectl on this machine, and how tests run it against a served cluster. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
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
  const { clientVersion } = JSON.parse(
    execFileSync(path, ["version", "--client", "-o", "json"], { encoding: "utf8" }),
  );
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
  /** Besides the usual environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Words of a command line, or the line itself where no word has a space. */
export type Run = (args: string | readonly string[], options?: RunOptions) => Promise<RunResult>;

const TIMEOUT_MS = 30_000;

/** @param kubeconfig path. @returns what runs this kubectl; a process that hangs is killed after 30 s. */
export function runnerOf({ path }: RealKubectl, kubeconfig: string): Run {
  const home = mkdtempSync(join(tmpdir(), "bootcamp-kubectl-"));
  return (args, { stdin = "", editor = "false", killAfterMs = TIMEOUT_MS, env: more = {} } = {}) =>
    new Promise((resolve) => {
      const env = {
        ...process.env,
        KUBECONFIG: kubeconfig,
        HOME: home,
        TMPDIR: home,
        KUBE_EDITOR: editor,
        ...more,
      };
      const child = execFile(
        path,
        typeof args === "string" ? args.split(" ") : args,
        { env, timeout: killAfterMs },
        (error, stdout, stderr) => {
          const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 137;
          resolve({ stdout, stderr, exitCode });
        },
      );
      child.stdin?.end(stdin);
    });
}

/** A kubectl that goes on until it is stopped. */
export interface Started {
  /** Everything that it has printed so far, on both streams. */
  printed(): string;
  /** Waits until it has printed this, at most 15 s. @throws Error with what it printed instead. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with its exit code; -1 when a signal ended it. */
  readonly ended: Promise<number>;
  /** As Ctrl-C does. */
  stop(): Promise<number>;
}

const PATIENCE_MS = 15_000;

export function startKubectl(
  { path }: RealKubectl,
  kubeconfig: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Started {
  const home = mkdtempSync(join(tmpdir(), "bootcamp-kubectl-"));
  const child = spawn(path, args, {
    env: { ...process.env, KUBECONFIG: kubeconfig, HOME: home, ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let onPrint: () => void = () => {};
  const add = (piece: Buffer): void => {
    printed += piece;
    onPrint();
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  const ended = new Promise<number>((resolve) => {
    child.on("close", (code) => {
      rmSync(home, { recursive: true, force: true });
      resolve(code ?? -1);
    });
  });
  return {
    printed: () => printed,
    ended,
    prints(pattern) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`kubectl ${args.join(" ")} did not print ${pattern}, but: ${printed}`)),
          PATIENCE_MS,
        );
        onPrint = () => {
          const match = pattern.exec(printed);
          if (match === null) return;
          clearTimeout(timer);
          resolve(match);
        };
        onPrint();
      });
    },
    stop() {
      child.kill("SIGINT");
      return ended;
    },
  };
}

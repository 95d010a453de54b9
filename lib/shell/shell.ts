/** The one importer of just-bash: a bash with our own network tools, on simulated time, with a budget on everything. */
import type { ExecResult } from "../api/api.ts";
import type { NetworkClient } from "../network/http.ts";
import type { Loop } from "../sim/loop.ts";

export interface ShellCommandContext {
  readonly stdin: string;
  readonly cwd: string;
  readonly env: ReadonlyMap<string, string>;
  /** Whether standard input is a terminal: `kubectl exec -it` and `curl` behave differently there. */
  readonly tty: boolean;
  readFile(path: string): Promise<string>;
  writeFile(path: string, text: string): Promise<void>;
  /** Names in a folder, or undefined when it is no folder. */
  readFolder(path: string): Promise<readonly string[] | undefined>;
  /** Runs a program of this shell, e.g. the editor in KUBE_EDITOR. */
  exec(commandLine: string): Promise<ExecResult>;
}

/** A program: never throws at its user. */
export type ShellCommand = (args: readonly string[], context: ShellCommandContext) => Promise<ExecResult>;

export interface ShellOptions {
  readonly loop: Loop;
  /** Absent: the machine has no network, and no network tools. */
  readonly network?: NetworkClient;
  /** Programs by name besides the shell's own: `kubectl`, `k`. */
  readonly commands?: Readonly<Record<string, ShellCommand>>;
  /** The names that exist, where the machine does not have everything (an image's list). */
  readonly allowed?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly hostname: string;
  readonly curlVersion?: string;
  readonly flavour: "busybox" | "debian";
  /** Simulated milliseconds that pass between two statements of a script, as if a person typed them. Default 0. */
  readonly paceMs?: number;
  /** Simulated epoch, for `date`: milliseconds since 1970 when the loop stands at 0. */
  readonly epochMs: number;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly tty?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Shell {
  /** Runs bash text. Files stay for the next run; so do exported variables and the working directory. Only inside an actor. */
  run(script: string, options?: RunOptions): Promise<ExecResult>;
  /** Runs a program with its arguments verbatim. `undefined`: no such program. */
  exec(argv: readonly string[], options?: RunOptions): Promise<ExecResult | undefined>;
  readFile(path: string): Promise<string | undefined>;
  writeFile(path: string, text: string): Promise<void>;
}

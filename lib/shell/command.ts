/** What a program of a simulated machine is given and what it answers: kubectl, curl, date and all others. */
import type { ExecResult, OutputStream, TerminalConnection } from "../api/api.ts";
import type { NetworkClient } from "../network/http.ts";
import type { Loop } from "../sim/loop.ts";
import type { JobTable } from "./engine/index.ts";

export interface ShellCommandContext {
  readonly stdin: string;
  readonly cwd: string;
  /** Exported variables only, as a process sees them. */
  readonly env: ReadonlyMap<string, string>;
  /** Whether the session has a terminal: `kubectl exec -it` and `curl` behave differently there. */
  readonly tty: boolean;
  /** The person at that terminal, for programs that talk with them: `kubectl exec -it POD -- sh`. Absent in scripts. */
  readonly terminal?: TerminalConnection;
  /** Aborted when whoever started the program no longer waits for it, as `timeout` does. */
  readonly signal?: AbortSignal;
  /** Whether the program is ended after some simulated time, by `timeout`: it must not wait for a person then. */
  readonly hasTimeLimit?: boolean;
  /** @throws Error with the system's own words: `No such file or directory`, `Is a directory`. */
  readFile(path: string): Promise<string>;
  /** @throws Error as readFile. */
  writeFile(path: string, text: string): Promise<void>;
  /** Names in a folder, or undefined when it is no folder. */
  readFolder(path: string): Promise<readonly string[] | undefined>;
  /** Removes a file, or a folder with all that is in it, where there is one. */
  remove(path: string): Promise<void>;
  /** Shows text at once, for programs that wait meanwhile. What the result holds comes after it. Default: standard output. */
  print(text: string, stream?: OutputStream): void;
  /** Runs a program of this shell, e.g. the editor in KUBE_EDITOR. */
  exec(commandLine: string): Promise<ExecResult>;
}

/** A program: never throws at its user. */
export type ShellCommand = (args: readonly string[], context: ShellCommandContext) => Promise<ExecResult>;

/** How a wrapper starts another program. */
export interface StartOptions {
  readonly stdin?: string;
  /** Set for that program besides what is exported. */
  readonly env?: Readonly<Record<string, string>>;
  /** The program starts with `env` alone. */
  readonly emptyEnv?: boolean;
  readonly signal?: AbortSignal;
  /** What the program prints goes at once to where the output of its starter goes, and the result holds the rest. */
  readonly passesOn?: Wording;
}

export type ShellName = "bash" | "dash" | "ash" | "zsh";

/** How a program says what another said on standard error. */
export interface Wording {
  (stderr: string): string;
  /** Set where it is a shell that reads the script: which one. */
  readonly shell?: ShellName;
}

/** For programs that stand in front of others: `timeout`, `xargs`, `sh`; and for those that ask the shell itself: `jobs`. */
export interface WrapperContext extends ShellCommandContext {
  /** What the shell that calls has started in the background; absent where that shell is not watched. */
  readonly jobs?: JobTable;
  /** Starts a program, its arguments verbatim. */
  start(argv: readonly string[], options?: StartOptions): Promise<ExecResult>;
  /** The engine's own program of the same name. @param passesOn as in StartOptions, for the programs that it starts. */
  bundled(args: readonly string[], passesOn?: Wording): Promise<ExecResult>;
}

export type WrapperCommand = (args: readonly string[], context: WrapperContext) => Promise<ExecResult>;

/** What kube-proxy of a node has told the kernel. */
export interface NodeRules {
  /** `iptables`, `ipvs`, `nftables`. */
  readonly mode: string;
  /** As the program of the mode prints it. */
  listing(): string;
}

/** The first process of a container. */
export interface MainProcess {
  readonly argv: readonly string[];
  /** Unix milliseconds. */
  readonly startedAtMs: number;
}

/** What the machine's programs know of the machine. */
export interface Machine {
  readonly loop: Loop;
  /** Absent: the machine has no network, and no network tools. */
  readonly network?: NetworkClient;
  readonly hostname: string;
  /** Where the machine is in the network of a node. */
  readonly node?: NodeRules;
  readonly mainProcess?: MainProcess;
  /** Where the machine sees the processes of its node: the first ones of all containers there, in the order of their starts. */
  readonly nodeProcesses?: Iterable<MainProcess>;
  readonly curlVersion?: string;
  /** Whose programs it has; a program is given its own flavour, which on a machine with `packaged` ones differs from name to name. */
  readonly flavour: "busybox" | "debian";
  /** On a machine of busybox, the programs that other packages bring. */
  readonly packaged?: readonly string[];
  readonly busyboxVersion?: string;
  /** Of dig, host and nslookup; absent: 9.18. */
  readonly bindVersion?: string;
  /** Whether `settle` need not wait while a program here sleeps: true in containers, whose processes may go on for ever. */
  readonly background?: boolean;
  /** Simulated epoch, for `date`: milliseconds since 1970 when the loop stands at 0. */
  readonly epochMs: number;
}

/** What a program says when all went well. */
export function succeed(stdout = ""): ExecResult {
  return { stdout, stderr: "", exitCode: 0 };
}

/** What a program says when it gives up: `stderr` without its line end. */
export function fail(exitCode: number, stderr: string): ExecResult {
  return { stdout: "", stderr: `${stderr}\n`, exitCode };
}

/** Whether a file that a program is to write is its standard output. */
export function isStandardOutput(path: string): boolean {
  return path === "-" || path === "/dev/stdout";
}

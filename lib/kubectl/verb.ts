/**
 * What a verb of kubectl is: its flags and a function from a parsed command line to what it prints. One file each in
 * `verbs/`; sub-verbs (`create service`, `rollout status`) are verbs of a verb.
 *
 * A verb ends by returning, or by throwing: an ApiError (printed as `Error from server (Reason): ...`), a KubectlError,
 * a KubectlExit, or an Aggregate of those (one line each, without `error: `).
 */
import type { Api, PortReply, PortRequest, TerminalConnection } from "../api/api.ts";
import type { ShellCommand, ShellCommandContext } from "../shell/shell.ts";
import type { Loop, Timer } from "../sim/loop.ts";
import type { Kubeconfig } from "./config/kubeconfig.ts";

// The only file of this room that looks at the loop and the shell, and only at their types.
export type { Loop, ShellCommand, ShellCommandContext, TerminalConnection, Timer };

export interface Flag {
  /** Without dashes: `replicas`. */
  readonly name: string;
  /** One letter: `o`. */
  readonly short?: string;
  /** How cobra reads and complains about the value. `bool` takes none unless with `=`. */
  readonly type: "string" | "bool" | "int" | "int32" | "int64" | "duration" | "stringArray" | "stringSlice";
  /** The value when it is not given: ``, `false`, `0`, `30s`; for lists always empty. */
  readonly default: string;
  /** The value when the flag stands without one, for flags where that is allowed: `--dry-run`, `--cascade`, `--validate`. */
  readonly withoutValue?: string;
  /** Missing: `error: required flag(s) "replicas" not set`. */
  readonly required?: boolean;
  readonly usage: string;
}

export interface Verb {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One line for the list of `kubectl --help`; the others are for `kubectl VERB --help`. */
  readonly short: string;
  readonly long?: string;
  readonly examples?: string;
  /** `kubectl scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)` */
  readonly usage: string;
  readonly flags: readonly Flag[];
  /** Flags of the real verb that this one lacks: refused by name, and not as typing mistakes. */
  readonly unmodelledFlags?: readonly string[];
  readonly subverbs?: readonly Verb[];
  /** Sub-verbs of the real verb that this one does not have. */
  readonly unmodelledSubverbs?: readonly string[];
  /** It needs no server, and no kubeconfig that leads to one. */
  readonly isLocal?: boolean;
  /** Exit code 1 says that there are differences, so that a failure has the next one; wrong flags are complaints about usage. */
  readonly isComparison?: boolean;
  /** What it holds as Go structs, `typed` and not `unstructured`: the JSON of those has the order of their fields, and kinds without a struct are refused. */
  readonly typed?: "objects" | "list";
  /** Absent for verbs that only group others: they print their help. */
  readonly run?: (invocation: Invocation) => Promise<void>;
}

/** One parsed command line with all that a verb may use. */
export interface Invocation {
  readonly client: KubectlClient;
  readonly verb: Verb;
  /** `kubectl create service clusterip`. */
  readonly path: string;
  readonly args: readonly string[];
  /** How many of `args` stood before `--`; undefined without `--`. */
  readonly dash: number | undefined;
  /** The verb's own flags and the global ones. */
  readonly flags: FlagValues;
  /** From `-n`, else the context's. */
  readonly namespace: string;
  /** Whether `-n` named it: then manifests may not name another one. */
  readonly namespaceGiven: boolean;
  readonly out: Output;
}

export interface FlagValues {
  string(name: string): string;
  bool(name: string): boolean;
  int(name: string): number;
  durationMs(name: string): number;
  list(name: string): readonly string[];
  /** Whether the user gave it. */
  changed(name: string): boolean;
  /** Whether the verb has it: for code that serves many verbs. */
  has(name: string): boolean;
}

/** Where a verb prints. In order: what was printed before an error stays printed. */
export interface Output {
  /** With the line's end, if it is to have one. */
  stdout(text: string): void;
  stderr(text: string): void;
  /** What the server warns of: `Warning: ...` on stderr, each text once. Fits the `warn` of the API's options. */
  readonly warn: (text: string) => void;
}

/** Answers what comes in at a port of this machine. @param request with what is the same object for all requests of one connection. */
export type PortHandler = (
  request: PortRequest & { readonly connection?: object | undefined },
) => Promise<PortReply | { readonly failure: "empty" }>;

/** The ports of the machine that kubectl runs on. */
export interface LocalPorts {
  /** @param port 0 for any that is free. @throws Error in the system's words. */
  listen(
    address: string,
    port: number,
    handler: PortHandler,
  ): { readonly port: number; readonly close: () => void };
}

/** What comes back of a plain GET. */
export interface PlainAnswer {
  readonly status: number;
  readonly body: string;
  readonly warnings: readonly string[];
}

/** The learner's side of kubectl: a kubeconfig, a terminal and files, and the API at the other end. */
export interface KubectlClient {
  readonly api: Api;
  readonly loop: Loop;
  /** Simulated Unix time in milliseconds. */
  readonly now: () => number;
  /** What `kubectl config` changes. */
  readonly config: Kubeconfig;
  readonly shell: ShellCommandContext;
  /** For `port-forward`. Absent where kubectl runs on no machine of its own. */
  readonly localPorts?: LocalPorts | undefined;
  /** What the server answers to a plain GET, for `--raw`. Absent for an API that is not served. */
  readonly request?: ((target: string) => Promise<PlainAnswer>) | undefined;
}

/** Ends a verb as an ordinary Go error does: printed behind `error: ` (unless the message begins so), exit code 1. */
export class KubectlError extends Error {
  override readonly name = "KubectlError";
}

/** Ends a verb with exactly this text on stderr (none when empty) and this exit code. */
export class KubectlExit extends Error {
  override readonly name = "KubectlExit";
  readonly exitCode: number;

  constructor(text: string, exitCode: number) {
    super(text);
    this.exitCode = exitCode;
  }
}

/**
 * Several errors as one. Models apimachinery/pkg/util/errors Aggregate: its message has each text once, `[a, b]`; who
 * prints an Aggregate prints a line for each of its errors, and of one among them its message.
 */
export class Aggregate extends Error {
  override readonly name = "Aggregate";
  readonly errors: readonly unknown[];

  constructor(errors: readonly unknown[]) {
    const messages = [...new Set(leaves(errors).map((error) => (error as Error).message))];
    super(messages.length === 1 ? messages[0] : `[${messages.join(", ")}]`);
    this.errors = errors;
  }
}

/** The errors with Aggregates taken apart. */
export function leaves(errors: readonly unknown[]): readonly unknown[] {
  return errors.flatMap((error) => (error instanceof Aggregate ? leaves(error.errors) : [error]));
}

/** A complaint about the command line, with the line that points to the verb's help. */
export function usageError(invocation: Pick<Invocation, "path">, message: string): KubectlError {
  return new KubectlError(`${message}\nSee '${invocation.path} -h' for help and examples`);
}

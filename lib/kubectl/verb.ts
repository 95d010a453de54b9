/**
 * What a verb of kubectl is: its flags and a function from a parsed command line to what it prints. One file each in
 * `verbs/`; sub-verbs (`create service`, `rollout status`) are verbs of a verb.
 */
import type { Api } from "../api/api.ts";
import type { Loop } from "../sim/loop.ts";
import type { ShellCommandContext } from "../shell/shell.ts";

export interface Flag {
  /** Without dashes: `replicas`. */
  readonly name: string;
  /** One letter: `o`. */
  readonly short?: string;
  /** How cobra reads and complains about the value. `bool` takes none unless with `=`. */
  readonly type: "string" | "bool" | "int" | "int32" | "int64" | "duration" | "stringArray" | "stringSlice" | "stringToString";
  /** As help prints it: `''`, `false`, `0`, `[]`. */
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
  /** One line for the list of `kubectl --help`, and the texts of `kubectl VERB --help`. */
  readonly help: VerbHelp;
  readonly flags: readonly Flag[];
  readonly subverbs?: readonly Verb[];
  /** Absent for verbs that only group others. */
  readonly run?: (invocation: Invocation) => Promise<void>;
}

export interface VerbHelp {
  readonly short: string;
  readonly long?: string;
  readonly examples?: string;
  /** `kubectl scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)` */
  readonly usage: string;
}

/** One parsed command line with all that a verb may use. */
export interface Invocation {
  readonly client: KubectlClient;
  readonly verb: Verb;
  readonly args: readonly string[];
  /** How many of `args` stood before `--`; undefined without `--`. */
  readonly dash: number | undefined;
  readonly flags: FlagValues;
  readonly out: Output;
}

export interface FlagValues {
  string(name: string): string;
  bool(name: string): boolean;
  int(name: string): number;
  list(name: string): readonly string[];
  /** Whether the user gave it. */
  changed(name: string): boolean;
}

/** Where a verb prints. In order: what was printed before an error stays printed. */
export interface Output {
  /** With the line's end, if it is to have one. */
  stdout(text: string): void;
  stderr(text: string): void;
}

/** The learner's side of kubectl: a kubeconfig, a terminal and files, and the API at the other end. */
export interface KubectlClient {
  readonly api: Api;
  readonly loop: Loop;
  /** Simulated Unix time in milliseconds. */
  readonly now: () => number;
  /** Namespace of the current context; `config set-context --current --namespace` changes it. */
  readonly config: KubectlConfig;
  readonly shell: ShellCommandContext;
}

export interface KubectlConfig {
  namespace: string;
  readonly context: string;
  readonly cluster: string;
  readonly user: string;
  readonly server: string;
}

/** Ends a verb: prints the text to stderr as it is (with its `error: ` where it has one) and exits with the code. */
export class KubectlError extends Error {
  override readonly name = "KubectlError";
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

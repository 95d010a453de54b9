/**
 * kubectl as a program of a shell: words in, text and an exit code out. Models cmd/kubectl of Kubernetes 1.33.
 * Leaves out plugins, kustomize, kubeconfig files and transports: it calls the API in this process.
 */
import type { Api, ExecResult } from "../api/api.ts";
import { type FoundVerb, findVerb } from "./command-line/command-line.ts";
import { FlagError, HELP_FLAG, parseFlags } from "./command-line/flags.ts";
import { globalFlags } from "./command-line/global-flags.ts";
import { globalOptions, rootHelp, rootUsage, verbHelp } from "./command-line/help.ts";
import { connect } from "./config/connection.ts";
import type { Kubeconfig } from "./config/kubeconfig.ts";
import { errorText } from "./error-text.ts";
import {
  type KubectlClient,
  KubectlError,
  KubectlExit,
  type Loop,
  type Output,
  type ShellCommand,
  type ShellCommandContext,
  usageError,
  type Verb,
} from "./verb.ts";
import { realVerbs, verbGroups } from "./verbs/index.ts";

export interface KubectlOptions {
  readonly api: Api;
  readonly loop: Loop;
  /** Simulated Unix time in milliseconds. */
  readonly now: () => number;
  readonly config: Kubeconfig;
  readonly request?: KubectlClient["request"];
  readonly localPorts?: KubectlClient["localPorts"];
}

const verbs = verbGroups.flatMap((group) => group.verbs);
const known = { verbs, realVerbs, globalFlags };

/** A kubectl for one shell. Verbs that wait (`wait`, `rollout status`, `run -it`) let simulated time pass: run it inside an actor. */
export function createKubectl(options: KubectlOptions): ShellCommand {
  return async (argv, shell): Promise<ExecResult> => {
    const printed = new PrintedOutput(shell);
    let exitCode = 0;
    try {
      await execute(argv, { ...options, shell }, printed);
    } catch (error) {
      const text = errorText(error);
      if (text === undefined) throw error;
      printed.stderr(text.text);
      exitCode = text.exitCode;
    }
    return { stdout: "", stderr: "", exitCode };
  };
}

/** Shows everything at once, since verbs wait, follow and read from terminals. */
class PrintedOutput implements Output {
  readonly #shell: ShellCommandContext;
  readonly #warned = new Set<string>();

  constructor(shell: ShellCommandContext) {
    this.#shell = shell;
  }

  readonly stdout = (text: string): void => {
    if (text !== "") this.#shell.print(text);
  };

  readonly stderr = (text: string): void => {
    if (text !== "") this.#shell.print(text, "stderr");
  };

  /** How many different warnings there were. */
  get warnings(): number {
    return this.#warned.size;
  }

  readonly warn = (text: string): void => {
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    this.stderr(`Warning: ${text}\n`);
  };
}

async function execute(argv: readonly string[], client: KubectlClient, out: PrintedOutput): Promise<void> {
  if (argv[0] === "help") return printHelpFor(argv.slice(1), out);
  if (argv[0] === "options") return out.stdout(globalOptions(globalFlags));
  const found = findVerb(argv, known);
  try {
    await executeFound(found, client, out);
  } catch (error) {
    throw found.verb?.isComparison === true ? comparisonError(error) : error;
  }
}

/** A verb whose exit code 1 is an answer fails with the next one. */
function comparisonError(error: unknown): unknown {
  const failure = error instanceof KubectlExit ? undefined : errorText(error);
  return failure === undefined ? error : new KubectlExit(failure.text, failure.exitCode + 1);
}

async function executeFound(found: FoundVerb, client: KubectlClient, out: PrintedOutput): Promise<void> {
  const { args, dash, values: flags } = parse(found);
  if (found.verb === undefined || flags.bool("help")) return out.stdout(pageOf(found));
  requireFlags(found.verb, flags.changed);
  if (found.verb.run === undefined) return printGroup(found, args);
  const connection =
    found.verb.isLocal === true
      ? { api: client.api, namespace: client.config.namespace }
      : connect(client, flags, out);
  const namespace = flags.string("namespace");
  await found.verb.run({
    client: { ...client, api: connection.api },
    verb: found.verb,
    path: found.path,
    args,
    dash,
    flags,
    namespace: namespace === "" ? connection.namespace : namespace,
    namespaceGiven: namespace !== "",
    out,
  });
  if (flags.bool("warnings-as-errors") && out.warnings > 0)
    throw new KubectlError(`${out.warnings} warning${out.warnings === 1 ? "" : "s"} received`);
}

function parse(found: FoundVerb) {
  try {
    return parseFlags([...(found.verb?.flags ?? []), ...globalFlags, HELP_FLAG], found.argv);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    if (error.unknown !== undefined && found.verb?.unmodelledFlags?.includes(error.unknown) === true) {
      throw new KubectlError(
        `--${error.unknown} is a flag of the real "${found.path}" that this simulated kubectl does not have`,
      );
    }
    if (found.verb?.isComparison === true) throw usageError(found, error.message);
    throw new KubectlError(`${error.message}\nSee '${found.path} --help' for usage.`);
  }
}

function requireFlags(verb: Verb, given: (name: string) => boolean): void {
  const missing = verb.flags
    .filter((flag) => flag.required === true && !given(flag.name))
    .map((flag) => `"${flag.name}"`);
  if (missing.length > 0) throw new KubectlError(`required flag(s) ${missing.join(", ")} not set`);
}

/** A verb that only groups others shows its page, and counts that as a mistake. */
function printGroup(found: FoundVerb, args: readonly string[]): never {
  if (args.length > 0)
    throw new KubectlError(
      `unknown command "${args.join(" ")}"\nSee '${found.path} -h' for help and examples`,
    );
  throw new KubectlExit(pageOf(found), 1);
}

function pageOf({ verb, path }: FoundVerb): string {
  return verb === undefined ? rootHelp(verbGroups) : verbHelp(verb, path);
}

function printHelpFor(topic: readonly string[], out: Output): void {
  try {
    out.stdout(pageOf(findVerb(topic, known)));
  } catch (error) {
    if (!(error instanceof KubectlError) && !(error instanceof KubectlExit)) throw error;
    out.stderr(
      `Unknown help topic [${topic.map((word) => `\`${word}\``).join(" ")}]\n\n\n${rootUsage(verbGroups)}`,
    );
  }
}

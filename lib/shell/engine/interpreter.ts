/**
 * The engine's interpreter as far as it is watched, and the one place that replaces its entry points (`intercept`).
 * just-bash keeps these types to itself.
 */

import type { CommandNode, IFileSystem, PipelineNode, ScriptNode, StatementNode } from "just-bash";
import type { OutputStream } from "../../api/api.ts";
import { byteLength, bytesOfLatin1 } from "../../bytes.ts";

/** Where a command has its standard input from. */
export interface Input {
  /** The descriptor of the shell; -1: no such. */
  readonly descriptor: number;
  readonly isRedirected: boolean;
}

/** The engine's result of a command. */
export interface EngineResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly stdoutKind?: "text" | "bytes";
  readonly stdoutEncoding?: string;
  /** Bytes that the budget of output has already been charged with. */
  readonly internalOutputAccounting?: Charge;
}

interface Charge {
  readonly stdout: number;
  readonly stderr: number;
}

export interface ExecOptions {
  readonly args?: string[];
}

type Exec = (
  script: string,
  options: ExecOptions | undefined,
  isInputCharged: boolean,
) => Promise<EngineResult>;

export interface Interpreter {
  readonly ctx: {
    readonly state: {
      readonly extraArgs?: readonly string[];
      readonly functions: ReadonlyMap<string, Extract<CommandNode, { type: "FunctionDef" }>>;
      readonly signal?: AbortSignal;
      /** Set inside substitutions. */
      readonly suppressVerbose?: boolean;
      readonly cwd: string;
      readonly env: Map<string, string>;
      readonly fileDescriptors?: Map<number, string>;
      readonly groupStdinSourceFd?: number;
      lastExitCode: number;
      /** `$!`. */
      lastBackgroundPid: number | "";
      /** Another one in each subshell. */
      readonly bashPid: number;
    };
    readonly fs: IFileSystem;
    readonly substitutionDepth?: number;
    /** What the script and all that it starts have used up. */
    readonly executionScope: {
      commandCount: number;
      workUnits: number;
      inputBytes: number;
      /** Of what it holds. */
      outputBytes: number;
      countersByKind: Map<string, number>;
      /** Simulated Unix milliseconds. */
      startedAt: number;
      /** @throws when the output is more than its budget. */
      appendOutput(stream: OutputStream, text: string, site: string): number;
    };
    execFn: Exec;
    executeScript(script: ScriptNode): Promise<EngineResult>;
    executeStatement(statement: StatementNode): Promise<EngineResult>;
    executeCommand(command: CommandNode, stdin: string, ownsStdin?: boolean): Promise<EngineResult>;
  };
  executeStatement(statement: StatementNode): Promise<EngineResult>;
  executePipeline(pipeline: PipelineNode): Promise<EngineResult>;
  executeCommand(command: CommandNode, stdin: string, ownsStdin?: boolean): Promise<EngineResult>;
  runCommand(
    name: string,
    args: string[],
    isQuoted: boolean[],
    stdin: string,
    skipsFunctions?: boolean,
    usesDefaultPath?: boolean,
    stdinDescriptor?: number,
    isStdinRedirected?: boolean,
  ): Promise<EngineResult>;
}

/** A script's watcher, called in place of the engine's entry points; each may `run` what it stands for. */
export interface ScriptWatcher {
  /** Pipelines joined by `&&` and `||`, at the top level or inside a compound command. */
  statement(
    statement: StatementNode,
    run: (statement: StatementNode) => Promise<EngineResult>,
  ): Promise<EngineResult>;
  pipeline(pipeline: PipelineNode, run: () => Promise<EngineResult>): Promise<EngineResult>;
  /** A command with its redirections. */
  command(command: CommandNode, run: () => Promise<EngineResult>): Promise<EngineResult>;
  /** A builtin, function or program, its words expanded. @param skipsFunctions as behind `command`. */
  call(
    name: string,
    args: readonly string[],
    input: Input,
    skipsFunctions: boolean,
    run: () => Promise<EngineResult>,
  ): Promise<EngineResult>;
  /** A script within the script: of a substitution, `eval` or `source`. */
  innerScript(run: () => Promise<EngineResult>): Promise<EngineResult>;
  /** What a program starts in a shell of its own. */
  child(options: ExecOptions | undefined): ExecOptions | undefined;
  /** @param line what `set -x` prints before a command. @returns what of it stays in the command's result. */
  traced(line: string): string;
}

/**
 * Makes the watcher of a script from its interpreter, by the list of arguments that the script was started with: the one
 * thing that an interpreter keeps of its start.
 */
const watchers = new WeakMap<readonly string[], (interpreter: Interpreter) => ScriptWatcher>();
/** Undefined for an interpreter that nobody watches. */
const watched = new WeakMap<Interpreter, ScriptWatcher | undefined>();

/** The script that is started with these arguments is watched. @returns the same list. */
export function watchedAs(args: string[], watcher: (interpreter: Interpreter) => ScriptWatcher): string[] {
  watchers.set(args, watcher);
  return args;
}

/** The patched engine's call: an interpreter is about to run a script. */
export function watchScript(interpreter: Interpreter): void {
  if (watched.has(interpreter)) return;
  const watcher = watchers.get(interpreter.ctx.state.extraArgs ?? [])?.(interpreter);
  watched.set(interpreter, watcher);
  if (watcher !== undefined) intercept(interpreter, watcher);
}

/** The patched engine's call: `set -x` is about to print a line. */
export function trace(interpreter: Interpreter, line: string): string {
  return watched.get(interpreter)?.traced(line) ?? line;
}

/** Every entry point that is replaced; those in `ctx` are what commands call, the others what the interpreter itself does. */
function intercept(interpreter: Interpreter, watcher: ScriptWatcher): void {
  const { ctx } = interpreter;
  const { executeScript, execFn } = ctx;
  const executeStatement = interpreter.executeStatement.bind(interpreter);
  const executePipeline = interpreter.executePipeline.bind(interpreter);
  const executeCommand = interpreter.executeCommand.bind(interpreter);
  const runCommand = interpreter.runCommand.bind(interpreter);
  interpreter.executeStatement = (statement) => watcher.statement(statement, executeStatement);
  ctx.executeStatement = interpreter.executeStatement;
  interpreter.executePipeline = (pipeline) => watcher.pipeline(pipeline, () => executePipeline(pipeline));
  interpreter.executeCommand = (command, ...input) =>
    watcher.command(command, () => executeCommand(command, ...input));
  ctx.executeCommand = interpreter.executeCommand;
  interpreter.runCommand = (
    name,
    args,
    isQuoted,
    stdin,
    skipsFunctions,
    path,
    descriptor = -1,
    isRedirected,
  ) =>
    watcher.call(
      name,
      args,
      { descriptor, isRedirected: isRedirected === true },
      skipsFunctions === true,
      () => runCommand(name, args, isQuoted, stdin, skipsFunctions, path, descriptor, isRedirected),
    );
  ctx.executeScript = (script) => watcher.innerScript(() => executeScript(script));
  ctx.execFn = (script, options, isInputCharged) => execFn(script, watcher.child(options), isInputCharged);
}

const utf8Only = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The engine's bytes, one character each, as text; what is no UTF-8 stays as it is. */
export function decoded(bytes: string): string {
  try {
    return /^[\0-\x7f]*$|[^\0-\xff]/.test(bytes) ? bytes : utf8Only.decode(bytesOfLatin1(bytes));
  } catch {
    return bytes;
  }
}

export function textOf({
  stdout,
  stdoutKind,
  stdoutEncoding,
}: Omit<EngineResult, "stderr" | "exitCode">): string {
  return stdoutKind === "bytes" || stdoutEncoding === "binary" ? decoded(stdout) : stdout;
}

/** Of what remains of a result, no more than there is: the engine checks that. */
export function charged(
  { internalOutputAccounting: before }: EngineResult,
  stdout: string,
  stderr: string,
): Charge {
  return {
    stdout: Math.min(before?.stdout ?? 0, byteLength(stdout)),
    stderr: Math.min(before?.stderr ?? 0, byteLength(stderr)),
  };
}

export function isOutputCarrier(error: unknown): error is Error & EngineResult {
  return error instanceof Error && "stdout" in error && "stderr" in error;
}

/**
 * Output at the moment it is made. The engine hands a script's output over when the script ends, standard error behind
 * standard output. So each of its interpreters is watched: what a command leaves for the script's own standard output or
 * error is let out as soon as the command ends, or while it runs, if the program can print, and leaves the engine's result.
 * What goes into a pipe, a file or a substitution stays there for the engine, in the order of printing where both
 * streams lead to the same place.
 */

import type { CommandNode, PipelineNode, StatementNode } from "just-bash";
import type { OnOutput, OutputStream } from "../../api/api.ts";
import { byteLength } from "../../bytes.ts";
import type { ShellName, Wording } from "../command.ts";
import type { JobTable } from "./background-jobs.ts";
import { budgetSentence, shellBudgets } from "./budgets.ts";
import { DeviceInput } from "./device-input.ts";
import {
  charged,
  type EngineResult,
  type ExecOptions,
  type Input,
  type Interpreter,
  isOutputCarrier,
  type ScriptWatcher,
  textOf,
  watchedAs,
} from "./interpreter.ts";
import {
  afterRedirections,
  isOpenEnded,
  ofStage,
  ofSubstitution,
  outlivesCommand,
  type Routes,
} from "./output-routes.ts";
import type { Device } from "./redirections.ts";
import { forkedState, type ShellState } from "./shell-state.ts";
import { type OnStatementEnd, runToldOf } from "./statement-end.ts";

/** Where the output of a script goes that is to be let out. */
export interface Outlet {
  readonly routes: Routes;
  /** For what comes from standard error. */
  readonly word: Wording;
  /** Whose rules the script follows. Default: bash. */
  readonly shell?: ShellName | undefined;
  readonly onOutput: OnOutput;
  /** Since the budgets were last renewed. */
  readonly printed: { bytes: number };
  /** What the script starts in the background. */
  readonly jobs: JobTable;
  /** What the script begins with besides variables: that of the shell that was forked for it, or `$?`. */
  readonly state?: ShellState | undefined;
  /** Whether `timeout` ends it. */
  readonly hasTimeLimit?: boolean;
  /** What the script reads, when that is a device. */
  readonly input?: Device | undefined;
  /** Lets simulated time pass. */
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Called when a statement of the script begins. */
  readonly onStatement?: ((statement: StatementNode) => void) | undefined;
  readonly onStatementEnd?: OnStatementEnd | undefined;
  /** Asked before each statement, also of the scripts inside: what it shall wait for. */
  readonly yieldToHost: () => Promise<void> | undefined;
}

/** Who called a program, by the list of its arguments. */
const callers = new WeakMap<readonly string[], LiveScript>();

/** Lets out what the script prints that is started with these arguments. @returns the same list. */
export function letOut(args: string[], outlet: Outlet): string[] {
  return watchedAs(args, (interpreter) => new LiveScript(interpreter, outlet));
}

/** The script that called a program with these very arguments; undefined where its output is gathered by somebody else. */
export function callerOf(args: readonly string[]): LiveScript | undefined {
  return callers.get(args);
}

/** One script at work. Its commands run one after the other, so what is known of the present one is enough. */
export class LiveScript implements ScriptWatcher {
  readonly #interpreter: Interpreter;
  readonly #outlet: Outlet;
  /** By the number that the engine gives each subshell. */
  readonly #jobTables: Map<number, JobTable>;
  #routes: Routes;
  /** Of the shell around the present command. */
  #shellRoutes: Routes;
  #pipeline: PipelineNode | undefined;
  #substitutionDepth = 0;
  #isInSubstitution = false;
  #held = { stdout: "", stderr: "" };
  /** What an error said that was thrown out of a command. */
  #lastWords: string | undefined;
  readonly #input: DeviceInput;
  /** Set while a program runs whose own children print for it. */
  #childWording: Wording | undefined;
  #endsChild = false;

  constructor(interpreter: Interpreter, outlet: Outlet) {
    this.#interpreter = interpreter;
    this.#outlet = outlet;
    this.#jobTables = new Map([[interpreter.ctx.state.bashPid, outlet.jobs]]);
    this.#routes = outlet.routes;
    this.#shellRoutes = outlet.routes;
    const { state } = interpreter.ctx;
    this.#input = new DeviceInput(interpreter.ctx, outlet.input, (ms) => outlet.wait(ms, state.signal));
    Object.assign(state, { lastBackgroundPid: outlet.jobs.lastPid ?? "", shell: outlet.shell }, outlet.state);
  }

  /** Lets out what the present program prints while it runs, or holds it for a pipe, a file or a substitution. */
  print(text: string, stream: OutputStream): void {
    const target = this.#routes[stream === "stdout" ? 1 : 2];
    const words = stream === "stderr" ? this.#word(text) : text;
    if (target?.stream !== undefined) this.#emit(target.stream, words);
    else this.#held[target === this.#routes[1] ? "stdout" : stream] += words;
    if (target?.file !== undefined) this.#showInFile(target.file, words);
  }

  get hasTimeLimit(): boolean {
    return this.#outlet.hasTimeLimit === true;
  }

  /** What the present shell, or subshell, has started in the background. */
  get jobs(): JobTable {
    const { bashPid } = this.#interpreter.ctx.state;
    const table = this.#jobTables.get(bashPid) ?? this.#outlet.jobs.child();
    this.#jobTables.set(bashPid, table);
    return table;
  }

  /** For who reads the file meanwhile: when the command ends, the engine writes the whole anew, and says what is wrong with the file. */
  #showInFile(file: string, text: string): void {
    const { fs, state } = this.#interpreter.ctx;
    fs.appendFile(fs.resolvePath(state.cwd, file), text).catch(() => {});
  }

  takeHeld(): Readonly<Record<OutputStream, string>> {
    const held = this.#held;
    this.#held = { stdout: "", stderr: "" };
    return held;
  }

  /**
   * From now until the returned function is called, what the present program starts prints for it.
   * @param endsChild whether it ends it before its time.
   */
  lendOutput(word: Wording, endsChild = false): () => void {
    this.#childWording = word;
    this.#endsChild = endsChild;
    return () => {
      this.#childWording = undefined;
    };
  }

  /** The script begins anew, as far as its budgets are concerned: for one that lives on and waits. */
  renewBudgets(now: number): void {
    const { executionScope } = this.#interpreter.ctx;
    Object.assign(executionScope, { commandCount: 0, workUnits: 0, inputBytes: 0, startedAt: now });
    executionScope.countersByKind.clear();
    this.#outlet.printed.bytes = 0;
  }

  pipeline(pipeline: PipelineNode, run: () => Promise<EngineResult>): Promise<EngineResult> {
    return pipeline.commands.length === 1 && pipeline.timed !== true
      ? run()
      : this.#pipeOfMany(pipeline, run);
  }

  async #pipeOfMany(pipeline: PipelineNode, run: () => Promise<EngineResult>): Promise<EngineResult> {
    this.#pipeline = pipeline.commands.length > 1 ? pipeline : undefined;
    try {
      // What remains is said by the pipeline itself: by `time`.
      return this.#release(await run(), this.#routes);
    } finally {
      this.#pipeline = undefined;
    }
  }

  async statement(
    statement: StatementNode,
    run: (statement: StatementNode) => Promise<EngineResult>,
  ): Promise<EngineResult> {
    const { signal } = this.#interpreter.ctx.state;
    this.#outlet.onStatement?.(statement);
    const turn = this.#outlet.yieldToHost();
    if (turn !== undefined) await turn;
    // Who reads a pipe or a substitution waits for the end of a job in it all the same: there it runs in its turn.
    const isJob = statement.background && isOpenEnded(this.#routes[1]) && isOpenEnded(this.#routes[2]);
    if (!isJob || statement.deferredError !== undefined || signal?.aborted === true)
      return runToldOf(statement, run, this.#outlet.onStatementEnd);
    const result = this.#startJob(statement);
    this.#setExitCode(result.exitCode);
    const released = this.#release(result, this.#routes);
    this.#outlet.onStatementEnd?.(statement, result.exitCode);
    return released;
  }

  #startJob(statement: StatementNode): EngineResult {
    const { state } = this.#interpreter.ctx;
    const { jobs } = this;
    const routes = this.#routes;
    const { shell, word, onOutput: show } = this.#outlet;
    const onOutput: OnOutput = (text, stream) => {
      const target = routes[stream === "stdout" ? 1 : 2]?.stream;
      if (target !== undefined) show(text, target);
    };
    const job = jobs.start({ statement, state: forkedState(state), onOutput, word, shell });
    if (job === undefined) return { stdout: "", stderr: `${budgetSentence("jobs")}\n`, exitCode: 1 };
    state.lastBackgroundPid = job.pid;
    return { stdout: "", stderr: jobs.isInteractive ? `[${job.number}] ${job.pid}\n` : "", exitCode: 0 };
  }

  #setExitCode(exitCode: number): void {
    const { state } = this.#interpreter.ctx;
    state.lastExitCode = exitCode;
    state.env.set("?", String(exitCode));
  }

  async command(command: CommandNode, run: () => Promise<EngineResult>): Promise<EngineResult> {
    const [around, shellAround, pipeline] = [this.#routes, this.#shellRoutes, this.#pipeline];
    const own =
      pipeline === undefined ? around : ofStage(around, pipeline, pipeline.commands.indexOf(command));
    const inside = afterRedirections(own, command.redirections);
    let behind = around;
    this.#pipeline = undefined;
    // The words of a simple command are put together before its redirections are in force, those of a loop after them.
    this.#shellRoutes = command.type === "SimpleCommand" ? own : inside;
    this.#routes = inside;
    try {
      const result = this.#withoutRepetition(await run());
      const isOfSameShell = pipeline === undefined && command.type !== "Subshell";
      if (isOfSameShell && (inside === own || outlivesCommand(command))) behind = this.#routes;
      const released = this.#release(result, own);
      const ended = await this.#input.untilEnd(released);
      return ended === released ? released : this.#release(ended, own);
    } catch (error) {
      this.#releaseThrown(error, own);
      throw error;
    } finally {
      this.#routes = behind;
      this.#shellRoutes = shellAround;
      this.#pipeline = pipeline;
    }
  }

  call(
    name: string,
    args: readonly string[],
    input: Input,
    skipsFunctions: boolean,
    call: () => Promise<EngineResult>,
  ): Promise<EngineResult> {
    callers.set(args, this);
    return this.#input.read(name, args, input, () => this.#callWithRoutes(name, skipsFunctions, call));
  }

  #callWithRoutes(
    name: string,
    skipsFunctions: boolean,
    call: () => Promise<EngineResult>,
  ): Promise<EngineResult> {
    const redirections = skipsFunctions
      ? undefined
      : this.#interpreter.ctx.state.functions.get(name)?.redirections;
    return redirections === undefined || redirections.length === 0
      ? call()
      : this.#with(afterRedirections(this.#routes, redirections), call);
  }

  /** A script within the script: of a substitution, `eval` or `source`. */
  async innerScript(run: () => Promise<EngineResult>): Promise<EngineResult> {
    const { substitutionDepth = 0, state } = this.#interpreter.ctx;
    const isInSubstitution = state.suppressVerbose === true;
    const [depth, wasInSubstitution] = [this.#substitutionDepth, this.#isInSubstitution];
    if (substitutionDepth <= depth && isInSubstitution === wasInSubstitution) return run();
    this.#substitutionDepth = substitutionDepth;
    this.#isInSubstitution = isInSubstitution;
    try {
      return await this.#with(ofSubstitution(this.#shellRoutes), run);
    } finally {
      this.#substitutionDepth = depth;
      this.#isInSubstitution = wasInSubstitution;
    }
  }

  async #with(routes: Routes, run: () => Promise<EngineResult>): Promise<EngineResult> {
    const around = this.#routes;
    this.#routes = routes;
    try {
      return await run();
    } finally {
      this.#routes = around;
    }
  }

  child(options: ExecOptions | undefined): ExecOptions | undefined {
    const wording = this.#childWording;
    if (wording === undefined) return options;
    const word = (stderr: string): string => this.#word(wording(stderr));
    // zsh is played by a bash of its own.
    const shell = this.#outlet.shell === "zsh" ? "zsh" : (wording.shell ?? this.#outlet.shell);
    return {
      ...options,
      args: letOut(options?.args ?? [], {
        ...this.#outlet,
        routes: this.#routes,
        word,
        shell,
        jobs: this.jobs.child(),
        state: undefined,
        hasTimeLimit: this.hasTimeLimit || this.#endsChild,
        input: this.#input.present,
        onStatement: undefined,
        onStatementEnd: undefined,
      }),
    };
  }

  traced(line: string): string {
    const stream = this.#shellRoutes[2]?.stream;
    if (line === "" || stream === undefined) return line;
    this.#emit(stream, line);
    return "";
  }

  /** Lets out what of a result leads to who watches. */
  #release(result: EngineResult, routes: Routes): EngineResult {
    if (result.stdout === "" && result.stderr === "") return result;
    const [out, err] = [routes[1], routes[2]];
    if (out?.stream === undefined && out === err) return result.stderr === "" ? result : this.#joined(result);
    let { stdout, stderr } = result;
    if (stdout !== "" && out?.stream !== undefined) {
      this.#emit(out.stream, textOf(result));
      stdout = "";
    }
    if (stderr !== "" && err?.stream !== undefined) {
      this.#emit(err.stream, this.#word(stderr));
      stderr = "";
    }
    return { ...result, stdout, stderr, internalOutputAccounting: charged(result, stdout, stderr) };
  }

  /** Both streams lead to the same pipe or file: as one text they keep the order in which they were printed. */
  #joined(result: EngineResult): EngineResult {
    const { stdoutEncoding: _, ...rest } = result;
    const stdout = textOf(result) + this.#word(result.stderr);
    return {
      ...rest,
      stdout,
      stderr: "",
      stdoutKind: "text",
      internalOutputAccounting: charged(result, stdout, ""),
    };
  }

  /** `exit`, an unset variable or a budget end commands with an error, and the output so far travels with it. */
  #releaseThrown(error: unknown, routes: Routes): void {
    if (!isOutputCarrier(error)) return;
    // Of a program that was stopped.
    const held = this.takeHeld();
    Object.assign(error, { stdout: error.stdout + held.stdout, stderr: error.stderr + held.stderr });
    if (error.stderr !== "") this.#lastWords = `${error.message}\n`;
    Object.assign(error, this.#release(error, routes));
  }

  /** A group or a loop that catches an error says itself what the error has said already. */
  #withoutRepetition(result: EngineResult): EngineResult {
    const words = this.#lastWords;
    this.#lastWords = undefined;
    if (words === undefined || !result.stderr.endsWith(words)) return result;
    const stderr = result.stderr.slice(0, -words.length);
    return { ...result, stderr, internalOutputAccounting: charged(result, result.stdout, stderr) };
  }

  #word(stderr: string): string {
    return this.#outlet.word(stderr);
  }

  #emit(stream: OutputStream, text: string): void {
    const { state, executionScope } = this.#interpreter.ctx;
    // Who was stopped has nothing to say any more.
    if (state.signal?.aborted === true || text === "") return;
    const { printed } = this.#outlet;
    printed.bytes += byteLength(text);
    if (printed.bytes > shellBudgets.outputBytes) {
      // The engine knows only what it holds, and how to end a script whose budget is used up.
      executionScope.outputBytes = shellBudgets.outputBytes;
      executionScope.appendOutput(stream, text, "output");
    }
    this.#outlet.onOutput(text, stream);
  }
}

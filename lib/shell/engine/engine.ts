/** One bash process's worth of just-bash: runs one script at a time on its machine's files, in simulated time. */
import type {
  Bash,
  Command,
  CommandName,
  ResolvedCommandContext,
  ScriptNode,
  StatementNode,
} from "just-bash";
import type { ExecResult, OnOutput, TerminalConnection } from "../../api/api.ts";
import type {
  Machine,
  ShellCommand,
  StartOptions,
  Wording,
  WrapperCommand,
  WrapperContext,
} from "../command.ts";
import { quote } from "../quote.ts";
import { STOPPED, untilStopped } from "../until-stopped.ts";
import type { JobScript, JobTable } from "./background-jobs.ts";
import { budgetSentence, executionLimits, nameBudgets, shellBudgets } from "./budgets.ts";
import type { Files } from "./files.ts";
import { HostTurn } from "./host-turn.ts";
import { LAST_STATEMENT, runnablePart } from "./incomplete-script.ts";
import { decoded, textOf } from "./interpreter.ts";
import { justBash } from "./just-bash.ts";
import { callerOf, type LiveScript, letOut, type Outlet } from "./live-output.ts";
import { WATCHED } from "./output-routes.ts";
import { Pace } from "./pace.ts";
import { enter, type World, wallClock } from "./simulated-time.ts";
import { plainWords, systemWords } from "./system-words.ts";

export interface EngineOptions {
  readonly machine: Machine;
  readonly files: Files;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Names of the engine's own programs that exist on the machine. */
  readonly bundled: readonly string[];
  readonly programs: Readonly<Record<string, ShellCommand>>;
  readonly wrappers: Readonly<Record<string, WrapperCommand>>;
  /** A number in [0, 1). */
  readonly random: () => number;
}

export interface ScriptRun {
  readonly script: string;
  /** Where the script stands for one statement of another shell. */
  readonly job?: JobScript;
  /** What the script starts in the background. */
  readonly jobs: JobTable;
  /** Arguments behind the script's one command, verbatim. */
  readonly args?: readonly string[];
  readonly stdin?: string;
  readonly tty: boolean;
  readonly terminal?: TerminalConnection;
  readonly cwd: string;
  /** All variables, instead of the machine's. */
  readonly env?: Readonly<Record<string, string>>;
  readonly paceMs: number;
  /** Of the script before. */
  readonly lastExitCode?: number;
  readonly signal?: AbortSignal | undefined;
  /** Receives what the script prints, at the simulated time at which it does. */
  readonly onOutput: OnOutput;
  /** Called when a statement of the script's top level begins. */
  readonly onStatementBegin?: (begun: BegunStatement) => void;
  /** Called when a statement of the script's top level has ended. */
  readonly onStatement?: (ended: EndedStatement) => void;
  /** Budgets are renewed whenever the script waits in simulated time. */
  readonly livesOn?: boolean;
  /** For what the shell itself says on standard error. */
  readonly word?: Wording;
}

/** A statement of a script's top level: a command, a pipeline, a loop, commands joined by `&&`. */
export interface BegunStatement {
  /** As it was written, without the lines of a here-document. */
  readonly text: string;
  /** Simulated milliseconds since the cluster's start. */
  readonly at: number;
}

export interface EndedStatement extends BegunStatement {
  readonly exitCode: number;
}

export interface ScriptEnd {
  readonly exitCode: number;
  /** All variables as the script left them; absent when it did not run to its end. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What bash switches on at a prompt. */
const AS_TYPED = "shopt -s expand_aliases";

export class Engine {
  readonly #options: EngineOptions;
  readonly #bash: Bash;
  readonly #world: World;
  #pace: Pace;
  #tty = false;
  #terminal: TerminalConnection | undefined;
  #livesOn = false;
  #job: JobScript | undefined;
  #deadline = Number.POSITIVE_INFINITY;
  /** Whether the parser has not yet come to the end of the script itself; those inside it follow. */
  #isUnread = false;
  #isPrepared = false;

  constructor(options: EngineOptions) {
    const { machine, files, env, cwd } = options;
    this.#options = options;
    this.#pace = new Pace(machine.loop, 0);
    this.#world = { now: () => this.#now(), random: options.random };
    enter(this.#world);
    this.#bash = new (justBash().Bash)({
      fs: files.system,
      cwd,
      env: { ...env },
      commands: [...options.bundled] as CommandName[],
      customCommands: this.#customCommands(),
      executionLimits: executionLimits(machine.background),
      defenseInDepth: false,
      processInfo: env.USER === undefined ? { pid: 1, uid: 0, gid: 0 } : { pid: 1, uid: 1000, gid: 1000 },
    });
    this.#bash.registerTransformPlugin({
      name: "bootcamp",
      transform: ({ ast }) => ({ ast: this.#inspect(ast) }),
    });
  }

  /** Runs a script to its end. Only inside an actor; one at a time. */
  async run(run: ScriptRun): Promise<ScriptEnd> {
    const { loop, background = false } = this.#options.machine;
    enter(this.#world);
    if (!this.#isPrepared) await this.#bash.exec(AS_TYPED, { rawScript: true });
    this.#isPrepared = true;
    this.#pace = new Pace(loop, run.paceMs);
    this.#tty = run.tty;
    this.#terminal = run.terminal;
    this.#livesOn = run.livesOn ?? false;
    this.#job = run.job;
    // What runs in a container goes on from one command of the learner's to the next, and a person types as slowly as
    // they like; counts must do there.
    this.#deadline =
      background || run.terminal !== undefined ? Number.POSITIVE_INFINITY : wallClock() + shellBudgets.wallMs;
    try {
      const result = await this.#execute(run, run.script);
      const part = this.#isUnread ? runnablePart(run.script, result.stderr) : undefined;
      return part === undefined ? this.#end(run, result) : await this.#executePart(run, part, result);
    } catch (error) {
      // What the engine cannot bear, such as a full disk behind a redirection, ends the script, and a person reads why.
      return this.#end(run, { stdout: "", stderr: `bash: ${systemWords(error)}\n`, exitCode: 1 });
    }
  }

  /** @returns what was not let out while the script ran: errors in it, and what ended it. */
  async #execute(run: ScriptRun, script: string): Promise<ExecResult & ScriptEnd> {
    this.#isUnread = true;
    const { onOutput, jobs, job } = run;
    const turn = new HostTurn();
    const word = (stderr: string): string => this.#word(run, stderr);
    const outlet: Outlet = {
      routes: WATCHED,
      onOutput,
      word,
      shell: run.word?.shell ?? job?.shell,
      printed: { bytes: 0 },
      jobs,
      state: job?.state ?? { lastExitCode: run.lastExitCode ?? 0 },
      onStatement: this.#beginner(run.onStatementBegin),
      ...(run.onStatement === undefined ? {} : { onStatementEnd: this.#teller(run.onStatement) }),
      wait: (ms, signal) => this.#wait(ms, signal),
      yieldToHost: () => turn.take()?.then(() => enter(this.#world)),
    };
    const { stdout, stderr, exitCode, env } = await this.#bash.exec(script, {
      rawScript: true,
      cwd: run.cwd,
      env: { ...run.env, PWD: run.cwd },
      replaceEnv: run.env !== undefined,
      ...(run.stdin === undefined ? {} : { stdin: run.stdin }),
      args: letOut([...(run.args ?? [])], outlet),
      ...(run.signal === undefined ? {} : { signal: run.signal }),
    });
    if (run.signal?.aborted) return STOPPED;
    await this.#pace.catchUp();
    return { stdout, stderr, exitCode, env };
  }

  #teller(tell: (ended: EndedStatement) => void): Outlet["onStatementEnd"] {
    return (statement, exitCode) => {
      if (this.#pace.isOfTopLevel(statement)) tell({ ...this.#told(statement), exitCode });
    };
  }

  #beginner(tell: ScriptRun["onStatementBegin"]): NonNullable<Outlet["onStatement"]> {
    return (statement) => {
      this.#pace.begin(statement);
      if (tell !== undefined && this.#pace.isOfTopLevel(statement)) tell(this.#told(statement));
    };
  }

  #told({ sourceText = "" }: StatementNode): BegunStatement {
    return { text: sourceText.trim(), at: this.#options.machine.loop.now + this.#pace.owedMs };
  }

  async #wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const { loop, background = false } = this.#options.machine;
    const wallStartedAt = wallClock();
    await this.#pace.catchUp();
    await loop.sleep(ms, { background, signal }).catch(() => {}); // the engine itself sees that it is stopped
    this.#deadline += wallClock() - wallStartedAt;
    enter(this.#world);
  }

  #end(run: ScriptRun, { stdout, stderr, ...end }: ExecResult & ScriptEnd): ScriptEnd {
    if (stdout !== "") run.onOutput(stdout, "stdout");
    if (stderr !== "") run.onOutput(this.#word(run, stderr), "stderr");
    return end;
  }

  /** The lines before a syntax error, and then, unless they end the script, the error. */
  async #executePart(run: ScriptRun, part: string, broken: ExecResult): Promise<ScriptEnd> {
    const result = await this.#execute(
      {
        ...run,
        ...(run.onStatement && { onStatement: unlessLast(run.onStatement) }),
        ...(run.onStatementBegin && { onStatementBegin: unlessLast(run.onStatementBegin) }),
      },
      `${part}\n${LAST_STATEMENT}`,
    );
    if (!this.#pace.hasBegunLast) return this.#end(run, result);
    return this.#end(run, { ...result, stderr: result.stderr + broken.stderr, exitCode: broken.exitCode });
  }

  /** Past its deadline a script sees the end of time, on which the engine stops it. */
  #now(): number {
    const { machine } = this.#options;
    return wallClock() > this.#deadline
      ? Number.POSITIVE_INFINITY
      : machine.epochMs + machine.loop.now + this.#pace.owedMs;
  }

  #word({ word }: ScriptRun, stderr: string): string {
    const isLate = wallClock() > this.#deadline;
    const named = isLate
      ? stderr.replace(/^.*execution deadline.*$/m, budgetSentence("wallMs"))
      : nameBudgets(plainWords(stderr));
    return word === undefined ? named : word(named);
  }

  #inspect(ast: ScriptNode): ScriptNode {
    if (!this.#isUnread) return ast;
    this.#isUnread = false;
    if (this.#job !== undefined)
      return { ...ast, statements: [{ ...this.#job.statement, background: false }] };
    this.#pace.expect(ast.statements);
    return ast;
  }

  #customCommands(): Command[] {
    const { machine, programs, wrappers } = this.#options;
    const wrapping = Object.entries(wrappers).map(([name, wrapper]) => this.#adapt(name, wrapper));
    const running = Object.entries(programs).map(([name, program]) =>
      this.#adapt(name, (args, context) =>
        untilStopped(machine.loop, context.signal, () => program(args, context)),
      ),
    );
    return [...wrapping, ...running];
  }

  #adapt(name: string, program: WrapperCommand): Command {
    return {
      name,
      execute: async (args, context) => {
        await this.#pace.catchUp();
        const { loop } = this.#options.machine;
        const [startedAt, wallStartedAt] = [loop.now, wallClock()];
        const { signal } = context;
        const caller = callerOf(args);
        const unseen = { stdout: "", stderr: "" };
        const print: WrapperContext["print"] = (text, stream = "stdout") => {
          if (caller === undefined) unseen[stream] += text;
          else caller.print(text, stream);
        };
        const result = await program(args, this.#context(context, print, caller));
        // While a program waits in simulated time the script is not at work: other parts of the cluster are, or nobody is.
        if (loop.now > startedAt) {
          this.#deadline += wallClock() - wallStartedAt;
          if (this.#livesOn) caller?.renewBudgets(this.#now());
        }
        enter(this.#world);
        // The engine drops what a stopped program answers: what it printed goes on with the error that ends it.
        const held = signal?.aborted ? unseen : (caller?.takeHeld() ?? unseen);
        return {
          stdout: held.stdout + result.stdout,
          stderr: held.stderr + result.stderr,
          exitCode: result.exitCode,
          stdoutKind: "text",
        };
      },
    };
  }

  #context(
    context: ResolvedCommandContext,
    print: WrapperContext["print"],
    caller: LiveScript | undefined,
  ): WrapperContext {
    const { files } = this.#options;
    let env: ReadonlyMap<string, string> | undefined;
    const at = (path: string) => files.resolve(context.cwd, path);
    return {
      stdin: decoded(String(context.stdin)),
      cwd: context.cwd,
      // Most programs ask for none of the variables.
      get env() {
        env ??= new Map(Object.entries(context.exportedEnv ?? {}));
        return env;
      },
      tty: this.#tty,
      ...(this.#terminal === undefined ? {} : { terminal: this.#terminal }),
      ...(context.signal === undefined ? {} : { signal: context.signal }),
      ...(caller === undefined ? {} : { jobs: caller.jobs, hasTimeLimit: caller.hasTimeLimit }),
      readFile: (path) => files.read(at(path)),
      writeFile: (path, text) => files.write(at(path), text),
      readFolder: (path) => files.readFolder(at(path)),
      remove: (path) => files.remove(at(path)),
      print,
      exec: (commandLine) => start(context, commandLine, {}),
      start: (argv, options = {}) => {
        const { passesOn, signal } = options;
        const takeBack =
          passesOn === undefined ? undefined : caller?.lendOutput(passesOn, signal !== undefined);
        try {
          return startArgv(context, argv, options);
        } finally {
          takeBack?.();
        }
      },
      bundled: async (args, passesOn) => {
        const takeBack = passesOn === undefined ? undefined : caller?.lendOutput(passesOn);
        try {
          const result = await context.origCommand?.([...args]);
          return result === undefined
            ? { stdout: "", stderr: "", exitCode: 127 }
            : { ...result, stdout: textOf(result) };
        } finally {
          takeBack?.();
        }
      },
    };
  }
}

/** What the engine itself put behind a script is nobody's statement. */
function unlessLast<T extends BegunStatement>(tell: (statement: T) => void): (statement: T) => void {
  return (statement) => {
    if (statement.text !== LAST_STATEMENT) tell(statement);
  };
}

function startArgv(
  context: ResolvedCommandContext,
  argv: readonly string[],
  options: StartOptions,
): Promise<ExecResult> {
  const [name = "", ...args] = argv;
  const assignments = Object.entries(options.env ?? {}).map(([key, value]) => `${key}=${quote(value)} `);
  return start(context, assignments.join("") + quote(name), options, args);
}

async function start(
  context: ResolvedCommandContext,
  commandLine: string,
  options: StartOptions,
  args?: string[],
): Promise<ExecResult> {
  const stdin = options.stdin ?? undefined;
  const result = await context.exec?.(commandLine, {
    cwd: context.cwd,
    env: options.emptyEnv ? {} : { ...context.exportedEnv },
    ...(options.emptyEnv ? { replaceEnv: true } : {}),
    ...(stdin === undefined ? {} : { stdin }),
    ...(args === undefined ? {} : { args }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (result === undefined) throw new Error("the engine runs no programs here");
  return { stdout: result.stdout, stderr: result.stderr, exitCode: result.exitCode };
}

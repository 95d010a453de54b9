/**
 * The shell of a simulated machine: the learner's own and one in every container. It is bash (just-bash) with our network
 * tools, on simulated time, with a budget on everything. Making one costs next to nothing until it is used.
 *
 * Output comes when it is made. Leaves out: traps, signals to anything but background jobs, users, and pipes that stream
 * (each stage runs to its end).
 */
import type { ExecResult, OnOutput, OutputStream, TerminalConnection } from "../api/api.ts";
import { Random } from "../sim/random.ts";
import type { Machine, ShellCommand, ShellCommandContext, ShellName } from "./command.ts";
import { absent, absentScript } from "./commands/absent.ts";
import { bundledPrograms, missingPrograms, ownPrograms, ownWrappers } from "./commands/index.ts";
import { deviceConnections } from "./device-connections.ts";
import {
  type BegunStatement,
  type EndedStatement,
  Engine,
  Files,
  type JobScript,
  JobTable,
  type Mount,
  SIGNALS,
  wordErrors,
} from "./engine/index.ts";
import { quote } from "./quote.ts";
import { SessionOutput } from "./session-output.ts";
import { untilStopped } from "./until-stopped.ts";

export type { Machine, ShellCommand, ShellCommandContext } from "./command.ts";

export interface ShellOptions extends Machine {
  /** Programs by name besides the shell's own: `kubectl`, `k`. */
  readonly commands?: Readonly<Record<string, ShellCommand>>;
  /** The names that exist, where the machine does not have everything (an image's list). */
  readonly allowed?: readonly string[];
  /** Contents by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders that it has in common with other machines. */
  readonly mounts?: readonly Mount[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Simulated milliseconds that pass between two statements of a script, as if a person typed them. Default 0. */
  readonly paceMs?: number;
  /** Aborted when the machine ends; its background jobs end then. */
  readonly end?: AbortSignal;
  /** For `$RANDOM` and awk's `rand()`. Default: seeded with the host name. */
  readonly random?: Random;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly tty?: boolean;
  /** The person at the terminal, for programs that talk with them. */
  readonly terminal?: TerminalConnection;
  /** Set for this run besides the shell's own variables. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Stops what runs, as a kill does: exit code 143. */
  readonly signal?: AbortSignal;
  /** Receives everything that is printed, in order, when it is printed; the texts of the result are then empty. */
  readonly onOutput?: OnOutput;
  /** Called when a statement of the script's top level begins. */
  readonly onStatementBegin?: (begun: BegunStatement) => void;
  /** Called when a statement of the script's top level has ended. */
  readonly onStatement?: (ended: EndedStatement) => void;
  /** For the first process of a container, which may go on for ever: its budgets are renewed whenever it waits. */
  readonly livesOn?: boolean;
}

export interface Shell {
  /** How many of the jobs that were started with `&` still run. */
  readonly runningJobs: number;
  /** Ends them. */
  killJobs(): void;
  /** The working directory of the next `run`. */
  readonly cwd: string;
  /** Runs bash text. Files, variables and the working directory stay for the next run. Only inside an actor. */
  run(script: string, options?: RunOptions): Promise<ExecResult>;
  /** Starts a program with its arguments verbatim; of what it changes only files stay. `undefined`: no such program. */
  exec(argv: readonly string[], options?: RunOptions): Promise<ExecResult | undefined>;
  /** A relative path starts at the working directory. */
  readFile(path: string): Promise<string | undefined>;
  /** Names in a folder, or undefined when it is no folder. */
  readFolder(path: string): Promise<readonly string[] | undefined>;
  /** Makes the folders that the path needs. */
  writeFile(path: string, text: string): Promise<void>;
}

export function createShell(options: ShellOptions): Shell {
  return new MachineShell(options);
}

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

class MachineShell implements Shell {
  readonly #options: ShellOptions;
  readonly #files: Files;
  readonly #random: Random;
  #made: Readonly<Record<string, ShellCommand>> | undefined;
  readonly #idle: Engine[] = [];
  readonly #idleForJobs: Engine[] = [];
  readonly #jobs: JobTable;
  readonly #output = new SessionOutput();
  #cwd: string;
  #variables: Readonly<Record<string, string>> | undefined;
  #lastExitCode = 0;

  constructor(options: ShellOptions) {
    const random = options.random ?? new Random(`shell/${options.hostname}`);
    this.#options = options;
    this.#random = random;
    this.#jobs = JobTable.of({ loop: options.loop, end: options.end, run: (...job) => this.#runJob(...job) });
    this.#cwd = options.cwd ?? "/";
    this.#files = new Files(
      options.files ?? {},
      { now: () => options.epochMs + options.loop.now, random: () => random.next() },
      options.mounts,
      () => this.#missingScripts(),
      deviceConnections(options),
    );
  }

  get cwd(): string {
    return this.#cwd;
  }

  get runningJobs(): number {
    return this.#jobs.running.length;
  }

  killJobs(): void {
    for (const job of this.#jobs.running) job.kill(SIGNALS.KILL as number);
  }

  async run(script: string, options: RunOptions = {}): Promise<ExecResult> {
    const engine = this.#take(options.env);
    const printed = new PrintedOutput();
    const shell: ShellName = this.#options.flavour === "busybox" ? "ash" : "bash";
    const { onOutput, close } = this.#output.open(options.onOutput ?? printed.add);
    this.#jobs.isInteractive = options.tty ?? false;
    const { exitCode, env } = await engine.run({
      script,
      jobs: this.#jobs,
      onOutput,
      word: Object.assign((stderr: string) => wordErrors(stderr, { shell, script, isTyped: true }), {
        shell,
      }),
      cwd: options.cwd ?? this.#cwd,
      tty: options.tty ?? false,
      ...(options.terminal === undefined ? {} : { terminal: options.terminal }),
      paceMs: this.#options.paceMs ?? 0,
      signal: options.signal,
      ...(options.onStatementBegin && { onStatementBegin: options.onStatementBegin }),
      ...(options.onStatement && { onStatement: options.onStatement }),
      lastExitCode: this.#lastExitCode,
      ...(this.#variables === undefined ? {} : { env: { ...this.#variables, ...options.env } }),
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
    });
    if (options.tty === true) onOutput(this.#jobs.takeNotices(), "stderr");
    close();
    this.#lastExitCode = exitCode;
    if (env !== undefined) this.#keep(env);
    if (options.env === undefined) this.#idle.push(engine);
    return { ...printed.texts, exitCode };
  }

  async exec(argv: readonly string[], options: RunOptions = {}): Promise<ExecResult | undefined> {
    const [path = "", ...args] = argv;
    const name = await this.#findProgram(path, options);
    if (name === undefined) return undefined;
    const printed = new PrintedOutput();
    const onOutput = options.onOutput ?? printed.add;
    const program = this.#programs[name] ?? this.#missing[name];
    if (program !== undefined) {
      const result = await untilStopped(this.#options.loop, options.signal, () =>
        program(args, this.#context(options, onOutput)),
      );
      if (result.stdout !== "") onOutput(result.stdout, "stdout");
      if (result.stderr !== "") onOutput(result.stderr, "stderr");
      return { ...printed.texts, exitCode: result.exitCode };
    }
    const engine = this.#take(options.env);
    const { exitCode } = await engine.run({
      script: quote(name),
      jobs: this.#jobs.child(),
      livesOn: options.livesOn ?? false,
      onOutput,
      args,
      cwd: options.cwd ?? this.#options.cwd ?? "/",
      tty: options.tty ?? false,
      paceMs: 0,
      signal: options.signal,
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
    });
    if (options.env === undefined) this.#idle.push(engine);
    return { ...printed.texts, exitCode };
  }

  async readFolder(path: string): Promise<readonly string[] | undefined> {
    return this.#files.readFolder(this.#files.resolve(this.#cwd, path));
  }

  async readFile(path: string): Promise<string | undefined> {
    return this.#files.find(this.#files.resolve(this.#cwd, path));
  }

  async writeFile(path: string, text: string): Promise<void> {
    await this.#files.place(this.#files.resolve(this.#cwd, path), text);
  }

  get #programs(): Readonly<Record<string, ShellCommand>> {
    this.#made ??= { ...ownPrograms(this.#options, this.#options.allowed), ...this.#options.commands };
    return this.#made;
  }

  /** The programs that the real machine has and this one only speaks of, for who starts one without a shell. */
  get #missing(): Readonly<Record<string, ShellCommand>> {
    const { allowed, commands = {} } = this.#options;
    const names = missingPrograms(allowed).filter((name) => !(name in commands));
    return Object.fromEntries(names.map((name) => [name, absent(name, allowed !== undefined)]));
  }

  /** The same for scripts, by path; not in /usr/bin, without which the engine finds programs by name on a machine with mounts. */
  #missingScripts(): Readonly<Record<string, string>> {
    const { allowed } = this.#options;
    const names = Object.keys(this.#missing);
    return Object.fromEntries(
      names.map((name) => [`/usr/sbin/${name}`, absentScript(name, allowed !== undefined)]),
    );
  }

  /** An engine that is not at work; two scripts at a time need two. One with an environment of its own is used once. */
  #take(env: RunOptions["env"]): Engine {
    return (env === undefined ? this.#idle.pop() : undefined) ?? this.#makeEngine(env ?? {});
  }

  async #runJob(job: JobScript, children: JobTable, signal: AbortSignal): Promise<number> {
    const engine = this.#idleForJobs.pop() ?? this.#makeEngine({}, { ...this.#options, background: true });
    const { onOutput, word } = job;
    const { exitCode } = await engine.run({
      script: ":",
      job,
      jobs: children,
      onOutput,
      word,
      cwd: this.#cwd,
      tty: false,
      paceMs: 0,
      signal,
    });
    this.#idleForJobs.push(engine);
    return exitCode;
  }

  /** @param machine as its programs see it. */
  #makeEngine(env: Readonly<Record<string, string>>, machine: Machine = this.#options): Engine {
    const { cwd, allowed } = this.#options;
    const isOwn = machine === this.#options;
    return new Engine({
      machine: this.#options,
      files: this.#files,
      env: { ...this.#environment(), ...env },
      cwd: cwd ?? "/",
      bundled: bundledPrograms(allowed),
      programs: isOwn ? this.#programs : { ...ownPrograms(machine, allowed), ...this.#options.commands },
      wrappers: ownWrappers(machine, allowed),
      random: () => this.#random.next(),
    });
  }

  #environment(): Readonly<Record<string, string>> {
    return { PATH: DEFAULT_PATH, HOSTNAME: this.#options.hostname, HOME: "/root", ...this.#options.env };
  }

  /** What the session's next script begins with. What `set` and `shopt` switched on is not a variable that a person set. */
  #keep(env: Readonly<Record<string, string>>): void {
    const { SHELLOPTS: _shell, BASHOPTS: _bash, ...variables } = env;
    this.#variables = variables;
    this.#cwd = variables.PWD ?? this.#cwd;
  }

  /** The name by which the machine knows a program, or the path of an executable file. */
  async #findProgram(path: string, options: RunOptions): Promise<string | undefined> {
    if (Object.hasOwn(this.#options.commands ?? {}, path)) return path;
    const name = path.replace(/^\/(?:usr\/(?:local\/)?)?s?bin\//, "");
    if (!name.includes("/")) return this.#hasProgram(name) ? name : undefined;
    const file = this.#files.resolve(options.cwd ?? this.#options.cwd ?? "/", path);
    return (await this.#files.find(file)) === undefined ? undefined : path;
  }

  #hasProgram(name: string): boolean {
    const { allowed, commands = {} } = this.#options;
    if (allowed !== undefined) return allowed.includes(name) || name in commands;
    return (
      name in this.#programs ||
      name in this.#missing ||
      name in ownWrappers(this.#options, allowed) ||
      bundledPrograms(allowed).includes(name)
    );
  }

  /** For a program that no shell stands around. */
  #context(options: RunOptions, onOutput: OnOutput): ShellCommandContext {
    const files = this.#files;
    const cwd = options.cwd ?? this.#options.cwd ?? "/";
    return {
      stdin: options.stdin ?? "",
      cwd,
      env: new Map(Object.entries({ ...this.#environment(), ...options.env })),
      tty: options.tty ?? false,
      ...(options.terminal === undefined ? {} : { terminal: options.terminal }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      readFile: (path) => files.read(files.resolve(cwd, path)),
      writeFile: (path, text) => files.write(files.resolve(cwd, path), text),
      readFolder: (path) => files.readFolder(files.resolve(cwd, path)),
      remove: (path) => files.remove(files.resolve(cwd, path)),
      print: (text, stream = "stdout") => {
        if (options.signal?.aborted !== true) onOutput(text, stream);
      },
      exec: async (commandLine) => {
        const engine = this.#take(options.env);
        const printed = new PrintedOutput();
        const { exitCode } = await engine.run({
          script: commandLine,
          cwd,
          tty: options.tty ?? false,
          paceMs: 0,
          jobs: this.#jobs.child(),
          onOutput: printed.add,
        });
        return { ...printed.texts, exitCode };
      },
    };
  }
}

/** What nobody receives at once. */
class PrintedOutput {
  readonly #texts = { stdout: "", stderr: "" };

  readonly add = (text: string, stream: OutputStream): void => {
    this.#texts[stream] += text;
  };

  get texts(): Readonly<Record<OutputStream, string>> {
    return { ...this.#texts };
  }
}

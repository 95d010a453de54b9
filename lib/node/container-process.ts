/**
 * One run of a container, from the start of its first process to its end: what it listens on, its log, its exit code,
 * and the shell for `exec`. Models what containerd and runc do for the kubelet. Leaves out signals other than SIGTERM
 * and SIGKILL, and resource limits.
 */
import type { ExecRequest, ExecResult, OnOutput, OutputStream, TerminalConnection } from "../api/api.ts";
import { type ContainerShell, createContainerShell } from "../images/container-shell.ts";
import type { Image, ImageProcess, ProcessContext } from "../images/image.ts";
import { waitingProgram } from "../images/waiting-programs.ts";
import type { HttpHandler } from "../network/http.ts";
import type { Timer } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import { isInteractiveShell, lastCommandOf, notFoundText, programName } from "./command-line.ts";
import type { ContainerLog } from "./container-log.ts";
import type { PodRuntime } from "./node-runtime.ts";
import type { Environment } from "./service-environment.ts";

export interface ContainerProcessOptions {
  readonly runtime: PodRuntime;
  readonly random: Random;
  readonly image: Image;
  readonly tag: string;
  readonly argv: readonly string[];
  readonly env: Environment;
  /** Files besides the image's own: /etc/hosts, volumes. */
  readonly files: Readonly<Record<string, string>>;
  readonly workingDir: string;
  readonly log: ContainerLog;
  /** Whether somebody may attach to the standard input; else it is empty. */
  readonly hasStdin: boolean;
  readonly onExit: (exitCode: number) => void;
}

/** What happens later than this is nothing that `settle` waits for. */
const SOON_MS = 60_000;
const EXEC_MAX = 8;
export const SIGKILL_EXIT_CODE = 137;
const STOPPED_BY_NOBODY: ImageProcess = { stopsAfterMs: "never" };

export class ContainerProcess {
  readonly #options: ContainerProcessOptions;
  readonly #timers: Timer[] = [];
  /** Aborted at the end: every program in the container goes with its first process. */
  readonly #end = new AbortController();
  readonly #endings = new Set<(exitCode: number) => void>();
  /** Who is attached. */
  readonly #watchers = new Set<OnOutput>();
  #process: ImageProcess = STOPPED_BY_NOBODY;
  #shell: ContainerShell | undefined;
  #exitCode: number | undefined;
  /** A shell that waits for its standard input. */
  #isWaitingForStdin = false;

  constructor(options: ContainerProcessOptions) {
    this.#options = options;
  }

  /** @returns what the runtime says when there is no such program; undefined when the process runs. */
  start(): string | undefined {
    const { image } = this.#options;
    let argv = this.#options.argv;
    for (let execs = 0; execs < EXEC_MAX; execs++) {
      const name = argv[0] ?? "";
      const program = image.programs?.[name] ?? (image.commands.includes(programName(name)) ? waitingProgram(argv) : undefined);
      if (program !== undefined) {
        const process = program(this.#context(argv));
        if (process.exec === undefined) {
          this.#run(process);
          return undefined;
        }
        argv = process.exec;
        continue;
      }
      if (!this.#hasProgram(name)) return notFoundText(name);
      const last = lastCommandOf(argv);
      if (last === undefined || !this.#hasProgram(last[0] as string)) {
        this.#runInShell(argv);
        return undefined;
      }
      argv = last;
    }
    return `exec: "${argv[0]}": too many programs in a row that replace themselves (execMax ${EXEC_MAX})`;
  }

  get hasEnded(): boolean {
    return this.#exitCode !== undefined;
  }

  /** SIGTERM, and SIGKILL when the grace is over; a second time with less grace is sooner over. */
  stop(graceMs: number): void {
    if (this.#exitCode !== undefined) return;
    const { stopsAfterMs = 0, stopExitCode = 0 } = this.#process;
    if (stopsAfterMs !== "never" && stopsAfterMs <= graceMs) this.#later(stopsAfterMs, () => this.#exit(stopExitCode));
    else this.#later(graceMs, () => this.#exit(SIGKILL_EXIT_CODE));
  }

  kill(): void {
    this.#exit(SIGKILL_EXIT_CODE);
  }

  /** @param limit ends the program before its time. @returns undefined when the container has no such program. Only inside an actor. */
  async exec({ command, stdin, tty, terminal, onOutput }: ExecRequest, limit?: AbortSignal): Promise<ExecResult | undefined> {
    if (!this.#hasProgram(command[0] ?? "", true)) return undefined;
    if (terminal !== undefined && isInteractiveShell(command)) return this.#interact(terminal);
    const streams = { ...(stdin === undefined ? {} : { stdin }), ...(tty === undefined ? {} : { tty }), ...(onOutput === undefined ? {} : { onOutput }) };
    const signal = limit === undefined ? this.#end.signal : AbortSignal.any([this.#end.signal, limit]);
    const options = { ...streams, cwd: this.#options.workingDir, signal };
    return terminal === undefined ? this.#openShell().exec(command, options) : this.#openShell().execAt(terminal, command, options);
  }

  /** Feeds the first process with input, if it waits for some, and waits for its end. Only inside an actor. */
  async attach({ stdin = "", tty = false, terminal, onOutput }: Omit<ExecRequest, "command">): Promise<ExecResult> {
    const kept = { stdout: "", stderr: "" };
    const keep: OnOutput = (text, stream) => {
      kept[stream] += text;
    };
    const watcher = onOutput ?? keep;
    this.#watchers.add(watcher);
    const exitCode = await (this.#isWaitingForStdin ? this.#feed(stdin, tty, terminal) : this.ended());
    this.#watchers.delete(watcher);
    return { ...kept, exitCode };
  }

  async #feed(stdin: string, tty: boolean, terminal: TerminalConnection | undefined): Promise<number> {
    this.#isWaitingForStdin = false;
    const { exitCode } =
      terminal === undefined
        ? await this.#openShell().run(stdin, { tty, cwd: this.#options.workingDir, signal: this.#end.signal, onOutput: this.#print })
        : await this.#interact(terminal);
    this.#exit(exitCode);
    return exitCode;
  }

  async #interact(terminal: TerminalConnection): Promise<ExecResult> {
    return { stdout: "", stderr: "", exitCode: await this.#openShell().interact(terminal) };
  }

  /** Waits for the end. Only inside an actor. @returns the exit code. */
  async ended(): Promise<number> {
    return this.#exitCode ?? this.#options.runtime.node.loop.park<number>((wake) => this.#endings.add(wake));
  }

  /** Waits for the end, or until the signal comes, which leaves nothing behind. Only inside an actor. */
  async endedOr(signal: AbortSignal): Promise<void> {
    if (this.#exitCode !== undefined || signal.aborted) return;
    await this.#options.runtime.node.loop.park<unknown>((wake) => {
      this.#endings.add(wake);
      signal.addEventListener("abort", () => {
        this.#endings.delete(wake);
        wake(undefined);
      });
    });
  }

  /** A file as it is now. */
  readFile(path: string): string | undefined | Promise<string | undefined> {
    if (this.#shell !== undefined) return this.#shell.readFile(path);
    return this.#options.files[path] ?? this.#options.image.files?.[path];
  }

  #context(argv: readonly string[]): ProcessContext {
    const { env, tag, runtime } = this.#options;
    const { hostname, podIP } = runtime;
    return { hostname, podIP, env, argv, tag, now: runtime.node.clock.now, log: this.#print, readFile: (path) => this.readFile(path) };
  }

  #hasProgram(path: string, alsoOwn = false): boolean {
    const { image, files } = this.#options;
    if (image.commands.includes(programName(path))) return true;
    return path.includes("/") ? (files[path] ?? image.files?.[path]) !== undefined || (alsoOwn && this.#shell !== undefined) : false;
  }

  #run(process: ImageProcess): void {
    this.#process = process;
    const { exits, listensAfterMs } = process;
    if (listensAfterMs === undefined) this.#listen();
    else this.#later(listensAfterMs, () => this.#listen());
    if (exits !== undefined) this.#later(exits.afterMs, () => this.#exit(exits.code));
  }

  #listen(): void {
    for (const [ports, port, handler] of this.#listeners()) {
      if (ports.has(port)) {
        this.#print(`listen tcp :${port}: bind: address already in use\n`);
        this.#later(0, () => this.#exit(1));
        return;
      }
      ports.set(port, handler);
    }
  }

  /** Everything that the process listens on, with the table that it belongs in. */
  #listeners(): [Map<number, HttpHandler>, number, HttpHandler][] {
    const { ports, loopback } = this.#options.runtime.open;
    const at = (table: Map<number, HttpHandler>, listeners: ImageProcess["listen"]): [Map<number, HttpHandler>, number, HttpHandler][] =>
      Object.entries(listeners ?? {}).map(([port, handler]) => [table, Number(port), handler]);
    return [...at(ports, this.#process.listen), ...at(loopback, this.#process.loopback)];
  }

  #runInShell(argv: readonly string[]): void {
    const { hasStdin, runtime, workingDir } = this.#options;
    if (isInteractiveShell(argv)) {
      if (hasStdin) this.#isWaitingForStdin = true;
      else this.#later(0, () => this.#exit(0)); // the input is at its end before it began
      return;
    }
    runtime.node.loop.spawn(async () => {
      const result = await this.#openShell().exec(argv, { cwd: workingDir, signal: this.#end.signal, onOutput: this.#print });
      if (result === undefined) this.#print(`${notFoundText(argv[0] ?? "")}\n`, "stderr");
      this.#exit(result?.exitCode ?? 127);
    });
  }

  /** A program that was killed has nothing to say any more. */
  readonly #print = (text: string, stream: OutputStream = "stdout"): void => {
    if (this.#exitCode !== undefined) return;
    const { log, runtime } = this.#options;
    log.append(runtime.node.clock.now(), text, stream);
    for (const watch of this.#watchers) watch(text, stream);
  };

  #exit(exitCode: number): void {
    if (this.#exitCode !== undefined) return;
    this.#exitCode = exitCode;
    this.#options.log.end(this.#options.runtime.node.clock.now());
    for (const timer of this.#timers) timer.cancel();
    for (const [ports, port, handler] of this.#listeners()) if (ports.get(port) === handler) ports.delete(port);
    this.#end.abort();
    for (const wake of this.#endings) wake(exitCode);
    this.#options.onExit(exitCode);
  }

  #openShell(): ContainerShell {
    const { image, random, files, env, workingDir, runtime } = this.#options;
    const { loop, epochMs } = runtime.node;
    const network = runtime.client();
    this.#shell ??= createContainerShell({
      image,
      loop,
      random: random.fork("shell"),
      network,
      hostname: runtime.hostname,
      files,
      env,
      cwd: workingDir,
      epochMs,
    });
    return this.#shell;
  }

  #later(delayMs: number, run: () => void): void {
    if (delayMs === Number.POSITIVE_INFINITY) return;
    this.#timers.push(this.#options.runtime.node.loop.schedule(delayMs, run, { background: delayMs > SOON_MS }));
  }
}

/**
 * One run of a container, from the start of its first process to its end: what it listens on, its log, its exit code,
 * and the shell for `exec`. Models what containerd and runc do for the kubelet. Leaves out signals other than SIGTERM
 * and SIGKILL, and resource limits.
 */
import type { ExecRequest, ExecResult, OnOutput, OutputStream, TerminalConnection } from "../api/api.ts";
import {
  type ContainerShell,
  createContainerShell,
  type MainProcess,
  type Mount,
  mountedAt,
} from "../images/container-shell.ts";
import type { Image, ImageProcess, OwnContext, ProcessContext } from "../images/image.ts";
import { waitingProgram } from "../images/waiting-programs.ts";
import type { DnsAnswer, DnsQuestion } from "../network/http.ts";
import type { ListeningSocket } from "../network/listening-sockets.ts";
import type { Timer } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import { onStop } from "../sim/stop.ts";
import { isInteractiveShell, lastCommandOf, notFoundText, programName } from "./command-line.ts";
import type { ContainerLog } from "./container-log.ts";
import type { Environment } from "./environment.ts";
import { imageCommands, openSockets } from "./image-programs.ts";
import type { PodRuntime } from "./node-runtime.ts";

export interface ContainerProcessOptions {
  readonly runtime: PodRuntime;
  readonly random: Random;
  readonly image: Image;
  readonly tag: string;
  readonly argv: readonly string[];
  readonly env: Environment;
  /** Makes the files besides the image's own: /etc/hosts, single files of volumes. */
  readonly files: () => Readonly<Record<string, string>>;
  /** Folders that are not its own alone. */
  readonly mounts: readonly Mount[];
  readonly workingDir: string;
  readonly log: ContainerLog;
  /** Whether `attach` can write to the standard input; else it is empty. */
  readonly hasStdin: boolean;
  readonly onExit: (exitCode: number) => void;
}

/** `settle` does not wait for anything later than this. */
const SOON_MS = 60_000;
const EXEC_MAX = 8;
export const SIGKILL_EXIT_CODE = 137;
const NEVER_STOPS: ImageProcess = { stopsAfterMs: "never" };

export class ContainerProcess {
  readonly #options: ContainerProcessOptions;
  readonly #timers: Timer[] = [];
  /** Aborted at the end: every program in the container goes with its first process. */
  #end: AbortController | undefined;
  readonly #endings = new Set<(exitCode: number) => void>();
  /** Outputs of attached clients. */
  readonly #watchers = new Set<OnOutput>();
  #process: ImageProcess = NEVER_STOPS;
  /** The name of the first process. */
  #program = "";
  /** As `ps` shows it. */
  #main: MainProcess;
  #sockets: readonly ListeningSocket[] = [];
  #shell: ContainerShell | undefined;
  #exitCode: number | undefined;
  /** Made when a file is first looked for. */
  #madeFiles: Readonly<Record<string, string>> | undefined;
  /** A shell that waits for its standard input. */
  #isWaitingForStdin = false;

  constructor(options: ContainerProcessOptions) {
    this.#options = options;
    this.#main = { argv: [], startedAtMs: options.runtime.node.clock.now() };
  }

  /** @returns what the runtime says when there is no such program; undefined when the process runs. */
  start(): string | undefined {
    const { image, workingDir, env } = this.#options;
    let argv = this.#options.argv;
    for (let execs = 0; execs < EXEC_MAX; execs++) {
      const name = argv[0] ?? "";
      const program =
        image.programs?.[name] ??
        (image.commands.includes(programName(name)) ? waitingProgram(argv) : undefined);
      if (program !== undefined) {
        const exit = (code: number): void => this.#exit(code);
        const process = program(
          this.#context({ argv, cwd: workingDir, env, stdin: "", isTerminal: false, log: this.#print, exit }),
        );
        if (process instanceof Promise) {
          this.#program = name;
          this.#began(argv);
          this.#options.runtime.node.loop.spawn(async () => this.#run(await process));
          return undefined;
        }
        if (process.exec === undefined) {
          this.#program = name;
          this.#began(argv);
          this.#run(process);
          return undefined;
        }
        argv = process.exec;
        continue;
      }
      if (!this.#hasProgram(name)) return notFoundText(name);
      const mounted = mountedAt(this.#options.mounts, name);
      if (mounted?.folder.isExecutable(mounted.path) === false) return `exec: "${name}": permission denied`;
      const last = lastCommandOf(argv);
      if (last === undefined || !this.#hasProgram(last[0] as string)) {
        this.#began(argv);
        this.#runInShell(argv);
        return undefined;
      }
      argv = last;
    }
    return `exec: "${argv[0]}": too many programs in a row that replace themselves (execMax ${EXEC_MAX})`;
  }

  #began(argv: readonly string[]): void {
    this.#main = { ...this.#main, argv };
    this.#options.runtime.node.processes.add(this.#main);
  }

  get hasEnded(): boolean {
    return this.#exitCode !== undefined;
  }

  /** What a name server in here answers; undefined where none runs. */
  answerName(question: DnsQuestion, clientIP: string): DnsAnswer | undefined {
    if (this.#exitCode !== undefined) return undefined;
    return this.#process.answerName?.(question, clientIP, this.#options.runtime.node.dns);
  }

  /** SIGTERM, and SIGKILL when the grace is over; a second time with less grace is sooner over. */
  stop(graceMs: number): void {
    if (this.#exitCode !== undefined) return;
    const { stopsAfterMs = 0, stopExitCode = 0, stopping } = this.#process;
    stopping?.();
    if (stopsAfterMs !== "never" && stopsAfterMs <= graceMs)
      this.#later(stopsAfterMs, () => this.#exit(stopExitCode));
    else this.#later(graceMs, () => this.#exit(SIGKILL_EXIT_CODE));
  }

  kill(): void {
    this.#exit(SIGKILL_EXIT_CODE);
  }

  /** @param limit ends the program before its time. @returns undefined when the container has no such program. Only inside an actor. */
  async exec(
    { command, stdin, tty, terminal, onOutput }: ExecRequest,
    limit?: AbortSignal,
  ): Promise<ExecResult | undefined> {
    if (!this.#hasProgram(command[0] ?? "", true)) return undefined;
    if (terminal !== undefined && isInteractiveShell(command)) return this.#interact(terminal);
    const streams = {
      ...(stdin === undefined ? {} : { stdin }),
      ...(tty === undefined ? {} : { tty }),
      ...(onOutput === undefined ? {} : { onOutput }),
    };
    const signal = limit === undefined ? this.#endSignal : AbortSignal.any([this.#endSignal, limit]);
    const options = { ...streams, cwd: this.#options.workingDir, signal };
    return terminal === undefined
      ? this.#openShell().exec(command, options)
      : this.#openShell().execAt(terminal, command, options);
  }

  /** Feeds the first process with input, if it waits for some, and waits for its end. Only inside an actor. */
  async attach({
    stdin = "",
    tty = false,
    terminal,
    onOutput,
    signal,
  }: Omit<ExecRequest, "command">): Promise<ExecResult> {
    const kept = { stdout: "", stderr: "" };
    const keep: OnOutput = (text, stream) => {
      kept[stream] += text;
    };
    const watcher = onOutput ?? keep;
    this.#watchers.add(watcher);
    if (this.#isWaitingForStdin) await this.#feed(stdin, tty, terminal);
    else await (signal === undefined ? this.ended() : this.endedOr(signal));
    this.#watchers.delete(watcher);
    return { ...kept, exitCode: this.#exitCode ?? 0 };
  }

  async #feed(stdin: string, tty: boolean, terminal: TerminalConnection | undefined): Promise<void> {
    this.#isWaitingForStdin = false;
    const { exitCode } =
      terminal === undefined
        ? await this.#openShell().run(stdin, {
            tty,
            cwd: this.#options.workingDir,
            signal: this.#endSignal,
            onOutput: this.#print,
          })
        : await this.#interact(terminal);
    this.#exit(exitCode);
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
    await this.#options.runtime.node.loop.park((wake) => {
      const end = (): void => {
        forget();
        this.#endings.delete(end);
        wake();
      };
      const forget = onStop(signal, end);
      this.#endings.add(end);
    });
  }

  get #files(): Readonly<Record<string, string>> {
    this.#madeFiles ??= this.#options.files();
    return this.#madeFiles;
  }

  /** A file as it is now. */
  readFile(path: string): string | undefined | Promise<string | undefined> {
    if (this.#shell !== undefined) return this.#shell.readFile(path);
    const { image, mounts } = this.#options;
    const mounted = mountedAt(mounts, path);
    return mounted === undefined
      ? (this.#files[path] ?? image.files?.[path])
      : mounted.folder.find(mounted.path);
  }

  /** The names in a folder as it is now; undefined when there is none. */
  readFolder(path: string): readonly string[] | undefined | Promise<readonly string[] | undefined> {
    if (this.#shell !== undefined) return this.#shell.readFolder(path);
    const { image, mounts } = this.#options;
    const mounted = mountedAt(mounts, path);
    if (mounted !== undefined) return mounted.folder.names(mounted.path);
    const prefix = `${path.replace(/\/+$/, "")}/`;
    const paths = [...Object.keys({ ...image.files, ...this.#files }), ...mounts.map(({ path }) => path)];
    const inside = paths.filter((found) => found.startsWith(prefix));
    return inside.length === 0
      ? undefined
      : [...new Set(inside.map((found) => found.slice(prefix.length).split("/", 1)[0] as string))];
  }

  /** Made when first needed: few of a thousand Pods need it, and an AbortController costs as much as the rest of this object. */
  get #endSignal(): AbortSignal {
    this.#end ??= new AbortController();
    if (this.#exitCode !== undefined) this.#end.abort();
    return this.#end.signal;
  }

  #context(own: OwnContext): ProcessContext {
    const { tag, runtime, workingDir } = this.#options;
    const { hostname, podIP } = runtime;
    return {
      ...own,
      hostname,
      podIP,
      tag,
      now: runtime.node.clock.now,
      readFile: (path) => this.readFile(path),
      readFolder: (path) => this.readFolder(path),
      container: this,
      get network() {
        return runtime.client();
      },
      run: (argv) => this.#openShell().exec(argv, { cwd: workingDir, signal: this.#endSignal }),
    };
  }

  #hasProgram(path: string, alsoOwn = false): boolean {
    const { image, mounts } = this.#options;
    const name = programName(path);
    if (image.commands.includes(name) || Object.hasOwn(image.programs ?? {}, name)) return true;
    if (!path.includes("/")) return false;
    const mounted = mountedAt(mounts, path);
    if (mounted !== undefined) return mounted.folder.has(mounted.path);
    return (this.#files[path] ?? image.files?.[path]) !== undefined || (alsoOwn && this.#shell !== undefined);
  }

  #run(process: ImageProcess): void {
    this.#process = process;
    const { exits, isDaemon = false, listensAfterMs, work } = process;
    if (listensAfterMs === undefined) this.#listen();
    else this.#later(listensAfterMs, () => this.#listen());
    if (work !== undefined) this.#options.runtime.node.loop.spawn(async () => this.#exit(await work()));
    else if (exits !== undefined) this.#later(exits.afterMs, () => this.#exit(exits.code));
    else if (isDaemon) this.#later(0, () => this.#exit(0));
  }

  #listen(): void {
    const opened = openSockets(this.#options.runtime, this.#process, this.#program);
    if (typeof opened === "string") {
      this.#print(opened);
      this.#later(0, () => this.#exit(1));
    } else this.#sockets = opened;
  }

  #runInShell(argv: readonly string[]): void {
    const { hasStdin, runtime, workingDir } = this.#options;
    if (isInteractiveShell(argv)) {
      if (hasStdin) this.#isWaitingForStdin = true;
      else this.#later(0, () => this.#exit(0)); // the input is at its end before it began
      return;
    }
    runtime.node.loop.spawn(async () => {
      const result = await this.#openShell().exec(argv, {
        cwd: workingDir,
        signal: this.#endSignal,
        onOutput: this.#print,
        livesOn: true,
      });
      if (result === undefined) this.#print(`${notFoundText(argv[0] ?? "")}\n`, "stderr");
      this.#exit(result?.exitCode ?? 127);
    });
  }

  /** A program that has ended prints nothing more. */
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
    this.#options.runtime.node.processes.delete(this.#main);
    for (const timer of this.#timers) timer.cancel();
    for (const socket of this.#sockets) this.#options.runtime.sockets.close(socket);
    this.#end?.abort();
    for (const wake of this.#endings) wake(exitCode);
    this.#options.onExit(exitCode);
  }

  #openShell(): ContainerShell {
    const { image, random, mounts, env, workingDir, runtime } = this.#options;
    const { loop, epochMs } = runtime.node;
    const network = runtime.client();
    this.#shell ??= createContainerShell({
      image,
      loop,
      random: random.fork("shell"),
      network,
      hostname: runtime.hostname,
      ...(runtime.pod.spec.hostNetwork === true ? { node: runtime.node.rules } : {}),
      mainProcess: this.#main,
      ...(runtime.pod.spec.hostPID === true ? { nodeProcesses: runtime.node.processes } : {}),
      files: this.#files,
      mounts,
      commands: imageCommands(image, { runtime, end: this.#endSignal, context: (own) => this.#context(own) }),
      env,
      cwd: workingDir,
      epochMs,
      end: this.#endSignal,
    });
    return this.#shell;
  }

  #later(delayMs: number, run: () => void): void {
    if (delayMs === Number.POSITIVE_INFINITY) return;
    this.#timers.push(
      this.#options.runtime.node.loop.schedule(delayMs, run, { background: delayMs > SOON_MS }),
    );
  }
}

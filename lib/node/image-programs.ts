/**
 * The programs that an image brings itself, for the scripts that run in its containers, as in
 * `sh -c "echo hello > index.html; nginx -g 'daemon off;'"`. Only those that are found by their name.
 */

import type { ShellCommand } from "../images/container-shell.ts";
import { goListenError } from "../images/http-server.ts";
import type { Image, ImageProcess, OwnContext, ProcessContext, Program } from "../images/image.ts";
import { type ListeningSocket, parseEndpoint } from "../network/listening-sockets.ts";
import { onStop } from "../sim/stop.ts";
import type { PodRuntime } from "./node-runtime.ts";

/** The container in which a program runs. */
export interface ProgramHost {
  readonly runtime: PodRuntime;
  /** Aborted when the container ends, and every program in it. */
  readonly end: AbortSignal;
  readonly context: (own: OwnContext) => ProcessContext;
}

/**
 * Opens everything that a process listens on, or nothing.
 * @returns the sockets, or what the process says when it cannot listen.
 */
export function openSockets(
  { sockets, podIP }: PodRuntime,
  { listen = {}, cannotListen }: ImageProcess,
  program: string,
): readonly ListeningSocket[] | string {
  const opened: ListeningSocket[] = [];
  for (const [at, handler] of Object.entries(listen)) {
    const { address, port } = parseEndpoint(at);
    const socket = { address, port, handler, program: program.slice(program.lastIndexOf("/") + 1) };
    const error = sockets.open(socket, podIP);
    if (error === undefined) opened.push(socket);
    else {
      for (const other of opened) sockets.close(other);
      const isInUse = error === "in use";
      const failure = { address, port, isInUse };
      return cannotListen?.(failure) ?? `${goListenError(failure)}\n`;
    }
  }
  return opened;
}

export function imageCommands({ programs = {} }: Image, host: ProgramHost): Record<string, ShellCommand> {
  return Object.fromEntries(
    Object.entries(programs).map(([name, program]): [string, ShellCommand] => [
      name,
      (args, context) => run(program, [name, ...args], context, host),
    ]),
  );
}

async function run(
  program: Program,
  argv: readonly [string, ...string[]],
  { cwd, env, stdin, tty, terminal, print, signal }: Parameters<ShellCommand>[1],
  { runtime, end, context }: ProgramHost,
): ReturnType<ShellCommand> {
  const { loop } = runtime.node;
  let wake: (code: number) => void = () => {};
  let exitCode: number | undefined;
  const exit = (code: number): void => {
    exitCode ??= code;
    wake(code);
  };
  const own = { argv, cwd, env: Object.fromEntries(env), stdin, isTerminal: tty, log: print, exit };
  const process = await program(context(terminal === undefined ? own : { ...own, terminal }));
  if (process.work !== undefined) return ended(await process.work());
  const { exits, listensAfterMs = 0, isDaemon = false } = process;
  const stops = signal === undefined ? end : AbortSignal.any([end, signal]);
  if (listensAfterMs > 0) await loop.sleep(listensAfterMs, { background: true, signal: stops });
  const opened = stops.aborted ? "" : openSockets(runtime, process, argv[0]);
  if (typeof opened === "string") {
    print(opened);
    return ended(1);
  }
  const close = (): void => {
    for (const socket of opened) runtime.sockets.close(socket);
  };
  if (isDaemon) {
    onStop(end, close);
    return ended(0);
  }
  let forget = (): void => {};
  exitCode ??= await loop.park<number>((resume) => {
    wake = resume;
    if (exits !== undefined) loop.schedule(exits.afterMs, () => exit(exits.code), { background: true });
    forget = onStop(stops, () => exit(process.stopExitCode ?? 0));
  });
  forget();
  close();
  return ended(exitCode);
}

function ended(exitCode: number): { stdout: string; stderr: string; exitCode: number } {
  return { stdout: "", stderr: "", exitCode };
}

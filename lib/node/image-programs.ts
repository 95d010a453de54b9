/**
 * The programs that an image brings itself, for the scripts that run in its containers, as in
 * `sh -c "echo hello > index.html; nginx -g 'daemon off;'"`. Only those that are found by their name.
 */

import type { ShellCommand } from "../images/container-shell.ts";
import type { Image, ImageProcess, ProcessContext } from "../images/image.ts";
import type { HttpHandler } from "../network/http.ts";
import type { PodRuntime } from "./node-runtime.ts";

/** The container in which a program runs. */
export interface ProgramHost {
  readonly runtime: PodRuntime;
  /** Aborted when the container ends, and every program in it. */
  readonly end: AbortSignal;
  readonly context: (own: Pick<ProcessContext, "argv" | "cwd" | "env" | "log">) => ProcessContext;
}

/** Everything that a process listens on, with the table that it belongs in. */
export type Listener = readonly [table: Map<number, HttpHandler>, port: number, handler: HttpHandler];

export function listenersOf({ open }: PodRuntime, { listen = {}, loopback = {} }: ImageProcess): Listener[] {
  const at = (table: Map<number, HttpHandler>, handlers: NonNullable<ImageProcess["listen"]>): Listener[] =>
    Object.entries(handlers).map(([port, handler]) => [table, Number(port), handler]);
  return [...at(open.ports, listen), ...at(open.loopback, loopback)];
}

/** Opens all ports or none. @returns what the process says when one is taken; undefined when all is well. */
export function openPorts(listeners: readonly Listener[], process: ImageProcess): string | undefined {
  const taken = listeners.find(([table, port]) => table.has(port));
  if (taken !== undefined)
    return process.portTaken?.(taken[1]) ?? `listen tcp :${taken[1]}: bind: address already in use\n`;
  for (const [table, port, handler] of listeners) table.set(port, handler);
  return undefined;
}

export function closePorts(listeners: readonly Listener[]): void {
  for (const [table, port, handler] of listeners) if (table.get(port) === handler) table.delete(port);
}

export function imageCommands({ programs = {} }: Image, host: ProgramHost): Record<string, ShellCommand> {
  const named = Object.entries(programs).filter(([name]) => !name.includes("/"));
  return Object.fromEntries(
    named.map(([name, program]): [string, ShellCommand] => [
      name,
      (args, { cwd, env, print, signal }) =>
        run(
          program(host.context({ argv: [name, ...args], cwd, env: Object.fromEntries(env), log: print })),
          host,
          print,
          signal,
        ),
    ]),
  );
}

async function run(
  process: ImageProcess,
  { runtime, end }: ProgramHost,
  print: (text: string) => void,
  signal: AbortSignal | undefined,
): ReturnType<ShellCommand> {
  const { loop } = runtime.node;
  const listeners = listenersOf(runtime, process);
  const { exits, listensAfterMs = 0, isDaemon = false } = process;
  if (listensAfterMs > 0) await loop.sleep(listensAfterMs, { background: true });
  const stops = signal === undefined ? end : AbortSignal.any([end, signal]);
  const failure = stops.aborted ? undefined : openPorts(listeners, process);
  if (failure !== undefined) print(failure);
  if (stops.aborted || failure !== undefined) return ended(1);
  if (isDaemon) {
    end.addEventListener("abort", () => closePorts(listeners), { once: true });
    return ended(0);
  }
  const code = await loop.park<number>((wake) => {
    if (exits !== undefined) loop.schedule(exits.afterMs, () => wake(exits.code), { background: true });
    stops.addEventListener("abort", () => wake(process.stopExitCode ?? 0), { once: true });
  });
  closePorts(listeners);
  return ended(code);
}

function ended(exitCode: number): { stdout: string; stderr: string; exitCode: number } {
  return { stdout: "", stderr: "", exitCode };
}

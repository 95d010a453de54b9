/**
 * How a process that reads what learners hand in is kept away from the machine, besides its limits. None of their code is run in it;
 * should a fault of ours let some in, it finds no file to write, no program to start and, with bubblewrap, no network, no other process
 * and no rights.
 */
import type { Isolation } from "../result.ts";

/** The strictest first. */
export const ISOLATIONS: readonly Isolation[] = ["bubblewrap", "permissions"];

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** The process id that a process in a namespace of its own has for its parent. */
const FIRST_PROCESS = 1;

/** Everything may be read, since submissions may lie anywhere. */
const BUBBLEWRAP = [
  ...["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"],
  ...["--unshare-all", "--cap-drop", "ALL", "--die-with-parent"],
];

/** Without what a process may do: write files, start programs, load native code. Its watchdog is a worker. */
const PERMISSIONS = [
  process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission",
  ...["--allow-fs-read=*", "--allow-worker", "--disable-warning=ExperimentalWarning"],
];

export function flagsOf(isolation: Isolation): readonly string[] {
  return isolation === "none" ? [] : PERMISSIONS;
}

export function wrapped(command: Command, isolation: Isolation): Command {
  if (isolation !== "bubblewrap") return command;
  return { file: "bwrap", args: [...BUBBLEWRAP, command.file, ...command.args] };
}

/** The process id under which the process sees this one. */
export function parentSeen(isolation: Isolation): number {
  return isolation === "bubblewrap" ? FIRST_PROCESS : process.pid;
}

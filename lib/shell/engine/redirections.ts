/**
 * What a redirection opens: a file, or a device, which is in no folder and has a connection behind it. The patched engine
 * calls these where it opens, reads and writes descriptors; and for what a shell says when it cannot open one.
 */
import type { FileContent, IFileSystem } from "just-bash";
import type { ShellName } from "../command.ts";
import { decoded, type EngineResult } from "./interpreter.ts";
import { RefusedPathError, systemWords } from "./system-words.ts";

/** A connection, open in both directions whichever way the redirection points, as a socket is. */
export interface Device {
  /** Sends text; what comes back is heard by then, unless the signal comes first. Only inside an actor. */
  say(text: string, signal: AbortSignal | undefined): Promise<void>;
  /** All that came back so far. */
  readonly heard: string;
  /** After how long the other side closes it, when nothing more is said; Infinity: never. */
  readonly endsAfterMs: number;
}

/** @returns undefined for a path that names no device; the lines that bash says when it does not open. */
export type OpenDevice = (
  path: string,
  signal?: AbortSignal,
) => Promise<Device | { readonly refusal: readonly string[] } | undefined>;

/** A descriptor as the engine keeps it: as text, so a device stands there by its name. */
interface Descriptor {
  readonly kind: string;
  readonly path?: string;
  readonly position?: number;
  readonly content?: string;
}

/** Of the engine's interpreter, what redirections need. */
export interface Redirected {
  readonly fs: IFileSystem;
  readonly state: {
    readonly shell?: ShellName;
    readonly signal?: AbortSignal;
    /** As the engine writes them: of one that reads and writes `__rw__:`, the length of its path, `:`, the path and more. */
    fileDescriptors?: Map<number, string>;
    /** Where a group of commands has its standard input from. */
    readonly groupStdinSourceFd?: number | undefined;
  };
}

/** The devices of one machine that are open. */
export class Devices {
  readonly #openDevice: OpenDevice;
  /** By the name that their descriptors have; the engine does not tell when it closes one. */
  readonly #open = new Map<string, Device>();
  /** For redirections of one command, which the engine knows by their path. */
  readonly #lastAt = new Map<string, { device: Device; signal: AbortSignal | undefined; said: string }>();
  #count = 0;

  constructor(openDevice: OpenDevice) {
    this.#openDevice = openDevice;
  }

  /** @returns the name of the device, the lines of a refusal, or undefined for what is no device. */
  async open(path: string, signal: AbortSignal | undefined): Promise<string | readonly string[] | undefined> {
    const device = await this.#openDevice(path, signal);
    if (device === undefined || "refusal" in device) return device?.refusal;
    const name = `${path}#${++this.#count}`;
    this.#open.set(name, device);
    this.#open.delete(`${path}#${this.#count - DEVICES_MAX}`);
    this.#lastAt.set(path, { device, signal, said: "" });
    return name;
  }

  find(name: string): Device | undefined {
    return this.#open.get(name);
  }

  /** What the engine writes to a file of this path goes over the connection. @returns whether there is one. */
  async write(path: string, text: string, isAdded: boolean): Promise<boolean> {
    const last = this.#lastAt.get(path);
    if (last === undefined) return false;
    // What was shown while the command ran comes once more when it ends.
    const rest = !isAdded && text.startsWith(last.said) ? text.slice(last.said.length) : text;
    last.said += rest;
    if (rest !== "") await last.device.say(rest, last.signal);
    return true;
  }
}

/** Of one path; older ones are closed long since. */
const DEVICES_MAX = 1_000;

const devices = new WeakMap<IFileSystem, Devices>();

/** Scripts on these files may open devices. @returns the same files. */
export function withDevices(system: IFileSystem, open: Devices): IFileSystem {
  devices.set(system, open);
  return system;
}

type Opened = { readonly entry: Descriptor } | { readonly error: EngineResult };

/** The patched engine's call: a redirection is about to open a path. @returns undefined when it is that of a file. */
export async function openedDevice(
  context: Redirected,
  target: string,
  isWritten: boolean,
): Promise<Opened | undefined> {
  if (target === "") return { error: refusedRedirection(context, target, "ENOENT", isWritten) };
  if (isWritten && target.endsWith("/") && !/^\/dev\/(?:tcp|udp)\/[^/]*\//.test(target))
    return { error: refusedRedirection(context, target, "EISDIR", isWritten) };
  if (shellOf(context) !== "bash") return undefined;
  const opened = await devices.get(context.fs)?.open(target, context.state.signal);
  if (opened === undefined) return undefined;
  if (typeof opened === "string")
    return { entry: { kind: "readwrite", path: opened, position: 0, content: "" } };
  return { error: { stdout: "", stderr: opened.map((line) => `bash: ${line}\n`).join(""), exitCode: 1 } };
}

function shellOf({ state }: Redirected): ShellName {
  return state.shell ?? "bash";
}

/** The patched engine's call: text goes to a descriptor. @returns whether that was a device. */
export async function toDevice(
  { fs, state }: Redirected,
  { path = "" }: Descriptor,
  content: string,
): Promise<boolean> {
  const device = devices.get(fs)?.find(path);
  await device?.say(content, state.signal);
  return device !== undefined;
}

/** Where the engine has no descriptor for the standard input of a command, and no script has one either. */
const INPUT_DESCRIPTOR = 1_000_000;

/** The patched engine's call: a command's standard input is a device. @returns the descriptor that it is read from. */
export function inputDescriptor({ state }: Redirected, { path = "" }: Descriptor): number {
  state.fileDescriptors ??= new Map();
  state.fileDescriptors.set(INPUT_DESCRIPTOR, `__rw__:${path.length}:${path}:0:`);
  return INPUT_DESCRIPTOR;
}

/** What a descriptor of the shell leads to, when that is a device. */
export function deviceAt({ fs, state }: Redirected, descriptor: number): Device | undefined {
  const [, name = ""] = /^__rw__:\d+:([^:]+#\d+):/.exec(state.fileDescriptors?.get(descriptor) ?? "") ?? [];
  return devices.get(fs)?.find(name);
}

/** The patched engine's call: what there is to read at a descriptor. */
export function readable({ fs }: Redirected, { path = "", position = 0, content = "" }: Descriptor): string {
  return (devices.get(fs)?.find(path)?.heard ?? content).slice(position);
}

/** The patched engine's call: a redirection failed to open a path. @returns what ends its command. */
export function refusedRedirection(
  context: Redirected,
  target: string,
  error: unknown,
  isWritten: boolean,
): EngineResult {
  const shell = shellOf(context);
  const reason = error instanceof RefusedPathError ? error.message : systemWords(error);
  const words =
    shell === "dash" || shell === "ash"
      ? inSmallShell(shell, target, reason, isWritten)
      : `${target}: ${reason}`;
  return { stdout: "", stderr: `bash: ${words}\n`, exitCode: shell === "dash" ? 2 : 1 };
}

function inSmallShell(shell: "dash" | "ash", target: string, reason: string, isWritten: boolean): string {
  const isMissing = reason === "No such file or directory" || reason === "Not a directory";
  if (shell === "dash") {
    const cause = isMissing ? (isWritten ? "Directory nonexistent" : "No such file") : reason;
    return `cannot ${isWritten ? "create" : "open"} ${target}: ${cause}`;
  }
  const cause = isMissing ? (isWritten ? "nonexistent directory" : "no such file") : reason;
  return `can't ${isWritten ? "create" : "open"} ${target}: ${cause}`;
}

/** What a path that is written to is, as text. */
export function textOfContent(content: FileContent): string {
  return typeof content === "string" ? decoded(content) : new TextDecoder().decode(content);
}

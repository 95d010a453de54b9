/**
 * Starts a process that works for this one (for a learner, or for a proof), and keeps it within its limits. It has a process group
 * of its own, so that killing the group ends whatever it started, and a clean environment, so that nobody's shell changes a grade.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../project-root.ts";
import { MESSAGES_FD } from "./messages.ts";
import { ProcessFault } from "./process-fault.ts";

/** How a process ended. */
export type Ending =
  | { readonly kind: "done" }
  | { readonly kind: "timeLimit" }
  | { readonly kind: "memoryMbMax" }
  | { readonly kind: "messageBytesMax" }
  /** With the end of what it wrote to standard error, for the instructor. */
  | { readonly kind: "crash"; readonly stderr: string };

export const MEMORY_MB_MAX = 512;
/** Of all messages of one process. A result of ten exercises with full transcripts stays below a fifth of it. */
export const MESSAGE_BYTES_MAX = 8_388_608;
const STDERR_CHARACTERS_MAX = 2_000;

const alive = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of alive) killGroup(child);
});

export interface ChildProcessOptions<Message> {
  /** The program to start. */
  readonly program: string;
  /** For Node, besides the limit of memory. */
  readonly flags?: readonly string[];
  /** How long the first message may take, in milliseconds of the host. */
  readonly firstLimitMs: number;
  /** Gets each message of the process in order; returns the milliseconds that the next message may take. */
  readonly onMessage: (message: Message) => number;
}

/** Of the messages, `ready` is the first, and `done` or `refused` the last. */
interface AnyMessage {
  readonly type: string;
}

/**
 * @param job one line of JSON that the process reads.
 * @returns how the process ended.
 * @throws ProcessFault when that was before it had said that it is ready.
 */
export function runChildProcess<Message extends AnyMessage>(
  job: unknown,
  { program, flags = [], firstLimitMs, onMessage }: ChildProcessOptions<Message>,
): Promise<Ending> {
  const child = start(program, flags);
  alive.add(child);
  return new Promise((resolve, reject) => {
    let ending: Ending | undefined;
    let isReady = false;
    let stderr = "";
    let bytes = 0;
    const end = (reason: Ending) => {
      ending ??= reason;
      killGroup(child);
    };
    // Where the system has no room for a process there are no pipes either.
    child.once("error", (error) => reject(new ProcessFault(error.message)));
    const messages = child.stdio?.[MESSAGES_FD] as Readable | undefined;
    if (messages === undefined) return;
    let timer = setTimeout(end, firstLimitMs, { kind: "timeLimit" });
    messages.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MESSAGE_BYTES_MAX) end({ kind: "messageBytesMax" });
    });
    createInterface({ input: messages }).on("line", (line) => {
      if (ending !== undefined) return;
      clearTimeout(timer);
      const message = parse<Message>(line);
      isReady ||= message?.type === "ready";
      if (message === undefined)
        return end({ kind: "crash", stderr: `half a message: ${line.slice(0, 200)}` });
      const limitMs = onMessage(message);
      if (message.type === "done" || message.type === "refused") end({ kind: "done" });
      else timer = setTimeout(end, limitMs, { kind: "timeLimit" });
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr = `${stderr}${chunk.toString("utf8")}`.slice(-STDERR_CHARACTERS_MAX);
    });
    child.stdin?.on("error", () => {}); // a process that died early is reported by its end
    child.stdin?.write(`${JSON.stringify(job)}\n`);
    child.once("close", () => {
      clearTimeout(timer);
      alive.delete(child);
      if (!isReady) reject(new ProcessFault(stderr));
      resolve(
        ending ??
          (/heap out of memory/.test(stderr)
            ? { kind: "memoryMbMax" }
            : { kind: "crash", stderr: stderr.trim() }),
      );
    });
  });
}

/** A process that is killed may leave half a line. */
function parse<Message>(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

/** A program of ours: its source where this file is one, and as the build made it otherwise. */
export function programFile(name: string, source: URL): string {
  if (import.meta.url.endsWith(".ts")) return fileURLToPath(source);
  return join(projectRoot(), "grader", "dist", "bundle", `start-${name}.cjs`);
}

function start(program: string, flags: readonly string[]): ChildProcess {
  const loader = program.endsWith(".ts") ? ["--conditions=source", "--import", "tsx"] : [];
  const all = [`--max-old-space-size=${MEMORY_MB_MAX}`, ...flags, ...loader];
  const { PATH, TMPDIR } = process.env;
  return spawn(process.execPath, [...all, program], {
    cwd: projectRoot(),
    env: { ...(PATH === undefined ? {} : { PATH }), ...(TMPDIR === undefined ? {} : { TMPDIR }) },
    detached: true,
    stdio: ["pipe", "ignore", "pipe", "pipe"],
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

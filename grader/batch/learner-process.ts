/**
 * Starts the process of one learner and keeps it within its limits. It has a process group of its own,
 * so that killing the group ends whatever it started, and a clean environment, so that the instructor's shell changes no grade.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../project-root.ts";
import { flagsToStartWith } from "../v8-flags.ts";
import { type Job, MESSAGES_FD, type Message } from "./messages.ts";
import { ProcessFault } from "./process-fault.ts";

/** How a learner's process ended. */
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

export interface LearnerProcessOptions {
  /** How long the first message may take, in milliseconds of the host. */
  readonly firstLimitMs: number;
  /** The program to start; tests give one that misbehaves. */
  readonly worker?: string;
  /** Gets each message of the process in order; returns the milliseconds that the next message may take. */
  readonly onMessage: (message: Message) => number;
}

/**
 * @returns how the process ended.
 * @throws ProcessFault when that was before it had said that it is ready.
 */
export function runLearnerProcess(
  job: Job,
  { firstLimitMs, worker, onMessage }: LearnerProcessOptions,
): Promise<Ending> {
  const child = start(worker ?? ownWorker);
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
      const message = parse(line);
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
function parse(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

const runsAsTypeScript = import.meta.url.endsWith(".ts");
const ownWorker = runsAsTypeScript
  ? fileURLToPath(new URL("worker.ts", import.meta.url))
  : join(projectRoot(), "grader", "dist", "bundle", "start-worker.cjs");

function start(worker: string): ChildProcess {
  const loader = runsAsTypeScript ? ["--conditions=source", "--import", "tsx"] : [];
  const flags = [
    `--max-old-space-size=${MEMORY_MB_MAX}`,
    ...flagsToStartWith(process.versions.node),
    ...loader,
  ];
  const { PATH, TMPDIR } = process.env;
  return spawn(process.execPath, [...flags, worker], {
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

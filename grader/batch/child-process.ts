/**
 * A process that works for this one (for learners, or for a proof), and is kept within its limits. It has a process group of its own,
 * so that killing the group ends whatever it started, and a clean environment, so that nobody's shell changes a grade.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../project-root.ts";
import type { Isolation } from "../result.ts";
import { flagsOf, parentSeen, wrapped } from "./isolation.ts";
import { MESSAGES_FD } from "./messages.ts";
import { ProcessFault } from "./process-fault.ts";

/** How a job ended. */
export type Ending =
  | { readonly kind: "done" }
  | { readonly kind: "timeLimit" }
  | { readonly kind: "memoryMbMax" }
  | { readonly kind: "residentMbMax" }
  | { readonly kind: "messageBytesMax" }
  /** With the end of what it wrote to standard error, for the instructor. */
  | { readonly kind: "crash"; readonly stderr: string };

/** Of JavaScript's objects in one process. */
export const MEMORY_MB_MAX = 512;
/** Of all that one process holds, as the system counts it: V8 does not count what is in Buffers. */
export const RESIDENT_MB_MAX = 1_024;
/** Of all messages of one job. A result of ten exercises with full transcripts stays below a fifth of it. */
export const MESSAGE_BYTES_MAX = 8_388_608;
const STDERR_CHARACTERS_MAX = 2_000;

const alive = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of alive) killGroup(child);
});

export interface JobOptions<Message> {
  /** How long the first message may take, in milliseconds of the host. */
  readonly firstLimitMs: number;
  /** Gets each message of the process in order; returns the milliseconds that the next message may take. */
  readonly onMessage: (message: Message) => number;
}

export interface ChildProcessOptions {
  /** The program to start. */
  readonly program: string;
  /** For Node, besides the limit of memory. */
  readonly flags?: readonly string[];
  /** Default none. */
  readonly isolation?: Isolation | undefined;
}

/** `ready` is the first message of a process, and `done` the last of each job. */
interface AnyMessage {
  readonly type: string;
}

interface Work<Message> extends JobOptions<Message> {
  readonly resolve: (ending: Ending) => void;
  readonly reject: (fault: ProcessFault) => void;
}

/** A process for one job alone. @returns how the job ended. @throws ProcessFault, as Child. */
export async function runChildProcess<Message extends AnyMessage>(
  job: unknown,
  options: ChildProcessOptions & JobOptions<Message>,
): Promise<Ending> {
  const child = new Child<Message>(options);
  try {
    return await child.run(job, options);
  } finally {
    child.kill();
  }
}

/** Does one job after the other, until it is killed, or a job has ended in another way than `done`. */
export class Child<Message extends AnyMessage> {
  readonly #process: ChildProcess;
  #work: Work<Message> | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Why it is being killed, or has ended. */
  #ending: Ending | undefined;
  /** Set once the process is gone. */
  #outcome: Ending | ProcessFault | undefined;
  #isReady = false;
  #stderr = "";
  #bytes = 0;

  constructor(options: ChildProcessOptions) {
    this.#process = start(options);
    alive.add(this.#process);
    const { stdin, stderr, stdio } = this.#process;
    this.#process.once("close", () =>
      this.#gone(this.#isReady ? (this.#ending ?? endingBy(this.#stderr)) : new ProcessFault(this.#stderr)),
    );
    // Where the system has no room for a process there are no pipes either.
    this.#process.once("error", ({ message }) => this.#gone(new ProcessFault(message)));
    stdin?.on("error", () => {}); // a process that died early is reported by its end
    stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = `${this.#stderr}${chunk.toString("utf8")}`.slice(-STDERR_CHARACTERS_MAX);
    });
    const messages = stdio?.[MESSAGES_FD] as Readable | undefined;
    if (messages === undefined) return;
    messages.on("data", (chunk: Buffer) => {
      this.#bytes += chunk.length;
      if (this.#bytes > MESSAGE_BYTES_MAX) this.#end({ kind: "messageBytesMax" });
    });
    createInterface({ input: messages }).on("line", (line) => this.#read(line));
  }

  /**
   * @param job one line of JSON that the process reads.
   * @throws ProcessFault when the process ends before it has said that it is ready.
   */
  run(job: unknown, options: JobOptions<Message>): Promise<Ending> {
    return new Promise((resolve, reject) => {
      this.#work = { ...options, resolve, reject };
      this.#bytes = 0;
      if (this.#outcome !== undefined) this.#settle(this.#outcome);
      else {
        this.#limit(options.firstLimitMs);
        this.#process.stdin?.write(`${JSON.stringify(job)}\n`);
      }
    });
  }

  kill(): void {
    this.#end({ kind: "done" });
  }

  #read(line: string): void {
    if (this.#ending !== undefined) return;
    clearTimeout(this.#timer);
    const limitMs = this.#heard(line);
    if (limitMs === undefined) this.#end({ kind: "crash", stderr: `half a message: ${line.slice(0, 200)}` });
    else if (limitMs === "done") this.#settle({ kind: "done" });
    else this.#limit(limitMs);
  }

  /** @returns how long the next message may take; undefined for what is no message, or comes when nothing was asked. */
  #heard(line: string): number | "done" | undefined {
    try {
      const message = JSON.parse(line) as Message;
      this.#isReady ||= message.type === "ready";
      const limitMs = this.#work?.onMessage(message);
      return limitMs !== undefined && message.type === "done" ? "done" : limitMs;
    } catch {
      return undefined;
    }
  }

  #limit(ms: number): void {
    this.#timer = setTimeout(() => this.#end({ kind: "timeLimit" }), ms);
  }

  #end(reason: Ending): void {
    this.#ending ??= reason;
    killGroup(this.#process);
  }

  #gone(outcome: Ending | ProcessFault): void {
    this.#outcome = outcome;
    clearTimeout(this.#timer);
    alive.delete(this.#process);
    this.#settle(outcome);
  }

  #settle(outcome: Ending | ProcessFault): void {
    const work = this.#work;
    this.#work = undefined;
    if (outcome instanceof ProcessFault) work?.reject(outcome);
    else work?.resolve(outcome);
  }
}

/** How a process has ended that nobody here has killed. */
function endingBy(stderr: string): Ending {
  if (stderr.includes("residentMbMax")) return { kind: "residentMbMax" };
  if (stderr.includes("heap out of memory")) return { kind: "memoryMbMax" };
  return { kind: "crash", stderr: stderr.trim() };
}

/** A program of ours: its source where this file is one, and as the build made it otherwise. */
export function programFile(name: string, source: URL): string {
  if (import.meta.url.endsWith(".ts")) return fileURLToPath(source);
  return join(projectRoot(), "grader", "dist", "bundle", `start-${name}.cjs`);
}

function start({ program, flags = [], isolation = "none" }: ChildProcessOptions): ChildProcess {
  const loader = program.endsWith(".ts") ? ["--conditions=source", "--import", "tsx"] : [];
  const watchdog = ["--require", join(projectRoot(), "grader", "batch", "watchdog.cjs")];
  const limit = `--max-old-space-size=${MEMORY_MB_MAX}`;
  const node = [limit, ...flags, ...flagsOf(isolation), ...watchdog, ...loader, program];
  const args = [...node, String(RESIDENT_MB_MAX), String(parentSeen(isolation))];
  const command = wrapped({ file: process.execPath, args }, isolation);
  const { PATH, TMPDIR } = process.env;
  return spawn(command.file, command.args, {
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

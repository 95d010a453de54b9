/**
 * Background jobs: what `command &` starts, as one bash process lists them. A job begins when its starter waits for the
 * first time, as on a machine with one processor, and goes on beside it in simulated time.
 *
 * Leaves out: stopping and going on (Ctrl-Z, `bg`, `fg`), programs that catch signals, and that bash tells of a killed
 * job in a script too.
 */
import type { StatementNode } from "just-bash";
import type { OnOutput } from "../../api/api.ts";
import type { Loop } from "../../sim/loop.ts";
import { onStop } from "../../sim/stop.ts";
import type { ShellName, Wording } from "../command.ts";
import { shellBudgets } from "./budgets.ts";
import type { ShellState } from "./shell-state.ts";

/** One statement, and what it takes over from the shell that starts it. */
export interface JobScript {
  readonly statement: StatementNode;
  readonly state: ShellState;
  readonly onOutput: OnOutput;
  readonly word: Wording;
  readonly shell?: ShellName | undefined;
}

export interface JobHost {
  readonly loop: Loop;
  /** Aborted when the machine ends, and all jobs with it. */
  readonly end?: AbortSignal | undefined;
  /** Runs the statement to its end. @returns the exit code. */
  readonly run: (script: JobScript, children: JobTable, signal: AbortSignal) => Promise<number>;
}

/** What the jobs of one machine share. */
interface Processes {
  readonly host: JobHost;
  nextPid: number;
  readonly running: Set<Job>;
}

export const SIGNALS: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  KILL: 9,
  USR1: 10,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
};

const FIRST_PID = 101;
/** What bash calls a job that a signal ended. */
const ENDED_BY: Readonly<Record<number, string>> = {
  1: "Hangup",
  2: "Interrupt",
  3: "Quit",
  9: "Killed",
  13: "Broken pipe",
  14: "Alarm clock",
  15: "Terminated",
};
const STATE_WIDTH = 24;

export class Job {
  readonly pid: number;
  /** What `%1` means. */
  readonly number: number;
  /** As bash writes the statement, without the `&`. */
  readonly text: string;
  readonly #loop: Loop;
  readonly #stop = new AbortController();
  readonly #waiting = new Set<() => void>();
  #signal: number | undefined;
  #exitCode: number | undefined;

  constructor(loop: Loop, pid: number, number: number, text: string) {
    this.#loop = loop;
    this.pid = pid;
    this.number = number;
    this.text = text;
  }

  /** Undefined while it runs. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  get stops(): AbortSignal {
    return this.#stop.signal;
  }

  get isKilled(): boolean {
    return this.#exitCode !== undefined && this.#signal !== undefined;
  }

  /** `Running`, `Done`, `Exit 3`, `Terminated`. */
  get state(): string {
    if (this.#exitCode === undefined) return "Running";
    if (this.#signal !== undefined)
      return ENDED_BY[this.#signal] ?? `User defined signal ${this.#signal === SIGNALS.USR1 ? 1 : 2}`;
    return this.#exitCode === 0 ? "Done" : `Exit ${this.#exitCode}`;
  }

  kill(signal: number): void {
    if (this.#exitCode !== undefined) return;
    this.#signal ??= signal;
    this.#stop.abort();
  }

  end(exitCode: number): void {
    this.#exitCode = this.#signal === undefined ? exitCode : 128 + this.#signal;
    for (const wake of this.#waiting) wake();
  }

  /** Only inside an actor. */
  async ended(): Promise<void> {
    if (this.#exitCode === undefined) await this.#loop.park((wake) => this.onEnd(wake));
  }

  /** @returns a function that takes `wake` back. */
  onEnd(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }
}

/** The jobs of one bash process: a session, a script, a subshell. */
export class JobTable {
  /** Whether somebody sits at a terminal and is told when a job begins and ends. */
  isInteractive = false;
  /** Of the job that was started last: `$!`. */
  lastPid: number | undefined;
  readonly #processes: Processes;
  readonly #jobs: Job[] = [];
  /** Exit codes of jobs that were waited for, by pid. */
  readonly #known = new Map<number, number>();

  private constructor(processes: Processes) {
    this.#processes = processes;
  }

  static of(host: JobHost): JobTable {
    return new JobTable({ host, nextPid: FIRST_PID, running: new Set() });
  }

  /** For a process that this one starts. */
  child(): JobTable {
    return new JobTable(this.#processes);
  }

  get loop(): Loop {
    return this.#processes.host.loop;
  }

  get jobs(): readonly Job[] {
    this.#forgetKilled();
    return this.#jobs;
  }

  /** Those of all shells of the machine. */
  get running(): readonly Job[] {
    return [...this.#processes.running];
  }

  /** @returns undefined when there are as many as there may be (`jobs`). */
  start(script: JobScript): Job | undefined {
    const processes = this.#processes;
    const { loop, end, run } = processes.host;
    if (processes.running.size >= shellBudgets.jobs) return undefined;
    this.#forgetKilled();
    const number = Math.max(0, ...this.#jobs.map((job) => job.number)) + 1;
    const job = new Job(loop, processes.nextPid++, number, textOf(script.statement));
    processes.running.add(job);
    this.#jobs.push(job);
    this.lastPid = job.pid;
    const outlives = end === undefined ? () => {} : onStop(end, () => job.kill(SIGNALS.KILL as number));
    const finish = (exitCode: number): void => {
      processes.running.delete(job);
      outlives();
      job.end(exitCode);
    };
    const begin = async (): Promise<void> => finish(await run(script, this.child(), job.stops));
    // Not at once: two scripts are never at work in one turn.
    const timer = loop.schedule(0, () => {
      hasBegun();
      loop.spawn(begin);
    });
    const hasBegun = onStop(job.stops, () => {
      timer.cancel();
      finish(0);
    });
    return job;
  }

  /** @param spec a pid, `%1`, `%%`, `%+`, `%-`, `%text` or `%?text`. */
  find(spec: string): Job | undefined {
    if (!spec.startsWith("%")) return this.#jobs.find((job) => String(job.pid) === spec);
    const name = spec.slice(1);
    const [current, previous] = this.#ranked();
    if (name === "" || name === "%" || name === "+") return current;
    if (name === "-") return previous ?? current;
    if (/^\d+$/.test(name)) return this.#jobs.find((job) => job.number === Number(name));
    return this.#jobs.find(({ text }) =>
      name.startsWith("?") ? text.includes(name.slice(1)) : text.startsWith(name),
    );
  }

  /** The exit code of a job that was waited for already. */
  recall(pid: string): number | undefined {
    return this.#known.get(Number(pid));
  }

  /** A job whose end is known to its starter leaves the table. */
  remove(job: Job): void {
    const at = this.#jobs.indexOf(job);
    if (at === -1) return;
    this.#jobs.splice(at, 1);
    this.#known.set(job.pid, job.exitCode ?? 0);
  }

  removeEnded(): void {
    for (const job of this.#jobs.filter(({ exitCode }) => exitCode !== undefined)) this.remove(job);
  }

  /** `[1]+  Running                 sleep 9 &` and a line end; with the pid as `jobs -l` prints it. */
  line(job: Job, hasPid = false): string {
    const [current, previous] = this.#ranked();
    const mark = job === current ? "+" : job === previous ? "-" : " ";
    const text = job.exitCode === undefined ? `${job.text} &` : job.text;
    return `[${job.number}]${mark} ${hasPid ? job.pid : ""} ${job.state.padEnd(STATE_WIDTH)}${text}\n`;
  }

  /** In a script nobody is told of a job that a signal ended, and it leaves the table by itself. */
  #forgetKilled(): void {
    if (!this.isInteractive)
      for (const job of this.#jobs.filter(({ isKilled }) => isKilled)) this.remove(job);
  }

  /** What a person at the prompt is told before the next one: the jobs that ended. They leave the table. */
  takeNotices(): string {
    const lines = this.#jobs.filter(({ exitCode }) => exitCode !== undefined).map((job) => this.line(job));
    this.removeEnded();
    return lines.join("");
  }

  /** The current job, which was started last, and the one before it that still runs. */
  #ranked(): readonly (Job | undefined)[] {
    const current = this.#jobs.at(-1);
    return [current, this.#jobs.findLast((job) => job !== current && job.exitCode === undefined)];
  }
}

/** As bash prints a statement of its own: one space between words, and around parentheses. */
function textOf({ sourceText = "" }: StatementNode): string {
  return sourceText
    .trim()
    .replace(/\s*&$/, "")
    .replace(/^\((.*)\)$/s, (_, inside: string) => `( ${inside.trim()} )`);
}

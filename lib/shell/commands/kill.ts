/** `kill`, for the background jobs of a shell, as bash has it built in. Leaves out other processes, and signals that a program could catch. */
import type { ExecResult } from "../../api/api.ts";
import { fail, succeed, type WrapperCommand, type WrapperContext } from "../command.ts";
import { type Job, type JobTable, SIGNALS } from "../engine/index.ts";

const USAGE = "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]";
/** The shell itself, or the first process of the container. */
const FIRST_PROCESS = "1";
/** What listens for the signal itself, and so hears it all the same. */
const CATCHES_INTERRUPT = /^(?:kubectl|k)\s.*(?:\bport-forward\b|\s-w\b|\s--watch\b)/;

export const kill: WrapperCommand = async (args, context) => {
  const [first = "", second = "", ...rest] = args;
  if (first === "-l" || first === "-L")
    return second === "" ? succeed(`${Object.keys(SIGNALS).join(" ")}\n`) : translate(second);
  if (first === "-s" || first === "-n") return send(second, rest, context);
  if (first.startsWith("-") && first !== "--") return send(first.slice(1), args.slice(1), context);
  return send("TERM", first === "--" ? args.slice(1) : args, context);
};

/** @returns undefined for what is no signal. 0 only asks whether the process is there. */
function numberOf(name: string): number | undefined {
  const word = name.toUpperCase().replace(/^SIG/, "");
  if (word === "0") return 0;
  return SIGNALS[word] ?? Object.values(SIGNALS).find((number) => String(number) === word);
}

function translate(word: string): ExecResult {
  const signal = numberOf(word);
  if (signal === undefined) return fail(1, `bash: kill: ${word}: invalid signal specification`);
  return succeed(
    `${/^\d+$/.test(word) ? Object.entries(SIGNALS).find(([, number]) => number === signal)?.[0] : signal}\n`,
  );
}

async function send(name: string, targets: readonly string[], { jobs }: WrapperContext): Promise<ExecResult> {
  const signal = numberOf(name);
  if (signal === undefined) return fail(1, `bash: kill: ${name}: invalid signal specification`);
  if (targets.length === 0) return fail(2, USAGE);
  let stderr = "";
  for (const target of targets) {
    const job = jobs?.find(target);
    if (job === undefined || job.exitCode !== undefined) stderr += `bash: kill: ${refusal(target)}\n`;
    else if (signal !== 0 && !isIgnored(signal, job, jobs)) {
      job.kill(signal);
      // By then its ports are free, as good as at once.
      await job.ended();
    }
  }
  return { stdout: "", stderr, exitCode: stderr === "" ? 0 : 1 };
}

/** A shell without a person starts its jobs so that Ctrl-C, which is not meant for them, does not reach them. */
function isIgnored(signal: number, job: Job, jobs: JobTable | undefined): boolean {
  if (jobs?.isInteractive === true || (signal !== SIGNALS.INT && signal !== SIGNALS.QUIT)) return false;
  return !CATCHES_INTERRUPT.test(job.text);
}

function refusal(target: string): string {
  if (target.startsWith("%")) return `${target}: no such job`;
  if (target === FIRST_PROCESS)
    return "signals are simulated for background jobs alone, which process 1 is not";
  return /^-?\d+$/.test(target)
    ? `(${target}) - No such process`
    : `${target}: arguments must be process or job IDs`;
}

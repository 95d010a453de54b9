/** `timeout`, in simulated time. Texts: GNU coreutils 9.1, busybox 1.35. Leaves out: signals that a program could catch. */
import type { ExecResult } from "../../api/api.ts";
import { fail, type Machine, type Wording, type WrapperCommand, type WrapperContext } from "../command.ts";
import { STOPPED } from "../until-stopped.ts";
import { parseDuration } from "./duration.ts";

interface Invocation {
  readonly isKill: boolean;
  readonly keepsStatus: boolean;
  readonly isVerbose: boolean;
  readonly operands: readonly string[];
}

const TRY_HELP = "Try 'timeout --help' for more information.";

export function timeout(machine: Machine): WrapperCommand {
  const isBusybox = machine.flavour === "busybox";
  const refuse = (message: string) => (isBusybox ? fail(1, message) : fail(125, `${message}\n${TRY_HELP}`));
  return async (args, context) => {
    const invocation = parse(args);
    if (typeof invocation === "string") return refuse(`timeout: ${invocation}`);
    const [duration = "", ...argv] = invocation.operands;
    const durationMs = parseDuration(duration);
    if (argv.length === 0)
      return isBusybox
        ? fail(1, "Usage: timeout [-s SIG] [-k KILL_SECS] SECS PROG ARGS")
        : fail(125, TRY_HELP);
    if (durationMs === undefined)
      return refuse(`timeout: invalid ${isBusybox ? "number" : "time interval"} '${duration}'`);
    const word = (stderr: string): string => wordMissing(stderr, argv[0] ?? "", isBusybox);
    const { result, isLate } = await runFor(machine, durationMs, argv, context, word);
    return isLate
      ? timedOut(invocation, result, argv[0] ?? "", isBusybox)
      : { ...result, stderr: word(result.stderr) };
  };
}

function parse(args: readonly string[]): Invocation | string {
  let signal = "TERM";
  let keepsStatus = false;
  let isVerbose = false;
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? "";
    const value = /^(?:-s|--signal=)(.+)$/.exec(arg)?.[1];
    if (value !== undefined) signal = value;
    else if (arg === "-s" || arg === "--signal") signal = args[++at] ?? "";
    else if (arg === "-k" || arg === "--kill-after") at++;
    else if (arg === "--preserve-status") keepsStatus = true;
    else if (arg === "-v" || arg === "--verbose") isVerbose = true;
    else if (arg.startsWith("--") && !/^--(?:foreground|kill-after=.*)$/.test(arg))
      return `unrecognized option '${arg}'`;
    else if (!arg.startsWith("-")) break;
    else if (!/^-(?:k.+|-.*)$/.test(arg)) return `invalid option -- '${arg[1] ?? ""}'`;
  }
  return { isKill: /^(?:SIG)?KILL$|^9$/.test(signal), keepsStatus, isVerbose, operands: args.slice(at) };
}

interface Ended {
  readonly result: ExecResult;
  readonly isLate: boolean;
}

/** The program runs as an actor of its own while this one watches the clock. */
function runFor(
  { loop, background = false }: Machine,
  durationMs: number,
  argv: readonly string[],
  context: WrapperContext,
  passesOn: Wording,
): Promise<Ended> {
  const stop = new AbortController();
  return loop.park((wake) => {
    const timer =
      durationMs === 0 ? undefined : loop.schedule(durationMs, () => stop.abort(), { background });
    loop.spawn(async () => {
      const result = await context
        .start(argv, { stdin: context.stdin, signal: stop.signal, passesOn })
        .catch((error: unknown) => {
          // The engine ends so what a stopped script is still at.
          if (context.signal?.aborted === true) return STOPPED;
          throw error;
        });
      timer?.cancel();
      wake({ result, isLate: stop.signal.aborted });
    });
  });
}

function wordMissing(stderr: string, program: string, isBusybox: boolean): string {
  if (stderr !== `bash: ${program}: command not found\n`) return stderr;
  return isBusybox
    ? `timeout: can't execute '${program}': No such file or directory\n`
    : `timeout: failed to run command '${program}': No such file or directory\n`;
}

function timedOut(
  { isKill, keepsStatus, isVerbose }: Invocation,
  { stdout }: ExecResult,
  program: string,
  isBusybox: boolean,
): ExecResult {
  const stderr = isVerbose
    ? `timeout: sending signal ${isKill ? "KILL" : "TERM"} to command '${program}'\n`
    : "";
  const byTerm = isBusybox || keepsStatus ? 143 : 124;
  return { stdout, stderr, exitCode: isKill ? 137 : byTerm };
}

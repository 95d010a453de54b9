/**
 * Programs that keep a container alive by waiting: they need no shell and no file system, so a thousand of them cost
 * nothing. As first process of a container they ignore SIGTERM, as every program without a handler of its own does.
 */
import type { ImageProcess, ProcessContext } from "./image.ts";

const UNITS_MS: Readonly<Record<string, number>> = {
  "": 1_000,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** @returns undefined for arguments that `sleep` rejects. */
function durationMs(args: readonly string[]): number | undefined {
  let total = 0;
  for (const arg of args) {
    if (arg === "infinity" || arg === "inf") return Number.POSITIVE_INFINITY;
    const match = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(arg);
    if (match === null) return undefined;
    total += Number(match[1]) * (UNITS_MS[match[2] as string] as number);
  }
  return args.length === 0 ? undefined : total;
}

function sleep({ argv, log }: ProcessContext): ImageProcess {
  const afterMs = durationMs(argv.slice(1));
  if (afterMs === undefined) {
    log(argv.length < 2 ? "sleep: missing operand\n" : `sleep: invalid number '${argv[1]}'\n`);
    return { exits: { afterMs: 0, code: 1 } };
  }
  return afterMs === Number.POSITIVE_INFINITY
    ? { stopsAfterMs: "never" }
    : { exits: { afterMs, code: 0 }, stopsAfterMs: "never" };
}

/** `tail -f FILE` prints what is there and waits for more, which never comes here. */
function tailFollow(): ImageProcess {
  return { stopsAfterMs: "never" };
}

/** The program that waits, if the command line is one of those. */
export function waitingProgram(
  argv: readonly string[],
): ((context: ProcessContext) => ImageProcess) | undefined {
  const name = argv[0]?.replace(/^(\/usr)?\/bin\//, "");
  if (name === "sleep") return sleep;
  if (
    name === "tail" &&
    argv.slice(1, -1).some((arg) => arg === "-f" || arg === "-F") &&
    argv.at(-1) === "/dev/null"
  )
    return tailFollow;
  return undefined;
}

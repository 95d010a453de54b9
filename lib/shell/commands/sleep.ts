/** `sleep`, in simulated time. Texts: GNU coreutils 9.1, busybox 1.35. */

import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";
import { shellBudgets } from "../engine/index.ts";
import { parseDuration } from "./duration.ts";

const TRY_HELP = "Try 'sleep --help' for more information.";

export function sleep(machine: Machine): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args, { signal }) => {
    if (args.length === 0)
      return fail(1, isBusybox ? "sleep: missing operand" : `sleep: missing operand\n${TRY_HELP}`);
    let totalMs = 0;
    for (const arg of args) {
      const durationMs = parseDuration(arg);
      if (durationMs !== undefined) totalMs += durationMs;
      else if (isBusybox) return fail(1, `sleep: invalid number '${arg}'`);
      else if (/^-./.test(arg)) return fail(1, `sleep: invalid option -- '${arg[1]}'\n${TRY_HELP}`);
      else return fail(1, `sleep: invalid time interval '${arg}'\n${TRY_HELP}`);
    }
    await sleepFor(machine, totalMs, signal);
    return succeed();
  };
}

/** Sleeps, but no longer than a script of a person may take. */
function sleepFor(
  { loop, background = false }: Machine,
  durationMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const limitMs = background ? Number.POSITIVE_INFINITY : shellBudgets.simulatedMs + 1;
  if (background && durationMs === Number.POSITIVE_INFINITY) return loop.park(() => {}, signal);
  return loop.sleep(Math.min(durationMs, limitMs), { background, signal });
}

/** The command line of `ping`, as iputils and busybox read it. */
import type { ExecResult } from "../../api/api.ts";
import { fail, type Machine, succeed } from "../command.ts";
import { busyboxBanner } from "../commands/busybox.ts";
import { notSimulated, optionTable, type ReadOptions, readOptions } from "../commands/short-options.ts";
import { BUSYBOX_USAGE, IPUTILS_USAGE } from "./usage.ts";

/** iputils. What is inert sets how packets are marked, sent or stored, of which nothing shows. */
export const IPUTILS_OPTIONS = optionTable({
  done: "c: D h i: n O q s: V w: W:",
  inert: "4 b B C d e: L m: Q: r S: t: U",
  missing: "6 a A f F: I: l: M: N: p: R T: v",
});
export const BUSYBOX_OPTIONS = optionTable({
  done: "c: i: q s: w: W:",
  inert: "4 p: t:",
  missing: "6 A I:",
});

const DEFAULT_COUNT = 4;
const COUNT_MAX = 1000;
const DEFAULT_WAIT_S = 10;
const DEFAULT_SIZE = 56;
const SIZE_MAX = 65_507;
const INT_MAX = 2_147_483_647;
/** A packet that may pass fewer routers than this might not arrive. */
const TTL_MIN = 4;
const VERSION =
  "ping from iputils 20221126\nlibcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes\n";

export interface PingSettings {
  readonly host: string;
  readonly count: number;
  readonly intervalMs: number;
  /** How long it waits for an answer to the last request, and how long for everything. */
  readonly waitMs: number;
  readonly deadlineMs: number;
  /** Bytes of data in a request. */
  readonly size: number;
  readonly isQuiet: boolean;
  /** Whether names of addresses are not looked up. */
  readonly isNumeric: boolean;
  /** Whether a line begins with the time. */
  readonly isStamped: boolean;
  /** Whether it tells of requests without an answer before it sends the next. */
  readonly tellsOutstanding: boolean;
}

/** @returns what ping says instead of sending, with its exit code. */
export function pingSettings(args: readonly string[], machine: Machine): PingSettings | ExecResult {
  return machine.flavour === "busybox" ? asBusybox(args, machine) : asIputils(args);
}

function asIputils(args: readonly string[]): PingSettings | ExecResult {
  const given = readOptions(args, IPUTILS_OPTIONS);
  if (given.problem !== undefined)
    return { stdout: "", stderr: `ping: ${given.problem}\n${IPUTILS_USAGE}`, exitCode: 2 };
  const last = (letter: string) => lastOf(given, letter);
  if (last("h") !== undefined) return { stdout: "", stderr: IPUTILS_USAGE, exitCode: 2 };
  if (last("V") !== undefined) return succeed(VERSION);
  for (const [letter, min, max] of [
    ["c", 1, "9223372036854775807"],
    ["s", 0, INT_MAX],
    ["t", 0, 255],
    ["w", 0, INT_MAX],
  ] as const) {
    const value = last(letter);
    if (value === undefined) continue;
    if (!/^-?\d+$/.test(value)) return fail(1, `ping: invalid argument: '${value}'`);
    if (Number(value) < min || Number(value) > Number(max))
      return fail(1, `ping: invalid argument: '${value}': out of range: ${min} <= value <= ${max}`);
  }
  if (Number(last("Q") ?? 0) > 255)
    return fail(2, `ping: the decimal value of TOS bits must be in range 0-255: ${last("Q")}`);
  if (given.missing !== undefined) return notSimulated("ping", given.missing, 2);
  const host = given.operands.at(-1);
  if (host === undefined) return fail(1, "ping: usage error: Destination address required");
  return settingsOf(host, given, 2);
}

function asBusybox(args: readonly string[], machine: Machine): PingSettings | ExecResult {
  const given = readOptions(args, BUSYBOX_OPTIONS);
  const usage = `${busyboxBanner(machine)}\n${BUSYBOX_USAGE}`;
  if (given.problem !== undefined)
    return { stdout: "", stderr: `ping: ${given.problem}\n${usage}`, exitCode: 1 };
  for (const letter of ["c", "i", "s", "t", "w", "W"]) {
    const value = lastOf(given, letter);
    if (value !== undefined && !(letter === "i" ? /^\d+(\.\d*)?$/ : /^\d+$/).test(value))
      return fail(1, `ping: invalid number '${value}'`);
  }
  const [host, more] = given.operands;
  if (host === undefined || more !== undefined) return { stdout: "", stderr: usage, exitCode: 1 };
  if (given.missing !== undefined) return notSimulated("ping", given.missing);
  return settingsOf(host, given, 1);
}

function settingsOf(host: string, given: ReadOptions, exitCode: number): PingSettings | ExecResult {
  const last = (letter: string) => lastOf(given, letter);
  const has = (letter: string) => last(letter) !== undefined;
  const seconds = (letter: string) => 1000 * (Number.parseFloat(last(letter) ?? "") || 0);
  const size = Number(last("s") ?? DEFAULT_SIZE);
  if (size > SIZE_MAX)
    return fail(exitCode, `ping: -s: packets above ${SIZE_MAX} bytes are not part of this simulation`);
  if (has("t") && Number(last("t")) < TTL_MIN)
    return fail(exitCode, "ping: -t: routers that end a packet's way are not part of this simulation");
  const intervalMs = has("i") ? Math.max(0, seconds("i")) : 1000;
  const deadlineMs = seconds("w") || Number.POSITIVE_INFINITY;
  const inTime =
    deadlineMs === Number.POSITIVE_INFINITY
      ? COUNT_MAX
      : Math.max(1, Math.ceil(deadlineMs / Math.max(1, intervalMs)));
  const count = has("c") ? Number(last("c")) : has("w") && seconds("w") > 0 ? inTime : DEFAULT_COUNT;
  return {
    host,
    count: Math.min(count, inTime, COUNT_MAX),
    intervalMs,
    waitMs: has("W") ? seconds("W") : DEFAULT_WAIT_S * 1000,
    deadlineMs,
    size,
    isQuiet: has("q"),
    isNumeric: has("n"),
    isStamped: has("D"),
    tellsOutstanding: has("O"),
  };
}

const lastOf = ({ options }: ReadOptions, letter: string): string | undefined =>
  options.findLast(([key]) => key === letter)?.[1];

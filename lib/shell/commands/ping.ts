/**
 * `ping`, as far as it teaches: whether an address answers. Texts: busybox 1.35, iputils. Leaves out: flood, sizes, TTL of
 * a route, and waiting for ever: without -c it sends four.
 */
import type { ExecResult } from "../../api/api.ts";
import type { NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand } from "../command.ts";

const DEFAULT_COUNT = 4;
const COUNT_MAX = 1000;
const INTERVAL_MS = 1000;
const DEFAULT_WAIT_MS = 10_000;
/** Within one host's kernel and between two Pods alike: the simulated network has no latency, and zero would look broken. */
const ROUND_TRIP = "0.100";

interface Wish {
  readonly host: string;
  readonly count: number;
  readonly waitMs: number;
}

export function ping(machine: Machine, network: NetworkClient, answers: (ip: string) => boolean): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args) => {
    const wish = parse(args);
    if (wish === undefined) return isBusybox ? fail(1, "Usage: ping [OPTIONS] HOST") : fail(2, "ping: usage error: Destination address required");
    const ip = network.resolve(wish.host);
    if (ip === undefined) return isBusybox ? fail(1, `ping: bad address '${wish.host}'`) : fail(2, `ping: ${wish.host}: Name or service not known`);
    const isAnswered = answers(ip);
    await machine.loop.sleep((wish.count - 1) * INTERVAL_MS + (isAnswered ? 0 : wish.waitMs));
    return isBusybox ? asBusybox(wish, ip, isAnswered) : asIputils(wish, ip, isAnswered);
  };
}

function parse(args: readonly string[]): Wish | undefined {
  let count = DEFAULT_COUNT;
  let waitMs = DEFAULT_WAIT_MS;
  let host: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const match = /^-([cWwiI])(.*)$/.exec(args[at] ?? "");
    if (match === null) host = args[at]?.startsWith("-") ? host : args[at];
    else {
      const value = Number(match[2] || args[++at]);
      if (match[1] === "c") count = value;
      if (match[1] === "W") waitMs = value * 1000;
    }
  }
  return host === undefined || !(count > 0)
    ? undefined
    : { host, count: Math.min(count, COUNT_MAX), waitMs: Number.isFinite(waitMs) ? waitMs : DEFAULT_WAIT_MS };
}

function replies(count: number, text: (sequence: number) => string): string {
  return Array.from({ length: count }, (_, sequence) => `${text(sequence)}\n`).join("");
}

function asBusybox({ host, count }: Wish, ip: string, isAnswered: boolean): ExecResult {
  const received = isAnswered ? count : 0;
  const lines = replies(received, (sequence) => `64 bytes from ${ip}: seq=${sequence} ttl=64 time=${ROUND_TRIP} ms`);
  const trip = isAnswered ? `round-trip min/avg/max = ${ROUND_TRIP}/${ROUND_TRIP}/${ROUND_TRIP} ms\n` : "";
  const stdout = `PING ${host} (${ip}): 56 data bytes\n${lines}\n--- ${host} ping statistics ---\n${count} packets transmitted, ${received} packets received, ${isAnswered ? 0 : 100}% packet loss\n${trip}`;
  return { stdout, stderr: "", exitCode: isAnswered ? 0 : 1 };
}

function asIputils({ host, count }: Wish, ip: string, isAnswered: boolean): ExecResult {
  const received = isAnswered ? count : 0;
  const lines = replies(received, (sequence) => `64 bytes from ${ip}: icmp_seq=${sequence + 1} ttl=64 time=${ROUND_TRIP} ms`);
  const trip = isAnswered ? `rtt min/avg/max/mdev = ${ROUND_TRIP}/${ROUND_TRIP}/${ROUND_TRIP}/0.000 ms\n` : "\n";
  const stdout = `PING ${host} (${ip}) 56(84) bytes of data.\n${lines}\n--- ${host} ping statistics ---\n${count} packets transmitted, ${received} received, ${isAnswered ? 0 : 100}% packet loss, time ${(count - 1) * INTERVAL_MS}ms\n${trip}`;
  return { stdout, stderr: "", exitCode: isAnswered ? 0 : 1 };
}

/**
 * `ping`, as far as it teaches: whether an address answers. Texts measured with busybox 1.35 and iputils 20221126. Leaves
 * out: flood, sizes, TTL of a route, and waiting for ever: without -c it sends four.
 */
import type { EchoReply, NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand } from "../command.ts";

const DEFAULT_COUNT = 4;
const COUNT_MAX = 1000;
const INTERVAL_MS = 1000;
const DEFAULT_WAIT_MS = 10_000;
/** When a router gives up asking who has an address. */
const HOST_UNREACHABLE_MS = 3_070;
/** Within one host's kernel and between two Pods alike: the simulated network has no latency, and zero would look broken. */
const ROUND_TRIP = "0.100";

interface Settings {
  readonly host: string;
  readonly count: number;
  readonly waitMs: number;
  readonly isQuiet: boolean;
}

/** What became of all echo requests of one command. */
interface Echoes {
  readonly settings: Settings;
  readonly ip: string;
  readonly reply: EchoReply;
  /** Whether the client still waited when it was told that the address cannot be reached. */
  readonly isToldInTime: boolean;
}

export function ping(machine: Machine, network: NetworkClient): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args, { print, signal }) => {
    const settings = parse(args);
    if (settings === undefined)
      return isBusybox
        ? fail(1, "Usage: ping [OPTIONS] HOST")
        : fail(1, "ping: usage error: Destination address required");
    const { ip, isTemporary = false } = await network.lookUp(settings.host);
    if (ip === undefined)
      return isBusybox
        ? fail(1, `ping: bad address '${settings.host}'`)
        : fail(
            2,
            `ping: ${settings.host}: ${isTemporary ? "Temporary failure in name resolution" : "Name or service not known"}`,
          );
    const reply = network.ping(ip);
    const knownMs =
      reply.kind === "reply" || (reply.kind === "unreachable" && reply.what === "Port")
        ? 0
        : HOST_UNREACHABLE_MS;
    const isToldInTime = reply.kind === "unreachable" && !isBusybox && knownMs <= settings.waitMs;
    const echoes = { settings, ip, reply, isToldInTime };
    const lines = isBusybox ? asBusybox(echoes) : asIputils(echoes);
    print(lines.first);
    await machine.loop.sleep(isToldInTime ? knownMs : 0, { signal });
    for (let sequence = 0; sequence < settings.count; sequence++) {
      if (sequence > 0) await machine.loop.sleep(INTERVAL_MS, { signal });
      if (!settings.isQuiet) print(lines.echo(sequence));
    }
    if (reply.kind !== "reply" && !isToldInTime) await machine.loop.sleep(settings.waitMs, { signal });
    return { stdout: lines.statistics, stderr: "", exitCode: reply.kind === "reply" ? 0 : 1 };
  };
}

function parse(args: readonly string[]): Settings | undefined {
  let count = DEFAULT_COUNT;
  let waitMs = DEFAULT_WAIT_MS;
  let isQuiet = false;
  let host: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const match = /^-([cWwiI])(.*)$/.exec(args[at] ?? "");
    if (match === null) {
      isQuiet ||= args[at] === "-q";
      host = args[at]?.startsWith("-") ? host : args[at];
      continue;
    }
    const value = Number(match[2] || args[++at]);
    if (match[1] === "c") count = value;
    if (match[1] === "W") waitMs = value * 1000;
  }
  if (host === undefined || !(count > 0)) return undefined;
  return {
    host,
    count: Math.min(count, COUNT_MAX),
    waitMs: Number.isFinite(waitMs) ? waitMs : DEFAULT_WAIT_MS,
    isQuiet,
  };
}

/** What `ping` prints. */
interface Lines {
  readonly first: string;
  /** What becomes of one request: empty where nobody answers it. */
  readonly echo: (sequence: number) => string;
  readonly statistics: string;
}

/** An answer that is none, such as `unreachable`, is not even mentioned. */
function asBusybox({ settings: { host, count }, ip, reply }: Echoes): Lines {
  const isAnswered = reply.kind === "reply";
  const trip = isAnswered ? `round-trip min/avg/max = ${ROUND_TRIP}/${ROUND_TRIP}/${ROUND_TRIP} ms\n` : "";
  return {
    first: `PING ${host} (${ip}): 56 data bytes\n`,
    echo: (sequence) =>
      isAnswered ? `64 bytes from ${ip}: seq=${sequence} ttl=64 time=${ROUND_TRIP} ms\n` : "",
    statistics: `\n--- ${host} ping statistics ---\n${count} packets transmitted, ${isAnswered ? count : 0} packets received, ${isAnswered ? 0 : 100}% packet loss\n${trip}`,
  };
}

function asIputils({ settings: { host, count }, ip, reply, isToldInTime }: Echoes): Lines {
  const isAnswered = reply.kind === "reply";
  const errors = isToldInTime ? `+${count} errors, ` : "";
  const trip = isAnswered
    ? `rtt min/avg/max/mdev = ${ROUND_TRIP}/${ROUND_TRIP}/${ROUND_TRIP}/0.000 ms\n`
    : "\n";
  return {
    first: `PING ${host} (${ip}) 56(84) bytes of data.\n`,
    echo(sequence) {
      if (isAnswered) return `64 bytes from ${ip}: icmp_seq=${sequence + 1} ttl=64 time=${ROUND_TRIP} ms\n`;
      const isTold = reply.kind === "unreachable" && isToldInTime;
      return isTold
        ? `From ${reply.from} icmp_seq=${sequence + 1} Destination ${reply.what} Unreachable\n`
        : "";
    },
    statistics: `\n--- ${host} ping statistics ---\n${count} packets transmitted, ${isAnswered ? count : 0} received, ${errors}${isAnswered ? 0 : 100}% packet loss, time ${(count - 1) * INTERVAL_MS}ms\n${trip}`,
  };
}

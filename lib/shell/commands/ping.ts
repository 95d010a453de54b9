/**
 * `ping`, as far as it teaches: whether an address answers. Texts measured with busybox 1.35 and iputils 20221126. Without
 * -c and -w it sends four and ends, where the real one goes on for ever.
 */
import type { EchoReply, NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand } from "../command.ts";
import { reverseName } from "../dns/resolver-file.ts";
import { type PingSettings, pingSettings } from "../ping/settings.ts";
import { isAddress } from "./http-text.ts";

/** When a router gives up asking who has an address. */
const HOST_UNREACHABLE_MS = 3_070;
/** Within one host's kernel and between two Pods alike: the simulated network has no latency, and zero would look broken. */
const ROUND_TRIP = "0.100";
/** Bytes of an ICMP header, and of it with that of IP. */
const ICMP_HEADER = 8;
const ALL_HEADERS = 28;
const STAMP_SIZE = 16;

/** What became of all echo requests of one command. */
interface Echoes {
  readonly settings: PingSettings;
  readonly ip: string;
  /** What answers call the address. */
  readonly from: string;
  readonly reply: EchoReply;
  /** Whether the client still waited when it was told that the address cannot be reached. */
  readonly isToldInTime: boolean;
  /** Before each line that tells of an answer. */
  readonly stamp: () => string;
}

export function ping(machine: Machine, network: NetworkClient): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args, { print, signal }) => {
    const settings = pingSettings(args, machine);
    if ("exitCode" in settings) return settings;
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
    const waitMs = Math.min(settings.waitMs, settings.deadlineMs);
    const isToldInTime = reply.kind === "unreachable" && !isBusybox && knownMs <= waitMs;
    const seconds = () => ((machine.epochMs + machine.loop.now) / 1000).toFixed(6);
    const stamp = () => (settings.isStamped ? `[${seconds()}] ` : "");
    const from = isBusybox || settings.isNumeric ? ip : namedAddress(network, settings.host, ip);
    const echoes = { settings, ip, from, reply, isToldInTime, stamp };
    const lines = isBusybox ? asBusybox(echoes) : asIputils(echoes);
    print(lines.first);
    await machine.loop.sleep(isToldInTime ? knownMs : 0, { signal });
    for (let sequence = 0; sequence < settings.count; sequence++) {
      if (sequence > 0) {
        await machine.loop.sleep(settings.intervalMs, { signal });
        if (settings.tellsOutstanding && reply.kind !== "reply")
          print(`${stamp()}no answer yet for icmp_seq=${sequence}\n`);
      }
      if (!settings.isQuiet) print(lines.echo(sequence));
    }
    if (reply.kind !== "reply" && !isToldInTime) await machine.loop.sleep(waitMs, { signal });
    return { stdout: lines.statistics, stderr: "", exitCode: reply.kind === "reply" ? 0 : 1 };
  };
}

/** iputils looks up whose address it is, if it was given a name. */
function namedAddress(network: NetworkClient, host: string, ip: string): string {
  if (isAddress(host)) return ip;
  const { records } = network.query({ name: reverseName(ip), type: "PTR" });
  const name = records.find(({ type }) => type === "PTR")?.value;
  return name === undefined ? ip : `${name} (${ip})`;
}

/** What `ping` prints. */
interface Lines {
  readonly first: string;
  /** What becomes of one request: empty where nobody answers it. */
  readonly echo: (sequence: number) => string;
  readonly statistics: string;
}

/** An answer that is none, such as `unreachable`, is not even mentioned. */
function asBusybox({ settings: { host, count, size }, ip, reply }: Echoes): Lines {
  const isAnswered = reply.kind === "reply";
  const trip = isAnswered ? `round-trip min/avg/max = ${ROUND_TRIP}/${ROUND_TRIP}/${ROUND_TRIP} ms\n` : "";
  return {
    first: `PING ${host} (${ip}): ${size} data bytes\n`,
    echo: (sequence) =>
      isAnswered
        ? `${size + ICMP_HEADER} bytes from ${ip}: seq=${sequence} ttl=64 time=${ROUND_TRIP} ms\n`
        : "",
    statistics: `\n--- ${host} ping statistics ---\n${count} packets transmitted, ${isAnswered ? count : 0} packets received, ${isAnswered ? 0 : 100}% packet loss\n${trip}`,
  };
}

function asIputils({ settings, ip, from, reply, isToldInTime, stamp }: Echoes): Lines {
  const { host, count, size, intervalMs } = settings;
  const isAnswered = reply.kind === "reply";
  // A time stamp has no place in a small packet.
  const time = size < STAMP_SIZE ? "" : ` time=${ROUND_TRIP} ms`;
  const errors = isToldInTime ? `+${count} errors, ` : "";
  const trip =
    isAnswered && time !== ""
      ? `rtt min/avg/max/mdev = ${ROUND_TRIP}/${ROUND_TRIP}/${ROUND_TRIP}/0.000 ms\n`
      : "\n";
  return {
    first: `PING ${host} (${ip}) ${size}(${size + ALL_HEADERS}) bytes of data.\n`,
    echo(sequence) {
      if (isAnswered)
        return `${stamp()}${size + ICMP_HEADER} bytes from ${from}: icmp_seq=${sequence + 1} ttl=64${time}\n`;
      const isTold = reply.kind === "unreachable" && isToldInTime;
      return isTold
        ? `${stamp()}From ${reply.from} icmp_seq=${sequence + 1} Destination ${reply.what} Unreachable\n`
        : "";
    },
    statistics: `\n--- ${host} ping statistics ---\n${count} packets transmitted, ${isAnswered ? count : 0} received, ${errors}${isAnswered ? 0 : 100}% packet loss, time ${(count - 1) * intervalMs}ms\n${trip}`,
  };
}

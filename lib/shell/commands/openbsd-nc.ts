/**
 * OpenBSD's `nc`, as Alpine's package netcat-openbsd has it (netshoot, agnhost). Texts measured with 1.219, reasons as musl
 * words them. Leaves out: UDP, Unix sockets, proxies, and talking with a person line by line.
 */
import type { ExecResult } from "../../api/api.ts";
import type { ConnectError, NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type WrapperCommand, type WrapperContext } from "../command.ts";
import { converse } from "../tcp/converse.ts";
import { listen } from "../tcp/listener.ts";
import { isAddress } from "./http-text.ts";
import { portNumber, serviceName } from "./service-names.ts";
import { optionTable, readOptions } from "./short-options.ts";

const USAGE = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
	  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
	  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
	  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
	  [destination] [port]`;

const HELP = `OpenBSD netcat (Debian patchlevel 1.219-1)
${USAGE}
\tCommand Summary:
\t\t-4\t\tUse IPv4
\t\t-6\t\tUse IPv6
\t\t-b\t\tAllow broadcast
\t\t-C\t\tSend CRLF as line-ending
\t\t-D\t\tEnable the debug socket option
\t\t-d\t\tDetach from stdin
\t\t-F\t\tPass socket fd
\t\t-h\t\tThis help text
\t\t-I length\tTCP receive buffer length
\t\t-i interval\tDelay interval for lines sent, ports scanned
\t\t-k\t\tKeep inbound sockets open for multiple connects
\t\t-l\t\tListen mode, for inbound connects
\t\t-M ttl\t\tOutgoing TTL / Hop Limit
\t\t-m minttl\tMinimum incoming TTL / Hop Limit
\t\t-N\t\tShutdown the network socket after EOF on stdin
\t\t-n\t\tSuppress name/port resolutions
\t\t-O length\tTCP send buffer length
\t\t-P proxyuser\tUsername for proxy authentication
\t\t-p port\t\tSpecify local port for remote connects
\t\t-q secs\t\tquit after EOF on stdin and delay of secs
\t\t-r\t\tRandomize remote ports
\t\t-S\t\tEnable the TCP MD5 signature option
\t\t-s sourceaddr\tLocal source address
\t\t-T keyword\tTOS value
\t\t-t\t\tAnswer TELNET negotiation
\t\t-U\t\tUse UNIX domain socket
\t\t-u\t\tUDP mode
\t\t-V rtable\tSpecify alternate routing table
\t\t-v\t\tVerbose
\t\t-W recvlimit\tTerminate after receiving a number of packets
\t\t-w timeout\tTimeout for connects and final net reads
\t\t-X proto\tProxy protocol: "4", "5" (SOCKS) or "connect"
\t\t-x addr[:port]\tSpecify proxy address and port
\t\t-Z\t\tDCCP mode
\t\t-z\t\tZero-I/O mode [used for scanning]
\tPort numbers can be individual or ranges: lo-hi [inclusive]`;

/** A client that waits for a server that waits for it would do so for ever; the simulation ends that after a minute. */
const IDLE_LIMIT_MS = 60_000;
const IDLE_SENTENCE =
  "nc: this simulation ends nc here, for nc and the server wait for each other for ever: see the options -N, -q and -w\n";
/** Of Linux's range, for all clients: the simulated network has no client ports. */
const CLIENT_PORT = 32_768;
const PORTS_MAX = 1_000;

/** What is inert sets how packets are marked, sent or stored, of which nothing shows. */
const OPTIONS = optionTable({
  done: "C d h k l N n p: q: s: v w: z",
  inert: "4 D I: O: r S T: t",
  missing: "6 b F i: M: m: P: u U V: W: X: x: Z",
});

interface Settings {
  readonly host: string;
  readonly ports: readonly number[];
  readonly isVerbose: boolean;
  readonly isScan: boolean;
  readonly isNumeric: boolean;
  readonly isPersistent: boolean;
  readonly isListening: boolean;
  readonly waitMs: number | undefined;
  /** What it says, and whether it ends its half of the connection behind that. */
  readonly said: string;
  readonly endsInput: boolean;
  /** How long after the end of its input it quits; absent: when the server does. */
  readonly quitMs: number | undefined;
  readonly address: string;
}

export function openbsdNc(machine: Machine, network: NetworkClient): WrapperCommand {
  return async (args, context) => {
    const settings = parse(args, context);
    if ("refusal" in settings) return fail(settings.exitCode, settings.refusal);
    return settings.isListening
      ? serve(machine, network, settings, context)
      : connect(machine, network, settings, context);
  };
}

/** What it says on standard error instead. */
interface Refusal {
  readonly refusal: string;
  readonly exitCode: number;
}

function parse(args: readonly string[], context: WrapperContext): Settings | Refusal {
  const { options, operands, problem, missing } = readOptions(args, OPTIONS);
  const refuse = (text: string): Refusal => ({ refusal: text, exitCode: 1 });
  if (problem !== undefined) return refuse(`nc: ${problem}\n${USAGE}`);
  const last = (letter: string) => options.findLast(([name]) => name === letter)?.[1];
  const has = (letter: string) => last(letter) !== undefined;
  if (has("h")) return { refusal: HELP, exitCode: 0 };
  if (missing === "-u") return refuse("nc: -u: UDP is not part of this simulation; dig asks the name server");
  if (missing !== undefined) return refuse(`nc: ${missing}: this option is not part of this simulation`);
  if (has("w") && !/^\d+$/.test(last("w") ?? "")) return refuse(`nc: timeout invalid: ${last("w")}`);
  if (has("q") && !/^-?\d+$/.test(last("q") ?? "")) return refuse(`nc: quit timer invalid: ${last("q")}`);
  const isListening = has("l");
  // `nc -l 8080`, `nc -l -p 8080` and `nc -l 127.0.0.1 8080` alike.
  const [first = "", second] = operands;
  const alone = isListening && second === undefined;
  const service = alone ? (last("p") ?? first) : second;
  if (operands.length > 2 || (operands.length === 0 && !has("p")))
    return refuse(operands.length === 0 && isListening ? "nc: missing port number" : USAGE);
  if (service === undefined || service === "") return refuse("nc: missing port number");
  const ports = portsOf(service);
  if (ports === undefined) return refuse(`nc: port number invalid: ${service}`);
  const quit = Number(last("q") ?? -1);
  return {
    host: alone ? "" : first,
    ports,
    isVerbose: has("v"),
    isScan: has("z"),
    isNumeric: has("n"),
    isPersistent: has("k"),
    isListening,
    waitMs: has("w") ? Number(last("w")) * 1000 : undefined,
    said: has("d") ? "" : has("C") ? context.stdin.replace(/\r?\n/g, "\r\n") : context.stdin,
    endsInput: has("N"),
    quitMs: quit < 0 ? undefined : quit * 1000,
    address: last("s") ?? (alone || first === "" ? "0.0.0.0" : first),
  };
}

function portsOf(text: string): readonly number[] | undefined {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (from === undefined) {
    const port = portNumber(text);
    return port === undefined || port === 0 ? undefined : [port];
  }
  const [low = 0, high = 0] = [Number(from), Number(to)].sort((a, b) => a - b);
  if (low === 0 || high > 65_535 || high - low >= PORTS_MAX) return undefined;
  return Array.from({ length: high - low + 1 }, (_, at) => low + at);
}

async function connect(
  { loop, background = false }: Machine,
  network: NetworkClient,
  settings: Settings,
  context: WrapperContext,
): Promise<ExecResult> {
  const { host, ports, isVerbose, isScan, isNumeric, waitMs } = settings;
  if (isNumeric && !isAddress(host)) return unresolved(host, ports[0]);
  const say = (text: string): void => {
    if (isVerbose) context.print(`${text}\n`, "stderr");
  };
  let exitCode = 1;
  let stderr = "";
  for (const port of ports) {
    const target = {
      host,
      port,
      ...(waitMs === undefined ? {} : { connectTimeoutMs: waitMs, timeoutMs: waitMs }),
    };
    const outcome = await converse(network, target, isScan ? "" : settings.said);
    if ("error" in outcome) {
      if (outcome.error.code === "ENOTFOUND") return unresolved(host, port);
      const shown = isAddress(host) ? host : `${host} (${outcome.error.ip})`;
      say(`nc: connect to ${shown} port ${port} (tcp) ${whyNot(outcome.error, waitMs)}`);
      continue;
    }
    exitCode = 0;
    const shown = isAddress(host) || isNumeric ? host : `${host} (${outcome.ip})`;
    say(`Connection to ${shown} ${port} port [tcp/${serviceName(port) ?? "*"}] succeeded!`);
    if (isScan) continue;
    context.print(outcome.heard);
    const waitsMs = lingerMs(outcome, settings);
    await loop.sleep(Math.min(waitsMs, IDLE_LIMIT_MS), { background });
    if (waitsMs > IDLE_LIMIT_MS) stderr = IDLE_SENTENCE;
    break;
  }
  return { stdout: "", stderr, exitCode };
}

function unresolved(host: string, port = 0): ExecResult {
  return fail(1, `nc: getaddrinfo for host "${host}" port ${port}: Name does not resolve`);
}

function whyNot({ code, afterMs }: ConnectError, waitMs: number | undefined): string {
  if (code === "ETIMEDOUT" && waitMs !== undefined && afterMs >= waitMs)
    return "timed out: Operation in progress";
  if (code === "ETIMEDOUT") return "failed: Operation timed out";
  return `failed: ${code === "EHOSTUNREACH" ? "Host is unreachable" : "Connection refused"}`;
}

/** It waits for the server's end, unless an option ends it before. */
function lingerMs(
  { endsAfterMs = Number.POSITIVE_INFINITY }: { readonly endsAfterMs?: number },
  { endsInput, quitMs, waitMs }: Settings,
): number {
  // A server ends a connection whose client has said its last.
  return endsInput ? 0 : Math.min(endsAfterMs, ...[quitMs, waitMs].filter((limit) => limit !== undefined));
}

async function serve(
  { loop }: Machine,
  network: NetworkClient,
  { ports, address, isVerbose, isPersistent, said, endsInput, waitMs }: Settings,
  context: WrapperContext,
): Promise<ExecResult> {
  const [port = 0] = ports;
  let isFirst = true;
  if (isVerbose) context.print(`Listening on ${address} ${port}\n`, "stderr");
  const end = await listen(loop, network, {
    address,
    port,
    answer() {
      // With -k the first client gets its whole input.
      const answer = isFirst ? said : "";
      isFirst = false;
      return answer;
    },
    onHeard(heard, clientIP) {
      if (isVerbose) context.print(`Connection received on ${clientIP} ${CLIENT_PORT}\n`, "stderr");
      context.print(heard);
    },
    staysOpen: !endsInput,
    isPersistent,
    ...(waitMs === undefined ? {} : { timeoutMs: waitMs }),
    signal: context.signal,
  });
  if (end === "in use") return fail(1, "nc: Address in use");
  if (end === "not available") return fail(1, "nc: Address not available");
  return { stdout: "", stderr: "", exitCode: end === "timeout" ? 1 : 0 };
}

/**
 * busybox's `nc` with the options of netcat 1.10, as the images busybox and alpine have it. Models networking/nc_bloaty.c.
 * Leaves out: UDP, -i, -o, and talking with a person line by line.
 */
import type { ExecResult } from "../../api/api.ts";
import { byteLength } from "../../bytes.ts";
import type { NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type WrapperCommand, type WrapperContext } from "../command.ts";
import { converse } from "../tcp/converse.ts";
import { listen } from "../tcp/listener.ts";
import { busyboxBanner } from "./busybox.ts";
import { systemReason } from "./http-text.ts";
import { portNumber } from "./service-names.ts";
import { optionTable, readOptions } from "./short-options.ts";

const USAGE = `
Usage: nc [OPTIONS] HOST PORT  - connect
nc [OPTIONS] -l -p PORT [HOST] [PORT]  - listen

	-e PROG	Run PROG after connect (must be last)
	-l	Listen mode, for inbound connects
	-lk	With -e, provides persistent server
	-p PORT	Local port
	-s ADDR	Local address
	-w SEC	Timeout for connects and final net reads
	-i SEC	Delay interval for lines sent
	-n	Don't do DNS resolution
	-u	UDP mode
	-b	Allow broadcasts
	-v	Verbose
	-o FILE	Hex dump traffic
	-z	Zero-I/O mode (scanning)`;

/** -e stands behind all others and is read before them. */
const OPTIONS = optionTable({ done: "p: s: v w: l k z", inert: "n", missing: "u b i: o:" });

/** Of Linux's range, for all clients: the simulated network has no client ports. */
const CLIENT_PORT = 32_768;

interface Settings {
  readonly operands: readonly string[];
  /** Behind -e. */
  readonly program: readonly string[];
  readonly verbosity: number;
  readonly waitMs: number | undefined;
  readonly localPort: string | undefined;
  readonly localAddress: string | undefined;
  readonly isListening: boolean;
  readonly isPersistent: boolean;
  readonly isScan: boolean;
}

export function busyboxNc(machine: Machine, network: NetworkClient): WrapperCommand {
  const usage = `${busyboxBanner(machine)}\n${USAGE}`;
  return async (args, context) => {
    const settings = parse(args);
    if (typeof settings === "string") return fail(1, settings === "" ? usage : `${settings}\n${usage}`);
    if ("missing" in settings) return fail(1, `nc: ${settings.missing}`);
    if (settings.isListening) return serve(machine, network, settings, context);
    if (settings.operands.length === 0) return fail(1, usage);
    return connect(network, settings, context);
  };
}

/** @returns what getopt says, empty where the usage alone is shown; or what the simulation lacks. */
function parse(args: readonly string[]): Settings | string | { readonly missing: string } {
  const at = args.findIndex((arg) => /^-[nuvlkz]*e$/.test(arg));
  const before =
    at < 0 ? args : [...args.slice(0, at), ...(args[at] === "-e" ? [] : [`${args[at]}`.slice(0, -1)])];
  const { options, operands, problem, missing } = readOptions(before, OPTIONS);
  if (problem !== undefined) return `nc: ${problem}`;
  if (operands.length > 2) return "";
  const last = (letter: string) => options.findLast(([name]) => name === letter)?.[1];
  const count = (letter: string) => options.filter(([name]) => name === letter).length;
  if (missing === "-u")
    return { missing: "-u: UDP is not part of this simulation; nslookup asks the name server" };
  if (missing !== undefined) return { missing: `${missing}: this option is not part of this simulation` };
  const seconds = Number(last("w") ?? 0);
  if (!/^\d*$/.test(last("w") ?? "")) return { missing: `invalid number '${last("w")}'` };
  return {
    operands,
    program: at < 0 ? [] : args.slice(at + 1),
    verbosity: count("v"),
    waitMs: seconds === 0 ? undefined : seconds * 1000,
    localPort: last("p"),
    localAddress: last("s"),
    isListening: count("l") > 0,
    isPersistent: count("k") > 0 || count("l") > 1,
    isScan: count("z") > 0,
  };
}

async function connect(
  network: NetworkClient,
  { operands, program, verbosity, waitMs, isScan }: Settings,
  context: WrapperContext,
): Promise<ExecResult> {
  const [host = "", service] = operands;
  const port = service === undefined ? 0 : portNumber(service);
  if (port === undefined) return fail(1, `nc: bad port '${service}'`);
  const said = isScan ? "" : program.length > 0 ? (await context.start(program)).stdout : context.stdin;
  const target = {
    host,
    port,
    ...(waitMs === undefined ? {} : { connectTimeoutMs: waitMs, timeoutMs: waitMs }),
  };
  const outcome = await converse(network, target, said);
  if ("error" in outcome) {
    const { code, ip } = outcome.error;
    if (code === "ENOTFOUND") return fail(1, `nc: bad address '${host}'`);
    // One -v does not tell of a port that is closed.
    const isTold = verbosity > 1 || (verbosity > 0 && code !== "ECONNREFUSED");
    const counts = verbosity > 1 ? "sent 0, rcvd 0\n" : "";
    const reason = isTold ? `nc: ${host} (${ip}:${port}): ${systemReason(code)}\n` : "";
    return { stdout: "", stderr: reason + counts, exitCode: 1 };
  }
  const { ip, heard } = outcome;
  if (verbosity > 0) context.print(`${host} (${ip}:${port}) open\n`, "stderr");
  if (!isScan) context.print(heard);
  // At the end of its input it says so to the server, which then ends the connection too.
  const counts = verbosity > 1 ? `sent ${byteLength(said)}, rcvd ${byteLength(heard)}\n` : "";
  return { stdout: "", stderr: counts, exitCode: 0 };
}

async function serve(
  { loop }: Machine,
  network: NetworkClient,
  { program, verbosity, waitMs, localPort, localAddress, isPersistent }: Settings,
  context: WrapperContext,
): Promise<ExecResult> {
  const port = portNumber(localPort ?? "");
  if (localPort !== undefined && (port === undefined || port === 0))
    return fail(1, `nc: bad local port '${localPort}'`);
  if (port === undefined)
    return fail(1, "nc: give -l a port with -p: one by chance is not part of this simulation");
  const shown = localAddress === undefined ? `[::]:${port}` : `${localAddress}:${port}`;
  if (verbosity > 0) context.print(`listening on ${shown} ...\n`, "stderr");
  const ownIP = `[::ffff:${network.source.ip}]:${port}`;
  const end = await listen(loop, network, {
    address: localAddress ?? "*",
    port,
    answer:
      program.length === 0
        ? () => context.stdin
        : async (heard) => (await context.start(program, { stdin: heard })).stdout,
    onHeard(heard, clientIP) {
      const peer = `[::ffff:${clientIP}]:${CLIENT_PORT}`;
      if (verbosity > 0) context.print(`connect to ${ownIP} from ${peer} (${peer})\n`, "stderr");
      if (program.length === 0) context.print(heard);
    },
    staysOpen: false,
    isPersistent: isPersistent && program.length > 0,
    ...(waitMs === undefined ? {} : { timeoutMs: waitMs }),
    signal: context.signal,
  });
  if (end === "in use") return fail(1, "nc: bind: Address already in use");
  if (end === "not available") return fail(1, "nc: bind: Address not available");
  if (end === "timeout") return fail(1, "nc: timeout");
  return { stdout: "", stderr: "", exitCode: 0 };
}

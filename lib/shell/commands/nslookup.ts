/**
 * `nslookup`: busybox's, which asks for every name of the search list and counts each miss as a failure, and BIND's.
 * Texts measured with busybox 1.35 and BIND 9.18. Leaves out: interactive use, ports, types beside those the cluster has.
 */
import type { ExecResult } from "../../api/api.ts";
import type { DnsAnswer, DnsQuestion, DnsRecord, NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand } from "../command.ts";
import {
  isUnanswered,
  namesToTry,
  type ResolverFile,
  readResolver,
  reverseName,
  unreachedText,
} from "../dns/resolver-file.ts";
import { busyboxBanner } from "./busybox.ts";
import { isAddress } from "./http-text.ts";

const TYPES: readonly DnsQuestion["type"][] = [
  "A",
  "AAAA",
  "CNAME",
  "SRV",
  "PTR",
  "SOA",
  "NS",
  "MX",
  "TXT",
  "ANY",
];
const BUSYBOX_TIMEOUT_MS = 5_000;
const BIND = { tries: 3, timeoutMs: 5_000 };
const USAGE = "\n\nUsage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]";

interface Settings {
  readonly name: string;
  readonly server: string;
  /** Undefined: the program's own choice. */
  readonly type: DnsQuestion["type"] | undefined;
}

export function nslookup(machine: Machine, network: NetworkClient): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args, context) => {
    const operands = args.filter((arg) => !arg.startsWith("-"));
    const [name, server = network.nameServer] = operands;
    const option = args.find((arg) => arg.startsWith("-") && !/^-(?:type|querytype|q|debug)\b/.test(arg));
    if (name === undefined || option !== undefined)
      return isBusybox
        ? fail(1, busyboxBanner(machine) + USAGE)
        : fail(1, "nslookup: give a name to look up: the prompt of nslookup is not simulated");
    if (args.some((arg) => arg.startsWith("-debug")))
      return fail(1, "nslookup: -debug: this option is not part of this simulation; dig shows whole answers");
    const typeName = args
      .map((arg) => /^-(?:type|querytype|q)=(.*)$/.exec(arg)?.[1])
      .findLast((value) => value !== undefined);
    const type = TYPES.find((known) => known === typeName?.toUpperCase());
    if (typeName !== undefined && type === undefined) {
      return isBusybox
        ? fail(1, `nslookup: invalid query type "${typeName}"`)
        : fail(1, `unknown query type: ${typeName}`);
    }
    const settings = { name, server: isAddress(server) ? server : (network.resolve(server) ?? server), type };
    const resolver = await readResolver(context);
    return isBusybox
      ? askAsBusybox(machine, network, settings, resolver.search)
      : askAsBind(machine, network, settings, resolver);
  };
}

/** busybox gives each server five seconds, and sends twice. A refusal is seen by the next write to the socket. */
async function giveUpAsBusybox(
  { loop }: Machine,
  status: DnsAnswer["status"],
  server: string,
  questions: number,
): Promise<ExecResult> {
  const isRefused = status === "PORT_UNREACHABLE";
  const isSeenAtOnce = isRefused && questions > 1;
  if (!isSeenAtOnce) await loop.sleep(BUSYBOX_TIMEOUT_MS);
  const read = "nslookup: read: Connection refused\n".repeat(2);
  return {
    stdout: ";; connection timed out; no servers could be reached\n\n",
    stderr: isSeenAtOnce ? `nslookup: write to '${server}': Connection refused\n` : isRefused ? read : "",
    exitCode: 1,
  };
}

/** A name with a dot is asked for as it is; any other one with every suffix, and each answer is printed. */
async function askAsBusybox(
  machine: Machine,
  network: NetworkClient,
  { name, server, type }: Settings,
  suffixes: readonly string[],
): Promise<ExecResult> {
  const isReverse = isAddress(name) && type === undefined;
  const names = isReverse
    ? [reverseName(name)]
    : name.includes(".") || suffixes.length === 0
      ? [name.replace(/\.$/, "")]
      : suffixes.map((suffix) => `${name}.${suffix}`);
  const types = type === undefined ? (isReverse ? (["PTR"] as const) : (["A", "AAAA"] as const)) : [type];
  let text = `Server:\t\t${server}\nAddress:\t${server}:53\n\n`;
  let exitCode = 0;
  for (const asked of types) {
    for (const full of names) {
      const answer = network.query({ name: full, type: asked }, server);
      if (isUnanswered(answer))
        return giveUpAsBusybox(machine, answer.status, server, types.length * names.length);
      if (answer.status !== "NOERROR") exitCode = 1;
      text +=
        answer.status === "NOERROR"
          ? `${recordLines(answer, "")}\n`
          : `** server can't find ${full}: ${answer.status}\n\n`;
    }
  }
  return { stdout: text, stderr: "", exitCode };
}

/** Stops at the first name that exists. */
async function askAsBind(
  machine: Machine,
  network: NetworkClient,
  { name, server, type }: Settings,
  resolver: ResolverFile,
): Promise<ExecResult> {
  const isReverse = isAddress(name) && type === undefined;
  const names = isReverse ? [reverseName(name)] : namesToTry(name, resolver);
  const head = isReverse ? "" : `Server:\t\t${server}\nAddress:\t${server}#53\n\n`;
  let status: DnsAnswer["status"] = "NXDOMAIN";
  for (const full of names) {
    const answer = network.query({ name: full, type: isReverse ? "PTR" : (type ?? "A") }, server);
    status = answer.status;
    if (isUnanswered(answer)) {
      if (status === "NO_REPLY") await machine.loop.sleep(BIND.tries * BIND.timeoutMs);
      const text = `${unreachedText(answer, server, BIND.tries)};; no servers could be reached\n\n`;
      return { stdout: text, stderr: "", exitCode: 1 };
    }
    if (answer.status !== "NOERROR") continue;
    const lines = recordLines(answer, ".");
    return {
      stdout: `${head}${lines === "" ? `*** Can't find ${full}: No answer\n` : lines}\n`,
      stderr: "",
      exitCode: 0,
    };
  }
  return {
    stdout: `${head}** server can't find ${isReverse ? reverseName(name) : name}: ${status}\n\n`,
    stderr: "",
    exitCode: 1,
  };
}

/** @param dot what BIND writes behind a name that is a value. */
function recordLines(answer: DnsAnswer, dot: string): string {
  return answer.records.map((record) => `${recordText(record, dot)}\n`).join("");
}

function recordText({ name, type, value }: DnsRecord, dot: string): string {
  if (type === "A" || type === "AAAA") return `Name:\t${name}\nAddress: ${value}`;
  if (type === "CNAME") return `${name}\tcanonical name = ${value}${dot}`;
  return type === "PTR" ? `${name}\tname = ${value}${dot}` : `${name}\tservice = ${value}${dot}`;
}

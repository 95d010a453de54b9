/**
 * `nslookup` of busybox up to 1.28, for which so many lessons about DNS name that release: it asks as any program does, by
 * /etc/hosts and the whole search list, and knows no options. Models networking/nslookup.c of 1.28.
 */
import type { ExecResult } from "../../api/api.ts";
import type { DnsAnswer, DnsQuestion, NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand } from "../command.ts";
import { isUnanswered, namesToTry, readResolver, reverseName } from "../dns/resolver-file.ts";
import { busyboxBanner } from "./busybox.ts";
import { isAddress } from "./http-text.ts";

const USAGE =
  "\n\nUsage: nslookup [HOST] [SERVER]\n\nQuery the nameserver for the IP address of the given HOST\noptionally using a specified DNS server";
/** The resolver of a libc: two attempts at all servers, five seconds for each. */
const TIMEOUT_MS = 5_000;
const ATTEMPTS = 2;

export function oldBusyboxNslookup(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const [name, server = network.nameServer, more] = args;
    if (name === undefined || name.startsWith("-") || more !== undefined)
      return fail(1, busyboxBanner(machine) + USAGE);
    const serverIP = isAddress(server) ? server : network.resolve(server);
    if (serverIP === undefined) return fail(1, `nslookup: bad address '${server}'`);
    const ask = (question: DnsQuestion): DnsAnswer => network.query(question, serverIP);
    const resolver = await readResolver(context);
    const servers = args[1] === undefined ? (resolver.servers ?? [serverIP]) : [serverIP];
    const hosts = await context.readFile("/etc/hosts").catch(() => "");
    const head = `Server:    ${server}\n${addressLines([serverIP], ask)}\n`;
    const known = isAddress(name) ? [name] : addressesInFile(hosts, name);
    const names = namesToTry(name, resolver);
    const { addresses, waitMs } =
      known.length > 0 ? { addresses: known, waitMs: 0 } : lookUp(names, servers, network);
    if (waitMs > 0) await machine.loop.sleep(waitMs, { signal: context.signal });
    if (addresses.length > 0)
      return {
        stdout: `${head}Name:      ${name}\n${addressLines(addresses, ask)}`,
        stderr: "",
        exitCode: 0,
      };
    return { stdout: head, stderr: `nslookup: can't resolve '${name}'\n`, exitCode: 1 } satisfies ExecResult;
  };
}

function addressesInFile(hosts: string, name: string): readonly string[] {
  const lines = hosts.split("\n").map((line) => line.replace(/#.*/, "").trim().split(/\s+/));
  return lines.flatMap(([address = "", ...names]) =>
    names.includes(name) && isAddress(address) ? [address] : [],
  );
}

/** Stops at the first name that has an address; who does not answer costs its time. */
function lookUp(
  names: readonly string[],
  servers: readonly string[],
  network: NetworkClient,
): { readonly addresses: readonly string[]; readonly waitMs: number } {
  let waitMs = 0;
  for (const name of names) {
    let waits = 0;
    let answer: DnsAnswer | undefined;
    for (const server of servers) {
      answer = network.query({ name, type: "A" }, server);
      if (!isUnanswered(answer)) break;
      if (answer.status === "NO_REPLY") waits += TIMEOUT_MS;
    }
    const isLost = answer === undefined || isUnanswered(answer);
    waitMs += isLost ? waits * ATTEMPTS : waits;
    if (answer === undefined || isLost) return { addresses: [], waitMs };
    const addresses = answer.records.filter(({ type }) => type === "A").map(({ value }) => value);
    if (addresses.length > 0) return { addresses, waitMs };
  }
  return { addresses: [], waitMs };
}

/** Each address with the name that the server knows for it. */
function addressLines(addresses: readonly string[], ask: (question: DnsQuestion) => DnsAnswer): string {
  const lines = addresses.map((address, at) => {
    const name = ask({ name: reverseName(address), type: "PTR" }).records.find(
      ({ type }) => type === "PTR",
    )?.value;
    return `Address ${at + 1}: ${address}${name === undefined ? "" : ` ${name}`}\n`;
  });
  return lines.join("");
}

/** Whether a release of busybox still has this one. */
export function hasOldNslookup({ busyboxVersion = "" }: Pick<Machine, "busyboxVersion">): boolean {
  return /^1\.(?:\d|1\d|2[0-8])(?:\.|$)/.test(busyboxVersion);
}

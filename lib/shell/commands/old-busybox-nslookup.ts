/**
 * `nslookup` of busybox up to 1.28, for which so many lessons about DNS name that release: it asks as any program does, by
 * /etc/hosts and the whole search list, and knows no options. Models networking/nslookup.c of 1.28.
 */
import type { ExecResult } from "../../api/api.ts";
import type { DnsAnswer, DnsQuestion, NetworkClient } from "../../network/http.ts";
import { fail, type Machine, type ShellCommand } from "../command.ts";
import { namesToTry, readResolver, reverseName } from "../dns/resolver-file.ts";
import { busyboxBanner } from "./busybox.ts";
import { isAddress } from "./http-text.ts";

const USAGE =
  "\n\nUsage: nslookup [HOST] [SERVER]\n\nQuery the nameserver for the IP address of the given HOST\noptionally using a specified DNS server";
/** The resolver of a libc: five seconds for each of two attempts. */
const PATIENCE_MS = 10_000;

export function oldBusyboxNslookup(machine: Machine, network: NetworkClient): ShellCommand {
  return async (args, context) => {
    const [name, server = network.nameServer, more] = args;
    if (name === undefined || name.startsWith("-") || more !== undefined)
      return fail(1, busyboxBanner(machine) + USAGE);
    const serverIP = isAddress(server) ? server : network.resolve(server);
    if (serverIP === undefined) return fail(1, `nslookup: bad address '${server}'`);
    const ask = (question: DnsQuestion): DnsAnswer => network.query(question, serverIP);
    const hosts = await context.readFile("/etc/hosts").catch(() => "");
    const head = `Server:    ${server}\n${addressLines([serverIP], ask)}\n`;
    const known = isAddress(name) ? [name] : addressesInFile(hosts, name);
    const { addresses, isUnanswered } =
      known.length > 0
        ? { addresses: known, isUnanswered: false }
        : lookUp(namesToTry(name, await readResolver(context)), ask);
    if (addresses.length > 0)
      return {
        stdout: `${head}Name:      ${name}\n${addressLines(addresses, ask)}`,
        stderr: "",
        exitCode: 0,
      };
    if (isUnanswered) await machine.loop.sleep(PATIENCE_MS);
    return { stdout: head, stderr: `nslookup: can't resolve '${name}'\n`, exitCode: 1 } satisfies ExecResult;
  };
}

function addressesInFile(hosts: string, name: string): readonly string[] {
  const lines = hosts.split("\n").map((line) => line.replace(/#.*/, "").trim().split(/\s+/));
  return lines.flatMap(([address = "", ...names]) =>
    names.includes(name) && isAddress(address) ? [address] : [],
  );
}

/** Stops at the first name that has an address. */
function lookUp(
  names: readonly string[],
  ask: (question: DnsQuestion) => DnsAnswer,
): { readonly addresses: readonly string[]; readonly isUnanswered: boolean } {
  for (const name of names) {
    const { status, records } = ask({ name, type: "A" });
    if (status === "NO_REPLY") return { addresses: [], isUnanswered: true };
    const addresses = records.filter(({ type }) => type === "A").map(({ value }) => value);
    if (addresses.length > 0) return { addresses, isUnanswered: false };
  }
  return { addresses: [], isUnanswered: false };
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

/**
 * `getent hosts` and `getent ahosts`, as glibc has them: what programs find, /etc/hosts before DNS. Texts measured with
 * glibc 2.36. Leaves out the other databases.
 */
import type { DnsRecord, NetworkClient } from "../../network/http.ts";
import type { Machine, ShellCommand, ShellCommandContext } from "../command.ts";
import { namesToTry, type ResolverFile, readResolver, reverseName } from "../dns/resolver-file.ts";
import { isAddress } from "./http-text.ts";

const SEE_HELP = "Try `getent --help' or `getent --usage' for more information.\n";
const NOT_FOUND = 2;
const ADDRESS_WIDTH = 15;
const SOCKET_TYPES = ["STREAM", "DGRAM", "RAW"];

/** An address with its names, the true one first. */
interface HostEntry {
  readonly address: string;
  readonly names: readonly string[];
}

export function getent(_machine: Machine, network: NetworkClient): ShellCommand {
  return async ([database, ...keys], context) => {
    if (database === undefined)
      return { stdout: SEE_HELP, stderr: "getent: wrong number of arguments\n", exitCode: 1 };
    if (!/^(?:hosts|ahosts|ahostsv4)$/.test(database))
      return { stdout: SEE_HELP, stderr: `Unknown database: ${database}\n`, exitCode: 1 };
    const file = await readHosts(context);
    if (keys.length === 0)
      return {
        stdout: file
          .filter(({ address }) => isAddress(address))
          .map(hostLine)
          .join(""),
        stderr: "",
        exitCode: 0,
      };
    const resolver = await readResolver(context);
    const found = keys.map((key) => find(key, file, network, resolver));
    const stdout = found
      .flatMap((entries) => (database === "hosts" ? entries.map(hostLine) : socketLines(entries)))
      .join("");
    return { stdout, stderr: "", exitCode: found.every((entries) => entries.length > 0) ? 0 : NOT_FOUND };
  };
}

async function readHosts(context: ShellCommandContext): Promise<HostEntry[]> {
  const text = await context.readFile("/etc/hosts").catch(() => "");
  const rows = text.split("\n").map((line) => line.replace(/#.*/, "").trim().split(/\s+/));
  return rows.flatMap(([address = "", ...names]) => (names.length === 0 ? [] : [{ address, names }]));
}

/** The name's IPv6 address stands before its IPv4 one. */
function find(
  key: string,
  file: readonly HostEntry[],
  network: NetworkClient,
  resolver: ResolverFile,
): HostEntry[] {
  if (isAddress(key)) {
    const known = file.filter(({ address }) => address === key);
    return known.length > 0
      ? known.slice(0, 1)
      : network
          .query({ name: reverseName(key), type: "PTR" })
          .records.map(({ value }) => ({ address: key, names: [value] }));
  }
  const known = file.filter(({ names }) => names.some((name) => name.toLowerCase() === key.toLowerCase()));
  if (known.length > 0) return [known.find(({ address }) => !isAddress(address)) ?? (known[0] as HostEntry)];
  for (const name of namesToTry(key, resolver)) {
    const entries = entriesOf(network.query({ name, type: "A" }).records);
    if (entries.length > 0) return entries;
  }
  return [];
}

function entriesOf(records: readonly DnsRecord[]): HostEntry[] {
  const aliases = records.filter(({ type }) => type === "CNAME").map(({ name }) => name);
  return records
    .filter(({ type }) => type === "A")
    .map(({ name, value }) => ({ address: value, names: [name, ...aliases] }));
}

function hostLine({ address, names }: HostEntry): string {
  return `${address.padEnd(ADDRESS_WIDTH)} ${names.join(" ")}\n`;
}

/** The name stands once, behind the first socket type. */
function socketLines(entries: readonly HostEntry[]): string[] {
  return entries.flatMap(({ address, names }, at) =>
    SOCKET_TYPES.map(
      (type, index) =>
        `${address.padEnd(ADDRESS_WIDTH)} ${type.padEnd(6)} ${at === 0 && index === 0 ? names[0] : ""}\n`,
    ),
  );
}

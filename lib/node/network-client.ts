/**
 * The network as one machine sees it: its hosts file, its resolver, its address. Models getaddrinfo of a libc with
 * /etc/hosts before DNS, the search list and ndots. Leaves out caching, which none of them does.
 */
import type { DnsAnswer, DnsQuestion, NetworkClient, Outcome, Source } from "../network/http.ts";
import { parseIPv4 } from "../network/ip-address.ts";
import type { ListeningSockets } from "../network/listening-sockets.ts";
import type { Network } from "../network/network.ts";

/** What /etc/resolv.conf says. */
export interface ResolverConfig {
  readonly nameServer: string;
  readonly search: readonly string[];
  /** A name with fewer dots is tried with the search list first. */
  readonly ndots: number;
}

export interface NetworkClientOptions {
  readonly source: Source;
  readonly network: Network;
  readonly sockets?: ListeningSockets;
  /** Name -> address, from /etc/hosts. */
  readonly hosts: ReadonlyMap<string, string>;
  readonly resolver: ResolverConfig;
  readonly query: (question: DnsQuestion) => DnsAnswer;
  /** Whether `settle` need not wait while a request of this client hangs: true for the processes of containers. */
  readonly waitsInBackground?: boolean;
}

export function createNetworkClient(options: NetworkClientOptions): NetworkClient {
  const { source, network, hosts, resolver, query, waitsInBackground = false } = options;
  const sendOptions = { background: waitsInBackground };
  let tried: { readonly host: string; readonly names: readonly string[] } = { host: "", names: [] };
  const resolve = (host: string): string | undefined => {
    if (isAddress(host)) return host;
    if (tried.host !== host) tried = { host, names: namesToTry(host, resolver) };
    return hosts.get(host.toLowerCase()) ?? firstAddress(tried.names, query);
  };
  return {
    source,
    ...(options.sockets === undefined ? {} : { sockets: options.sockets }),
    nameServer: resolver.nameServer,
    query,
    resolve,
    ping: (ip) => network.ping(source, ip),
    async connect(host, port, timeoutMs) {
      const ip = resolve(host);
      const target = { host, port, ...(timeoutMs === undefined ? {} : { connectTimeoutMs: timeoutMs }) };
      return ip === undefined
        ? network.unresolved(source, target)
        : network.connect(source, ip, target, sendOptions);
    },
    send(request): Outcome | Promise<Outcome> {
      const ip =
        (request.keepAlive === undefined ? undefined : network.addressOfKept(request)) ??
        resolve(request.host);
      return ip === undefined
        ? network.unresolved(source, request)
        : network.send(source, ip, request, sendOptions);
    },
  };
}

/** An address needs no look-up; most names begin with a letter, which is cheap to see. */
function isAddress(host: string): boolean {
  const first = host.charCodeAt(0);
  return first >= 48 && first <= 57 && parseIPv4(host) !== undefined;
}

function firstAddress(
  names: readonly string[],
  query: (question: DnsQuestion) => DnsAnswer,
): string | undefined {
  for (const name of names) {
    for (const record of query({ name, type: "A" }).records) if (record.type === "A") return record.value;
  }
  return undefined;
}

/** The names that the resolver asks for, in its order. */
export function namesToTry(host: string, { search, ndots }: ResolverConfig): readonly string[] {
  if (host.endsWith(".")) return [host.slice(0, -1)];
  const expanded = search.map((suffix) => `${host}.${suffix}`);
  return host.split(".").length - 1 >= ndots ? [host, ...expanded] : [...expanded, host];
}

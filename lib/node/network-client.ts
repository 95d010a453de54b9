/**
 * The network as one machine sees it: its hosts file, its resolver, its address. Models getaddrinfo of glibc with
 * /etc/hosts before DNS, the search list and the options of /etc/resolv.conf. Leaves out caching, which no libc does.
 */
import type {
  DnsAnswer,
  DnsQuestion,
  NameLookup,
  NetworkClient,
  Outcome,
  OutgoingRequest,
  Source,
} from "../network/http.ts";
import { parseIPv4 } from "../network/ip-address.ts";
import type { ListeningSockets } from "../network/listening-sockets.ts";
import type { Network } from "../network/network.ts";
import { namesToTry, type ResolverConfig } from "./resolver-config.ts";

/** One question to the port 53 of a server. */
export type AskServer = (question: DnsQuestion, server: string, protocol: "TCP" | "UDP") => DnsAnswer;

type Unresolved = Extract<Outcome, { error: unknown }>;

export interface NetworkClientOptions {
  readonly source: Source;
  readonly network: Network;
  readonly sockets?: ListeningSockets;
  /** Name -> address, from /etc/hosts. */
  readonly hosts: ReadonlyMap<string, string>;
  readonly resolver: ResolverConfig;
  readonly ask: AskServer;
  /** Whether `settle` need not wait while a request of this client hangs: true for the processes of containers. */
  readonly waitsInBackground?: boolean;
}

export function createNetworkClient(options: NetworkClientOptions): NetworkClient {
  const { source, network, hosts, resolver, ask, waitsInBackground = false } = options;
  const sendOptions = { background: waitsInBackground };
  const nameServer = resolver.nameServers[0] ?? "127.0.0.1";
  const askAll = createResolver(resolver, ask);
  let tried: { readonly host: string; readonly names: readonly string[] } = { host: "", names: [] };
  const find = (host: string): NameLookup => {
    if (isAddress(host)) return { ip: host, waitMs: 0 };
    const known = hosts.get(host.toLowerCase());
    if (known !== undefined) return { ip: known, waitMs: 0 };
    if (tried.host !== host) tried = { host, names: namesToTry(host, resolver) };
    return firstAddress(tried.names, askAll);
  };
  /** @returns the failure, when there is no address or the client's patience is over before there is. */
  const waitForNames = async (request: Limited, lookup: NameLookup): Promise<Unresolved | undefined> => {
    const { ip, waitMs } = lookup;
    const limitMs = Math.min(waitMs, request.connectTimeoutMs ?? waitMs, request.timeoutMs ?? waitMs);
    if (limitMs > 0) await network.wait(limitMs, sendOptions);
    if (limitMs < waitMs)
      return network.unresolved(source, request, { isTemporary: true, waitMs: limitMs }, true);
    return ip === undefined ? network.unresolved(source, request, lookup) : undefined;
  };
  return {
    source,
    ...(options.sockets === undefined ? {} : { sockets: options.sockets }),
    nameServer,
    query: (question, server = nameServer, protocol = resolver.usesTCP ? "TCP" : "UDP") =>
      ask(question, server, protocol),
    resolve: (host) => find(host).ip,
    async lookUp(host): Promise<NameLookup> {
      const lookup = find(host);
      if (lookup.waitMs > 0) await network.wait(lookup.waitMs, sendOptions);
      return lookup;
    },
    ping: (ip) => network.ping(source, ip),
    async connect(host, port, timeoutMs, keepAlive) {
      const target = {
        host,
        port,
        ...(timeoutMs === undefined ? {} : { connectTimeoutMs: timeoutMs }),
        ...(keepAlive === undefined ? {} : { keepAlive }),
      };
      const lookup = find(host);
      const failure = await waitForNames(target, lookup);
      return (
        failure ?? network.connect(source, lookup.ip ?? "", withLessTime(target, lookup.waitMs), sendOptions)
      );
    },
    send(request): Outcome | Promise<Outcome> {
      const kept = request.keepAlive === undefined ? undefined : network.addressOfKept(request);
      if (kept !== undefined) return network.send(source, kept, request, sendOptions);
      const lookup = find(request.host);
      const { ip, waitMs } = lookup;
      if (waitMs === 0 && ip !== undefined) return network.send(source, ip, request, sendOptions);
      if (waitMs === 0) return network.unresolved(source, request, lookup);
      return waitForNames(request, lookup).then(
        (failure) => failure ?? network.send(source, ip ?? "", withLessTime(request, waitMs), sendOptions),
      );
    },
  };
}

/** What a request, or a connection, has of limits. */
type Limited = Pick<OutgoingRequest, "host" | "port" | "connectTimeoutMs" | "timeoutMs">;

/** What is left of the client's limits after it waited for its name servers. */
function withLessTime<Request extends Limited>(request: Request, waitedMs: number): Request {
  const { connectTimeoutMs, timeoutMs } = request;
  return {
    ...request,
    ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs: connectTimeoutMs - waitedMs }),
    ...(timeoutMs === undefined ? {} : { timeoutMs: timeoutMs - waitedMs }),
  };
}

/** An address needs no look-up; most names begin with a letter, which is cheap to see. */
function isAddress(host: string): boolean {
  const first = host.charCodeAt(0);
  return first >= 48 && first <= 57 && parseIPv4(host) !== undefined;
}

/** An answer, and how long the servers before it were waited for. */
interface Reply {
  readonly answer: DnsAnswer;
  readonly waitMs: number;
}

/**
 * Asks the servers one after the other, as send_dg of glibc does: who does not answer costs the time limit, who fails
 * or is not there costs nothing, and what the first one says of a name counts.
 */
function createResolver(resolver: ResolverConfig, ask: AskServer): (question: DnsQuestion) => Reply {
  const { nameServers, timeoutMs, attempts, rotates, usesTCP } = resolver;
  const protocol = usesTCP ? "TCP" : "UDP";
  let turn = 0;
  return (question) => {
    const first = rotates ? turn++ : 0;
    let waitMs = 0;
    let failure: DnsAnswer | undefined;
    for (let at = 0; at < nameServers.length; at++) {
      const answer = ask(question, nameServers[(first + at) % nameServers.length] as string, protocol);
      if (answer.status === "NOERROR" || answer.status === "NXDOMAIN") return { answer, waitMs };
      if (answer.status === "NO_REPLY")
        waitMs += at === 0 ? timeoutMs : shareOf(timeoutMs, at, nameServers.length);
      if (failure === undefined || answer.status === "SERVFAIL") failure = answer;
    }
    return { answer: failure ?? { status: "PORT_UNREACHABLE", records: [] }, waitMs: waitMs * attempts };
  };
}

/** Later servers get the limit, doubled for each before them, divided by how many there are. */
function shareOf(timeoutMs: number, at: number, servers: number): number {
  return Math.max(1_000, Math.floor((timeoutMs * 2 ** at) / servers / 1_000) * 1_000);
}

/** Goes on after a name that does not exist or that a server fails at, and gives up when no server is there. */
function firstAddress(names: readonly string[], ask: (question: DnsQuestion) => Reply): NameLookup {
  let waitMs = 0;
  let isTemporary = false;
  for (const name of names) {
    const reply = ask({ name, type: "A" });
    const { status, records } = reply.answer;
    waitMs += reply.waitMs;
    for (const record of records) if (record.type === "A") return { ip: record.value, waitMs };
    if (status === "NO_REPLY" || status === "PORT_UNREACHABLE") return { isTemporary: true, waitMs };
    if (status === "SERVFAIL") isTemporary = true;
  }
  return { isTemporary, waitMs };
}

/**
 * The world outside one cluster: hosts by address, and their names. An address that is not described drops packets, as
 * a silent host does. How a request reaches a described host is the caller's choice: `answerDirectly`, or an HTTP client.
 */
import { byteLength } from "../bytes.ts";
import type { HttpReply, HttpRequest } from "./http.ts";
import { parseCidr, parseIPv4 } from "./ip-address.ts";
import { IpPool } from "./ip-pool.ts";
import { described, type MockedHost, portOf } from "./mocked-host.ts";

export type OutsideAnswer = HttpReply | { readonly failure: "refused" | "reset" | "silent" | "empty" };

export interface OutsideRequest {
  readonly scheme: "http" | "https";
  readonly ip: string;
  readonly port: number;
  readonly request: HttpRequest;
}

/** What carries requests to hosts outside, and their answers back. */
export interface OutsideTransport {
  /**
   * Takes real time perhaps, and no simulated one.
   * @param answer what the host was described to answer; absent when it is not described.
   */
  send(request: OutsideRequest, answer: OutsideAnswer | undefined): Promise<OutsideAnswer>;
  close(): void;
}

/** Without an HTTP client: what was described is the answer, and any other host is silent. */
export const answerDirectly: OutsideTransport = {
  send: async (_, answer) => answer ?? { failure: "silent" },
  close: () => {},
};

export interface OutsideOptions {
  readonly transport?: OutsideTransport;
  /** Simulated Unix milliseconds, for the Date header of mocked answers; without it they have none. */
  readonly now?: (() => number) | undefined;
}

/** Statuses whose answer ends with its headers. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** Hosts that were mocked by name alone get addresses from a block kept for documentation. */
const NAMED_HOSTS = parseCidr("203.0.113.0/24");

export class OutsideHosts {
  /** Address -> port. */
  readonly #ports = new Map<string, Map<number, MockedHost>>();
  readonly #names = new Map<string, string>();
  readonly #missedListeners: ((name: string) => void)[] = [];
  readonly #pool = new IpPool(NAMED_HOSTS);
  readonly #transport: OutsideTransport;
  readonly #now: OutsideOptions["now"];

  constructor({ transport = answerDirectly, now }: OutsideOptions = {}) {
    this.#transport = transport;
    this.#now = now;
  }

  /**
   * Describes one port of a host; a second call for the same port replaces the first.
   * @param address an IPv4 address, or a DNS name, which then gets an address.
   * @returns the address.
   * @throws RangeError for an answer that no server can give.
   */
  mock(address: string, host: MockedHost = {}): string {
    const ip = parseIPv4(address) === undefined ? this.#addressOf(address) : address;
    for (const name of host.names ?? []) this.#names.set(name.toLowerCase(), ip);
    const ports = this.#ports.get(ip) ?? new Map<number, MockedHost>();
    this.#ports.set(ip, ports.set(portOf(host).port, described(host)));
    return ip;
  }

  /** Tells of names that somebody asked for, that may exist in the real world, and that nobody described. */
  watchMissed(listener: (name: string) => void): void {
    this.#missedListeners.push(listener);
  }

  missed(name: string): void {
    for (const listen of this.#missedListeners) listen(name);
  }

  /** The address behind a name of the outside world. */
  resolve(name: string): string | undefined {
    return this.#names.get(name.toLowerCase());
  }

  /** Hosts that were described answer, unless all of their ports are silent. */
  answersPing(ip: string): boolean {
    return [...(this.#ports.get(ip)?.values() ?? [])].some(({ failure }) => failure !== "silent");
  }

  /** Whether a described host takes connections at a port; undefined where nobody answers. */
  accepts(ip: string, port: number): boolean | undefined {
    const ports = this.#ports.get(ip);
    const failure = ports?.get(port)?.failure;
    if (ports === undefined || failure === "silent") return undefined;
    return ports.has(port) && failure !== "refused";
  }

  /** The ports at which a described host takes connections; undefined where none was described. */
  openPorts(ip: string): readonly number[] | undefined {
    const ports = this.#ports.get(ip);
    return ports && [...ports.keys()].filter((port) => this.accepts(ip, port) === true);
  }

  /** Sends one request; takes no simulated time. */
  async request(
    ip: string,
    port: number,
    scheme: "http" | "https",
    request: HttpRequest,
  ): Promise<OutsideAnswer> {
    const ports = this.#ports.get(ip);
    const host = ports?.get(port);
    if (ports !== undefined && host === undefined) return { failure: "refused" };
    // A port does not understand the other scheme.
    if (host !== undefined && portOf(host).scheme !== scheme) return { failure: "silent" };
    const answer = host && answerOf(host, request, this.#now?.());
    return this.#transport.send({ scheme, ip, port, request }, answer);
  }

  /** Frees what the transport holds. All hosts are silent then. */
  close(): void {
    this.#ports.clear();
    this.#transport.close();
  }

  #addressOf(name: string): string {
    const known = this.resolve(name);
    if (known !== undefined) return known;
    const ip = this.#pool.allocate();
    if (ip === undefined)
      throw new Error(
        `all ${NAMED_HOSTS.size - 3} addresses for hosts that are mocked by name are in use: give "${name}" an address of its own`,
      );
    this.#names.set(name.toLowerCase(), ip);
    return ip;
  }
}

/** What the host was described to answer, with the headers that every server adds. */
function answerOf(host: MockedHost, request: HttpRequest, now: number | undefined): OutsideAnswer {
  if (host.failure !== undefined) return { failure: host.failure };
  const { status = 200, statusText, headers = {}, delayMs } = host;
  const body = typeof host.body === "function" ? host.body(request) : (host.body ?? "");
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const hasLength = names.has("content-length") || names.has("transfer-encoding");
  return {
    status,
    ...(statusText === undefined ? {} : { statusText }),
    headers: {
      ...(now === undefined || names.has("date") ? {} : { Date: new Date(now).toUTCString() }),
      ...headers,
      ...(hasLength ? {} : { "Content-Length": String(byteLength(body)) }),
    },
    body: request.method === "HEAD" || BODILESS.has(status) ? "" : body,
    ...(delayMs === undefined ? {} : { delayMs }),
  };
}

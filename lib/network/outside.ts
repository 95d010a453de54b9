/**
 * The world outside one cluster: hosts by address, mocked with nock, and their names. An address that nobody described
 * swallows packets, as a silent host does, unless the real network was opened for this cluster.
 *
 * Two clusters in one process may mock the same address differently: each request carries a marker that only the
 * interceptors of its own cluster accept.
 */
import { byteLength } from "../bytes.ts";
import { type HostReply, isNockLoaded, loadNock, type Nock, sendToHost } from "./host-http.ts";
import type { HttpReply, HttpRequest } from "./http.ts";
import { parseCidr, parseIPv4 } from "./ip-address.ts";
import { IpPool } from "./ip-pool.ts";
import { type MockedHost, portOf } from "./mocked-host.ts";

export type OutsideFailure = { readonly failure: "refused" | "reset" | "silent" | "empty" };

interface Listener {
  readonly host: MockedHost;
  readonly scheme: "http" | "https";
  /** nock's interceptors by method, set up when a method is first used. */
  readonly interceptors: Map<string, ReturnType<ReturnType<Nock>["intercept"]>>;
}

export interface OutsideOptions {
  /** Lets requests to addresses that nobody mocked leave this computer. Default false. */
  readonly realNetwork?: boolean;
  /** Simulated Unix milliseconds, for the Date header of mocked answers; without it they have none. */
  readonly now?: () => number;
}

const MARKER = "x-simulated-request";
const STATUS_TEXT = "x-simulated-status-text";
/** Hosts that were mocked by name alone get addresses from a block kept for documentation. */
const NAMED_HOSTS = parseCidr("203.0.113.0/24");
const FAILURE_CODES = {
  refused: "ECONNREFUSED",
  reset: "ECONNRESET",
  silent: "ETIMEDOUT",
  empty: "EMPTY",
} as const;

let clusters = 0;

export class OutsideHosts {
  /** Address -> port. */
  readonly #listeners = new Map<string, Map<number, Listener>>();
  readonly #names = new Map<string, string>();
  readonly #pool = new IpPool(NAMED_HOSTS);
  readonly #inFlight = new Map<string, HttpRequest>();
  readonly #cluster = ++clusters;
  readonly #options: OutsideOptions;
  #requests = 0;

  constructor(options: OutsideOptions = {}) {
    this.#options = options;
  }

  /**
   * Describes one port of a host; a second call for the same port replaces the first.
   * @param address an IPv4 address, or a DNS name, which then gets an address.
   * @returns the address.
   */
  mock(address: string, host: MockedHost = {}): string {
    const ip = parseIPv4(address) === undefined ? this.#addressOf(address) : address;
    for (const name of host.names ?? []) this.#names.set(name.toLowerCase(), ip);
    const { scheme, port } = portOf(host);
    const ports = this.#listeners.get(ip) ?? new Map<number, Listener>();
    remove(ports.get(port));
    ports.set(port, { host, scheme, interceptors: new Map() });
    this.#listeners.set(ip, ports);
    return ip;
  }

  /** The address behind a name of the outside world. */
  resolve(name: string): string | undefined {
    return this.#names.get(name.toLowerCase());
  }

  /** Hosts that were described answer, unless all of their ports are silent. */
  answersPing(ip: string): boolean {
    return [...(this.#listeners.get(ip)?.values() ?? [])].some(({ host }) => host.failure !== "silent");
  }

  /** Sends one request; takes real time, and no simulated one. */
  async request(
    ip: string,
    port: number,
    scheme: "http" | "https",
    request: HttpRequest,
  ): Promise<HttpReply | OutsideFailure> {
    const { realNetwork = false } = this.#options;
    const ports = this.#listeners.get(ip);
    const listener = ports?.get(port);
    if (listener !== undefined) this.#intercept(ip, port, listener, request.method);
    else if (ports !== undefined) return { failure: "refused" };
    else if (!realNetwork && !isNockLoaded()) return { failure: "silent" };
    const marker = `${this.#cluster}-${++this.#requests}`;
    this.#inFlight.set(marker, request);
    try {
      const reply = await sendToHost({
        scheme,
        ip,
        port,
        request,
        markers: { [MARKER]: marker },
        realNetwork: realNetwork && listener === undefined,
      });
      return toReply(reply, listener?.host.delayMs);
    } catch (error) {
      return { failure: failureOf(error) };
    } finally {
      this.#inFlight.delete(marker);
    }
  }

  /** Removes the interceptors of this cluster from the process. */
  close(): void {
    for (const ports of this.#listeners.values()) for (const listener of ports.values()) remove(listener);
    this.#listeners.clear();
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

  #intercept(ip: string, port: number, { host, scheme, interceptors }: Listener, method: string): void {
    if (interceptors.has(method)) return;
    const reqheaders = { [MARKER]: (marker: string) => this.#inFlight.has(marker) };
    const interceptor = loadNock()(`${scheme}://${ip}:${port}`, { reqheaders })
      .persist()
      .intercept(/.*/, method);
    interceptors.set(method, interceptor);
    if (host.failure !== undefined) {
      interceptor.replyWithError(
        Object.assign(new Error(host.failure), { code: FAILURE_CODES[host.failure] }),
      );
      return;
    }
    const inFlight = this.#inFlight;
    const now = this.#options.now;
    interceptor.reply(function () {
      const request = inFlight.get(String(this.req.headers[MARKER])) as HttpRequest;
      const body = typeof host.body === "function" ? host.body(request) : (host.body ?? "");
      return [host.status ?? 200, body, headersOf(host, body, now?.())];
    });
  }
}

function remove(listener: Listener | undefined): void {
  for (const interceptor of listener?.interceptors.values() ?? []) loadNock().removeInterceptor(interceptor);
}

/** What the description says, and what every server adds of itself. */
function headersOf(host: MockedHost, body: string, now: number | undefined): Record<string, string> {
  const described = host.headers ?? {};
  const names = new Set(Object.keys(described).map((name) => name.toLowerCase()));
  return {
    ...(now === undefined || names.has("date") ? {} : { Date: new Date(now).toUTCString() }),
    ...described,
    ...(names.has("content-length") || names.has("transfer-encoding")
      ? {}
      : { "Content-Length": String(byteLength(body)) }),
    ...(host.statusText === undefined ? {} : { [STATUS_TEXT]: host.statusText }),
  };
}

function toReply(reply: HostReply, delayMs: number | undefined): HttpReply {
  const headers: Record<string, string> = {};
  let statusText = reply.statusText;
  for (let at = 0; at + 1 < reply.rawHeaders.length; at += 2) {
    const name = reply.rawHeaders[at] as string;
    const value = reply.rawHeaders[at + 1] as string;
    if (name.toLowerCase() === STATUS_TEXT) statusText = value;
    else headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return {
    status: reply.status,
    statusText,
    headers,
    body: reply.body,
    ...(delayMs === undefined ? {} : { delayMs }),
  };
}

/** What nobody answered is silence: the real network is shut, or nock had no match for this cluster. */
function failureOf(error: unknown): OutsideFailure["failure"] {
  const { code } = error as { code?: string };
  const known = Object.entries(FAILURE_CODES).find(([, value]) => value === code);
  return (known?.[0] as OutsideFailure["failure"] | undefined) ?? "silent";
}

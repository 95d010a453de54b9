/** proxy_pass: which server of a group is next, and what nginx makes of its answer or its silence. */
import type { ConnectError, HttpReply, NetworkClient, Outcome } from "../../network/http.ts";
import type { Config, Location, Peer, Upstream } from "./config.ts";
import type { Answer } from "./reply.ts";
import type { Exchange } from "./variables.ts";

/** Headers of one connection, which a proxy does not pass on. */
const HOP_BY_HOP = new Set(["host", "connection", "keep-alive", "te", "upgrade", "content-length", "expect"]);
/** What nginx writes itself. */
const OWN = new Set([
  "server",
  "date",
  "content-type",
  "content-length",
  "connection",
  "keep-alive",
  "transfer-encoding",
]);

/** Tells the error log what happened, and to which upstream. */
export type LogError = (what: string, upstream?: string) => void;

/** Round robin by weight, as nginx smooths it: heavy servers take turns with light ones. */
class Balancer {
  readonly #current = new Map<Peer, number>();

  next({ peers, method }: Upstream, tried: ReadonlySet<Peer>, clientIP: string): Peer | undefined {
    const usable = peers.filter((peer) => !peer.isDown && !tried.has(peer));
    const first = usable.filter(({ isBackup }) => !isBackup);
    const candidates = first.length > 0 ? first : usable;
    if (method === "ip_hash" && tried.size === 0) return byHash(candidates, clientIP);
    const total = candidates.reduce((sum, { weight }) => sum + weight, 0);
    let best: Peer | undefined;
    for (const peer of candidates) {
      this.#current.set(peer, (this.#current.get(peer) ?? 0) + peer.weight);
      if (best === undefined || (this.#current.get(peer) ?? 0) > (this.#current.get(best) ?? 0)) best = peer;
    }
    if (best !== undefined) this.#current.set(best, (this.#current.get(best) ?? 0) - total);
    return best;
  }
}

/** The first three parts of an IPv4 address decide. */
function byHash(peers: readonly Peer[], ip: string): Peer | undefined {
  let hash = 89;
  for (const part of ip.split(".").slice(0, 3)) hash = (hash * 113 + Number(part)) % 6_271;
  let weight = hash % peers.reduce((sum, peer) => sum + peer.weight, 0);
  return peers.find((peer) => {
    weight -= peer.weight;
    return weight < 0;
  });
}

export class UpstreamProxy {
  readonly #config: Config;
  readonly #network: NetworkClient;
  readonly #isMusl: boolean;
  readonly #balancers = new Map<Upstream, Balancer>();

  /** @param isMusl the C libraries of Alpine and Debian name errors in different ways. */
  constructor(config: Config, network: NetworkClient, isMusl: boolean) {
    this.#config = config;
    this.#network = network;
    this.#isMusl = isMusl;
  }

  /** @returns the upstream's answer, or the status of an error. */
  async pass(exchange: Exchange, location: Location, logError: LogError): Promise<Answer | number> {
    const target = this.#target(exchange, location);
    if (typeof target === "string") {
      logError(target);
      return 502;
    }
    const { upstream, authority, path } = target;
    exchange.proxyHost = authority;
    const tried = new Set<Peer>();
    let status = 502;
    for (;;) {
      const peer = this.#balancerOf(upstream).next(upstream, tried, exchange.request.clientIP);
      if (peer === undefined) {
        if (tried.size === 0)
          logError("no live upstreams while connecting to upstream", `http://${authority}${path}`);
        return status;
      }
      tried.add(peer);
      exchange.upstream = [exchange.upstream, peer.address].filter((text) => text !== "").join(", ");
      const outcome = await this.#ask(exchange, location, peer, path);
      if ("reply" in outcome) {
        const isNext = location.settings.triesNext.includes(`http_${outcome.reply.status}`);
        if (!isNext || tried.size >= upstream.peers.length) return passed(outcome.reply, location);
        status = outcome.reply.status;
        continue;
      }
      const [failed, what] = failure(outcome.error, this.#isMusl);
      logError(what, `http://${peer.address}${path}`);
      status = failed;
      if (location.settings.triesNext.includes("off")) return status;
    }
  }

  #balancerOf(upstream: Upstream): Balancer {
    const known = this.#balancers.get(upstream) ?? new Balancer();
    this.#balancers.set(upstream, known);
    return known;
  }

  /** @returns what the error log says when there is no server to ask. */
  #target(
    exchange: Exchange,
    { proxy, path, kind, settings }: Location,
  ): { readonly upstream: Upstream; readonly authority: string; readonly path: string } | string {
    const query = exchange.args === "" ? "" : `?${exchange.args}`;
    let authority = proxy?.authority(exchange) ?? "";
    let uri = proxy?.uri?.(exchange);
    if (proxy?.hasVariables === true) {
      const [, whole = authority, rest = ""] = /^(?:http:\/\/)?([^/]*)(.*)$/s.exec(authority) ?? [];
      authority = whole;
      uri = uri ?? (rest === "" ? undefined : rest);
    }
    const escaped = encodeURI(exchange.uri);
    const own =
      exchange.uri === decodedPath(exchange.request.path) ? exchange.request.path : `${escaped}${query}`;
    const mapped =
      uri === undefined
        ? own
        : proxy?.hasVariables === true
          ? uri
          : `${uri}${kind === "prefix" ? encodeURI(exchange.uri.slice(path.length)) : ""}${query}`;
    const known = this.#config.upstreams.get(authority);
    if (known !== undefined) return { upstream: known, authority, path: mapped };
    const [host = "", port = "80"] = authority.split(":");
    if (/^\d+(?:\.\d+){3}$/.test(host))
      return { upstream: single(`${host}:${port}`), authority, path: mapped };
    if (settings.resolver === undefined) return `no resolver defined to resolve ${host}`;
    // nginx's own resolver asks for the name as it stands: it knows no search list.
    const record = this.#network.query({ name: host, type: "A" }).records.find(({ type }) => type === "A");
    if (record === undefined) return `${host} could not be resolved (3: Host not found)`;
    return { upstream: single(`${record.value}:${port}`), authority, path: mapped };
  }

  async #ask(exchange: Exchange, { settings }: Location, peer: Peer, path: string): Promise<Outcome> {
    const { request, proxyHost } = exchange;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers))
      if (!HOP_BY_HOP.has(name)) headers[name] = value;
    if (request.body !== "") headers["content-length"] = request.headers["content-length"] ?? "";
    headers.host = proxyHost;
    headers.connection = "close";
    for (const { name, value } of settings.proxyHeaders) {
      const text = value(exchange);
      if (text === "") delete headers[name.toLowerCase()];
      else headers[name.toLowerCase()] = text;
    }
    const [host = "", port = "80"] = peer.address.split(":");
    return this.#network.send({
      method: request.method,
      host,
      port: Number(port),
      path,
      headers,
      body: request.body,
      connectTimeoutMs: settings.connectTimeoutMs,
      timeoutMs: settings.connectTimeoutMs + settings.readTimeoutMs,
    });
  }
}

/** @returns the status for the client, and what the error log says. */
function failure(
  { code, connected }: ConnectError,
  isMusl: boolean,
): readonly [status: number, what: string] {
  const connecting = "while connecting to upstream";
  const reading = "while reading response header from upstream";
  switch (code) {
    case "ETIMEDOUT": {
      const time = isMusl ? "Operation timed out" : "Connection timed out";
      return [504, `upstream timed out (110: ${time}) ${connected ? reading : connecting}`];
    }
    case "ECONNREFUSED":
      return [502, `connect() failed (111: Connection refused) ${connecting}`];
    case "EHOSTUNREACH":
      return [
        502,
        `connect() failed (113: ${isMusl ? "Host is unreachable" : "No route to host"}) ${connecting}`,
      ];
    case "ECONNRESET":
      return [502, `recv() failed (104: Connection reset by peer) ${reading}`];
    default:
      return [502, `upstream prematurely closed connection ${reading}`];
  }
}

function single(address: string): Upstream {
  return { peers: [{ address, weight: 1, isBackup: false, isDown: false }], method: "round robin" };
}

function decodedPath(path: string): string {
  const [bare = ""] = path.split("?", 1);
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

function passed(reply: HttpReply, { settings }: Location): Answer {
  const headers: Record<string, string> = {};
  let type: string | undefined;
  for (const [name, value] of Object.entries(reply.headers)) {
    const lower = name.toLowerCase();
    if (lower === "content-type") type = value;
    else if (!OWN.has(lower) && !settings.hiddenHeaders.includes(lower)) headers[name] = value;
  }
  return { status: reply.status, ...(type === undefined ? {} : { type }), body: reply.body, passed: headers };
}

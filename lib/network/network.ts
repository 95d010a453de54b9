/**
 * The cluster's network: requests and pings, from the client's packet to the answer.
 *
 * Models what a client can observe of the kernel, the CNI plug-in and the wire: who answers, what the server sees as
 * client address, refused or silent, and after how long. Packets themselves, throughput and latency of a healthy
 * cluster are left out: a request that is answered takes no simulated time but the server's own.
 */
import type { Loop } from "../sim/loop.ts";
import { Call, CONNECT_TIMEOUT_MS } from "./call.ts";
import type {
  Connected,
  EchoReply,
  Hop,
  HttpHandler,
  NameLookup,
  Outcome,
  OutgoingRequest,
  Source,
} from "./http.ts";
import { closesConnection, KeptConnections } from "./kept-connections.ts";
import type { MockedHost } from "./mocked-host.ts";
import { answerDirectly, OutsideHosts, type OutsideTransport } from "./outside.ts";
import { mockShippedHosts } from "./outside-hosts/index.ts";
import { listenerAt, type Route, Topology } from "./topology.ts";

export interface NetworkOptions {
  readonly loop: Loop;
  /** Told of every request once its end is known, answered or not. */
  readonly onHop?: (hop: Hop) => void;
  /** Unix milliseconds when the loop stands at 0, for the Date header of mocked hosts; without it they send none. */
  readonly epochMs?: number;
  /** What carries requests to hosts outside. Default: they are answered directly. */
  readonly transport?: OutsideTransport | undefined;
}

export interface SendOptions {
  /** Whether `settle` need not wait for a client that hangs. */
  readonly background?: boolean;
  /** For the cluster's own requests, such as probes, which no client of an exercise sent. */
  readonly isUnrecorded?: boolean;
}

/** The route of an open connection, and the handler at its end. */
interface OpenConnection {
  readonly route: Route;
  readonly listener: HttpHandler | undefined;
}

/** When Linux sends SYN again (tcp_syn_linear_timeouts 4, tcp_syn_retries 6). */
const SYN_RETRIES_MS = [1_000, 2_000, 3_000, 4_000, 5_000, 7_000, 11_000, 19_000, 35_000, 67_000];
/** When the last router gives up its ARP requests for the address. */
const HOST_UNREACHABLE_MS = 3_070;

export class Network {
  readonly outside: OutsideHosts;
  readonly topology = new Topology();
  readonly #loop: Loop;
  readonly #onHop: (hop: Hop) => void;
  readonly #kept = new KeptConnections<OpenConnection>(
    (kept) => this.#isUsable(kept),
    () => this.#loop.now,
  );

  constructor({ loop, onHop, epochMs, transport = answerDirectly }: NetworkOptions) {
    this.#loop = loop;
    this.#onHop = onHop ?? (() => {});
    this.outside = new OutsideHosts({
      transport,
      now: epochMs === undefined ? undefined : () => epochMs + loop.now,
    });
    mockShippedHosts(this.outside);
  }

  /** Describes a port of a host outside, by address or by name. @returns its address. */
  mockHost(address: string, host: MockedHost): string {
    return this.outside.mock(address, host);
  }

  close(): void {
    this.outside.close();
  }

  /**
   * One request on a new connection. Only inside an actor.
   * @param ip the address that the client resolved.
   * @returns a promise only where something has to be waited for.
   */
  send(
    source: Source,
    ip: string,
    request: OutgoingRequest,
    options: SendOptions = {},
  ): Outcome | Promise<Outcome> {
    const kept = this.#kept.find(request);
    const call = new Call(
      this.#loop,
      source,
      kept?.ip ?? ip,
      request,
      options.background ?? false,
      kept !== undefined,
    );
    const route = kept?.route.route ?? this.#reach(call, source);
    return route instanceof Promise
      ? route.then((found) => this.#sent(call, found, options))
      : this.#sent(call, route, options);
  }

  #sent(call: Call, route: Route, options: SendOptions): Outcome | Promise<Outcome> {
    const arrived = this.#arrive(call, route);
    return arrived instanceof Promise
      ? arrived.then((outcome) => this.#end(call, route, outcome, options))
      : this.#end(call, route, arrived, options);
  }

  #end(call: Call, route: Route, outcome: Outcome, { isUnrecorded }: SendOptions): Outcome {
    if (call.request.keepAlive !== undefined) this.#keep(call.request, call.ip, route, outcome);
    if (isUnrecorded !== true) this.#onHop(outcome.hop);
    return outcome;
  }

  /** A connection over which nothing is sent yet. Only inside an actor. @param target what of a request matters before it is sent. */
  async connect(
    source: Source,
    ip: string,
    target: Pick<OutgoingRequest, "host" | "port" | "connectTimeoutMs" | "keepAlive">,
    options: SendOptions = {},
  ): Promise<Connected> {
    const request = { ...target, method: "", path: "", headers: {}, body: "" };
    const call = new Call(this.#loop, source, ip, request, options.background ?? false, false);
    const route = await this.#reach(call, source);
    const { arrival } = route;
    const listener = listenerAt(arrival);
    if (arrival.kind === "host" && listener !== undefined) {
      this.#kept.keep(request, ip, { route, listener });
      const { raw } = listener;
      return raw === undefined ? { ip } : { ip, raw: (text) => raw(text, arrival.clientIP) };
    }
    const isOpen = arrival.kind === "outside" && this.outside.accepts(ip, target.port);
    if (isOpen) {
      this.#kept.keep(request, ip, { route, listener });
      return { ip };
    }
    const isSilent = arrival.kind === "outside" && isOpen === undefined;
    const failed = isSilent ? await this.#silence(call, route, ip) : await this.#arrive(call, route);
    this.#onHop(failed.hop);
    return "error" in failed ? failed : { ip };
  }

  /** Where the first packet of a connection ends up; one that is dropped is sent again. */
  #reach(call: Call, source: Source): Route | Promise<Route> {
    const route = this.topology.route(source, call.ip, call.request.port);
    return route.arrival.kind === "dropped" ? this.#reachAgain(call, source, route) : route;
  }

  async #reachAgain(call: Call, source: Source, dropped: Route): Promise<Route> {
    let route = dropped;
    for (const at of SYN_RETRIES_MS) {
      if (route.arrival.kind !== "dropped" || call.connectLimitMs <= at) break;
      await call.waitUntil(at);
      route = this.topology.route(source, call.ip, call.request.port);
    }
    return route;
  }

  /** The address at the other end of the connection that a request will use, if one is open already. */
  addressOfKept(request: OutgoingRequest): string | undefined {
    return this.#kept.find(request)?.ip;
  }

  /** One ICMP echo request: it has no port, so no Service forwards it. */
  ping(source: Source, ip: string): EchoReply {
    const reply = this.topology.ping(source, ip);
    if (reply.kind !== "outside") return reply;
    return { kind: this.outside.answersPing(ip) ? "reply" : "silence" };
  }

  /** Whether a connection would stand, for probes: @returns what the kernel says against it. Takes no time. */
  connectError(source: Source, ip: string, port: number): string | undefined {
    const { arrival } = this.topology.route(source, ip, port);
    if (arrival.kind === "host")
      return listenerAt(arrival) === undefined ? "connect: connection refused" : undefined;
    if (arrival.kind === "refused") return "connect: connection refused";
    return arrival.kind === "unreachable" ? "connect: no route to host" : "i/o timeout";
  }

  /** Lets time pass for a client that waits for a name server. Only inside an actor. */
  wait(ms: number, { background = false }: SendOptions = {}): Promise<void> {
    return this.#loop.sleep(ms, { background });
  }

  /**
   * The request that was never sent, because its host's name has no address.
   * @param lookup what the resolver found, after its waiting.
   */
  unresolved(
    from: Source,
    { host, port }: Pick<OutgoingRequest, "host" | "port">,
    lookup: NameLookup,
    isTimeout = false,
  ): Extract<Outcome, { error: unknown }> {
    const { isTemporary = false, waitMs } = lookup;
    const code = isTimeout ? "ETIMEDOUT" : "ENOTFOUND";
    const reason = isTemporary
      ? `no name server told whether there is "${host}"`
      : `no name server knows "${host}"`;
    const hop: Hop = { at: this.#loop.now, from, host, port, ip: "", error: code, reason, latencyMs: waitMs };
    this.#onHop(hop);
    return {
      error: {
        code,
        ...(isTemporary ? { isTemporary } : {}),
        reason,
        ip: "",
        port,
        connected: false,
        afterMs: waitMs,
      },
      hop,
    };
  }

  #keep(request: OutgoingRequest, ip: string, route: Route, outcome: Outcome): void {
    if ("error" in outcome || closesConnection(request) || closesConnection(outcome.reply))
      this.#kept.close(request);
    else
      this.#kept.keep(
        request,
        ip,
        { route, listener: listenerAt(route.arrival) },
        outcome.reply.idleTimeoutMs,
      );
  }

  /** A connection ends with the Pod that it leads to, and with the process that listens there. */
  #isUsable({ route: { arrival }, listener }: OpenConnection): boolean {
    if (arrival.kind !== "host") return arrival.kind === "outside";
    return this.topology.isAttached(arrival.host) && listenerAt(arrival) === listener;
  }

  #arrive(call: Call, route: Route): Outcome | Promise<Outcome> {
    const { arrival } = route;
    switch (arrival.kind) {
      case "host": {
        const { host, port } = arrival;
        const handler = listenerAt(arrival);
        const hop = call.hop(route, host.server);
        if (handler === undefined)
          return call.fail(
            hop,
            "ECONNREFUSED",
            `nothing listens on ${host.ip}:${port} (${host.server.name})`,
          );
        const isSecure = call.request.scheme === "https";
        const problem = isSecure ? handshakeProblem(call.request, handler) : undefined;
        if (problem !== undefined) return call.fail(hop, "EPROTO", problem, true);
        const respond = isSecure || handler.tls === undefined ? handler : handler.tls.answerPlain;
        const answer = respond(call.incoming(arrival.clientIP));
        return answer instanceof Promise
          ? answer.then((value) => call.answer(hop, value))
          : call.answer(hop, answer);
      }
      case "outside":
        return this.#askOutside(call, route, arrival);
      case "refused":
        return call.fail(call.hop(route), "ECONNREFUSED", arrival.reason);
      case "unreachable":
        return call.failLater(call.hop(route), "EHOSTUNREACH", arrival.reason, HOST_UNREACHABLE_MS);
      case "dropped":
        return call.failLater(call.hop(route), "ETIMEDOUT", arrival.reason, CONNECT_TIMEOUT_MS);
    }
  }

  #silence(call: Call, route: Route, ip: string): Promise<Outcome> {
    const reason = `no host answers at ${ip}, outside the cluster`;
    return call.failLater(call.hop(route), "ETIMEDOUT", reason, CONNECT_TIMEOUT_MS);
  }

  async #askOutside(
    call: Call,
    route: Route,
    { ip, port, clientIP }: { ip: string; port: number; clientIP: string },
  ): Promise<Outcome> {
    const answer = await this.outside.request(
      ip,
      port,
      call.request.scheme ?? "http",
      call.incoming(clientIP),
    );
    const hop = call.hop(route, { kind: "outside", name: ip, ip });
    if (!("failure" in answer)) return call.answer(hop, answer);
    const { failure } = answer;
    if (failure === "refused")
      return call.fail(hop, "ECONNREFUSED", `nothing listens on ${ip}:${port}, outside the cluster`);
    if (failure === "silent") return this.#silence(call, route, ip);
    return call.answer(hop, { failure });
  }
}

/** Why no TLS connection comes about. */
function handshakeProblem({ port, trusts }: OutgoingRequest, { tls }: HttpHandler): string | undefined {
  if (tls === undefined) return `the server at port ${port} does not speak TLS`;
  const { certificate } = tls;
  return trusts === undefined || trusts(certificate)
    ? undefined
    : `the client does not trust the certificate of ${certificate.subject}`;
}

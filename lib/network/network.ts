/**
 * The cluster's network: hosts by address, the rules that each node applies to a packet, and the way of one request.
 *
 * Models what a client can observe of the kernel, the CNI plug-in and the wire: who answers, what the server sees as
 * client address, refused or silent, and after how long. Packets themselves, throughput and latency of a healthy
 * cluster are left out: a request that is answered takes no simulated time but the server's own.
 */
import type { Loop } from "../sim/loop.ts";
import { Call, CONNECT_TIMEOUT_MS, type Passage } from "./call.ts";
import type { EchoReply, Hop, HttpHandler, Outcome, OutgoingRequest, Source } from "./http.ts";
import { type Cidr, contains } from "./ip-address.ts";
import { closesConnection, KeptConnections } from "./kept-connections.ts";
import type { MockedHost } from "./mocked-host.ts";
import { OutsideHosts } from "./outside.ts";
import { mockShippedHosts } from "./outside-hosts/index.ts";

/** Something with an address inside the cluster: a Pod or a node. */
export interface Host {
  readonly ip: string;
  /** Who answers: the Pod's or the node's name. */
  readonly name: string;
  readonly node: string;
  /** What others reach. May change while the host lives. */
  readonly ports: ReadonlyMap<number, HttpHandler>;
  /** What only the host itself reaches, at 127.0.0.1. */
  readonly loopback: ReadonlyMap<number, HttpHandler>;
}

/** What a node's rules do with a packet to an address that is theirs. */
export type Verdict =
  | {
      readonly action: "forward";
      readonly ip: string;
      readonly port: number;
      readonly clientIP: string;
      readonly service: string;
      readonly endpoint: string;
    }
  | { readonly action: "refuse" | "drop"; readonly reason: string; readonly service?: string };

/** What a node's rules do with an ICMP echo request to an address that is theirs. */
export type Echo =
  | { readonly kind: "reply" | "silence" }
  | { readonly kind: "unreachable"; readonly what: "Port" };

/** kube-proxy, as the network sees it. */
export interface PacketRules {
  /** The mode that kube-proxy works in. */
  readonly mode: string;
  /** @returns undefined when the address is none of its own. */
  translate(source: Source, ip: string, port: number): Verdict | undefined;
  /** @returns undefined when the address is none of its own. */
  echo(ip: string): Echo | undefined;
}

export interface NodeLink {
  readonly name: string;
  readonly ip: string;
  /** The node's end of its Pods' network. */
  readonly podGateway: string;
  readonly rules: PacketRules;
}

/** Addresses inside the cluster that belong to nobody: packets vanish, or the last router says so. */
export interface Subnet {
  readonly cidr: Cidr;
  readonly unallocated: "drop" | "unreachable";
  /** What the addresses are, for reasons: `Service`, `Pod`. */
  readonly called: string;
  /** Whether machines outside the cluster have a route to it. */
  readonly reachableFromOutside: boolean;
}

export interface NetworkOptions {
  readonly loop: Loop;
  /** Told of every request once its end is known, answered or not. */
  readonly onHop?: (hop: Hop) => void;
  /** Unix milliseconds when the loop stands at 0, for the Date header of mocked hosts; without it they send none. */
  readonly epochMs?: number;
  /** Lets requests to addresses outside that nobody mocked leave this computer. Default false. */
  readonly realNetwork?: boolean;
}

export interface SendOptions {
  /** Whether `settle` need not wait for a client that hangs. */
  readonly background?: boolean;
  /** For the cluster's own requests, such as probes, which are nobody's experiment. */
  readonly isUnrecorded?: boolean;
}

/** Where a packet ends up. */
type Arrival =
  | {
      readonly kind: "host";
      readonly host: Host;
      readonly port: number;
      readonly clientIP: string;
      readonly loopback: boolean;
    }
  | { readonly kind: "outside"; readonly ip: string; readonly port: number; readonly clientIP: string }
  | { readonly kind: "refused" | "dropped" | "unreachable"; readonly reason: string };

interface Route extends Passage {
  readonly arrival: Arrival;
}

/** The way of a connection that stands, and who listens at its end. */
interface StandingRoute {
  readonly route: Route;
  readonly listener: HttpHandler | undefined;
}

/** When Linux sends SYN again (tcp_syn_linear_timeouts 4, tcp_syn_retries 6). */
const SYN_RETRIES_MS = [1_000, 2_000, 3_000, 4_000, 5_000, 7_000, 11_000, 19_000, 35_000, 67_000];
/** When the last router gives up asking who has the address. */
const HOST_UNREACHABLE_MS = 3_070;

export class Network {
  readonly outside: OutsideHosts;
  readonly #loop: Loop;
  readonly #onHop: (hop: Hop) => void;
  readonly #subnets: Subnet[] = [];
  readonly #hosts = new Map<string, Host>();
  readonly #kept = new KeptConnections<StandingRoute>(
    (way) => this.#stands(way),
    () => this.#loop.now,
  );
  readonly #nodes = new Map<string, NodeLink>();
  readonly #nodesByIP = new Map<string, NodeLink>();
  #gateway: (ip: string, port: number) => string | undefined = () => undefined;

  constructor({ loop, onHop, epochMs, realNetwork = false }: NetworkOptions) {
    this.#loop = loop;
    this.#onHop = onHop ?? (() => {});
    this.outside = new OutsideHosts({
      realNetwork,
      ...(epochMs === undefined ? {} : { now: () => epochMs + loop.now }),
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

  addSubnet(subnet: Subnet): void {
    this.#subnets.push(subnet);
  }

  attach(host: Host): void {
    this.#hosts.set(host.ip, host);
  }

  detach(ip: string): void {
    this.#hosts.delete(ip);
  }

  addNode(node: NodeLink): void {
    this.#nodes.set(node.name, node);
    this.#nodesByIP.set(node.ip, node);
  }

  /** How packets from outside get in besides by a node's own address: which node receives those to a load balancer's, say. */
  setGateway(nodeFor: (ip: string, port: number) => string | undefined): void {
    this.#gateway = nodeFor;
  }

  /**
   * One request on a new connection. Only inside an actor.
   * @param ip the address that the client resolved.
   */
  async send(
    source: Source,
    ip: string,
    request: OutgoingRequest,
    options: SendOptions = {},
  ): Promise<Outcome> {
    const kept = this.#kept.find(request);
    const call = new Call(
      this.#loop,
      source,
      kept?.ip ?? ip,
      request,
      options.background ?? false,
      kept !== undefined,
    );
    let route = kept?.way.route ?? this.#route(source, ip, request.port);
    for (const at of SYN_RETRIES_MS) {
      if (route.arrival.kind !== "dropped" || call.connectLimitMs <= at) break;
      await call.waitUntil(at);
      route = this.#route(source, ip, request.port);
    }
    const arrived = this.#arrive(call, route);
    const outcome = arrived instanceof Promise ? await arrived : arrived;
    if (request.keepAlive !== undefined) this.#keep(request, kept?.ip ?? ip, route, outcome);
    if (options.isUnrecorded !== true) this.#onHop(outcome.hop);
    return outcome;
  }

  /** The address at the other end of the connection that a request will use, if one stands already. */
  addressOfKept(request: OutgoingRequest): string | undefined {
    return this.#kept.find(request)?.ip;
  }

  /** One ICMP echo request: it has no port, so no Service forwards it. */
  ping(source: Source, ip: string): EchoReply {
    const node = source.node === undefined ? undefined : this.#nodes.get(source.node);
    const from = node === undefined ? source.ip : source.pod === undefined ? node.ip : node.podGateway;
    if (ip.startsWith("127.") || ip === source.ip || ip === from) return { kind: "reply" };
    const echo = node?.rules.echo(ip);
    if (echo !== undefined) return echo.kind === "unreachable" ? { ...echo, from } : echo;
    const { kind } = this.#wire(source, ip, 0, source.ip);
    if (kind === "host") return { kind: "reply" };
    if (kind === "outside") return { kind: this.outside.answersPing(ip) ? "reply" : "silence" };
    return kind === "unreachable" ? { kind, what: "Host", from } : { kind: "silence" };
  }

  /** Whether a connection would stand, for probes: @returns what the kernel says against it. Takes no time. */
  connectError(source: Source, ip: string, port: number): string | undefined {
    const { arrival } = this.#route(source, ip, port);
    if (arrival.kind === "host")
      return arrival.host.ports.has(port) ? undefined : "connect: connection refused";
    if (arrival.kind === "refused") return "connect: connection refused";
    return arrival.kind === "unreachable" ? "connect: no route to host" : "i/o timeout";
  }

  /** The request that was never sent, because its host's name has no address. */
  unresolved(from: Source, { host, port }: OutgoingRequest): Outcome {
    const hop: Hop = { at: this.#loop.now, from, host, port, ip: "", error: "ENOTFOUND", latencyMs: 0 };
    this.#onHop(hop);
    return {
      error: {
        code: "ENOTFOUND",
        reason: `no name server knows "${host}"`,
        ip: "",
        port,
        connected: false,
        afterMs: 0,
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

  /** A connection dies with the Pod that it leads to, and with the process that listens there. */
  #stands({ route: { arrival }, listener }: StandingRoute): boolean {
    if (arrival.kind !== "host") return arrival.kind === "outside";
    return this.#hosts.get(arrival.host.ip) === arrival.host && listenerAt(arrival) === listener;
  }

  #route(source: Source, ip: string, port: number): Route {
    const isLoopback = ip.startsWith("127.");
    // A Pod's 127.0.0.1 is in a network namespace of its own, out of kube-proxy's sight.
    if (isLoopback && (source.pod !== undefined || source.node === undefined))
      return { arrival: this.#local(source, port) };
    const target = this.#nodesByIP.get(ip);
    const entry = source.node ?? target?.name ?? this.#gateway(ip, port);
    let decider = entry === undefined ? undefined : this.#nodes.get(entry);
    let verdict = decider?.rules.translate(source, ip, port);
    let sender = source;
    if (verdict === undefined && target !== undefined && target.name !== entry) {
      sender = this.#seenByNode(source);
      decider = target;
      verdict = target.rules.translate(sender, ip, port);
    }
    if (verdict === undefined && isLoopback) return { arrival: this.#local(source, port) };
    if (verdict === undefined) return { arrival: this.#wire(source, ip, port, sender.ip) };
    // Written out, for every request comes by here: spreading an object costs as much as the rest of the way.
    const { service } = verdict;
    const { name: node, rules } = decider as NodeLink;
    if (verdict.action === "forward") {
      const arrival = this.#wire(source, verdict.ip, verdict.port, verdict.clientIP, true);
      return { arrival, service, endpoint: verdict.endpoint, node, mode: rules.mode };
    }
    return {
      arrival: { kind: verdict.action === "refuse" ? "refused" : "dropped", reason: verdict.reason },
      service,
      endpoint: undefined,
      node,
      mode: rules.mode,
    };
  }

  #local(source: Source, port: number): Arrival {
    const host = this.#hosts.get(source.ip);
    if (host === undefined) return { kind: "refused", reason: `nothing listens on 127.0.0.1:${port}` };
    return { kind: "host", host, port, clientIP: "127.0.0.1", loopback: true };
  }

  /** Past all rules: the address is that of a host, of nobody, or lies outside. */
  #wire(source: Source, ip: string, port: number, clientIP: string, isTranslated = false): Arrival {
    const host = this.#hosts.get(ip);
    const isInside = isTranslated || source.node !== undefined;
    if (host !== undefined && (isInside || this.#nodesByIP.has(ip)))
      return {
        kind: "host",
        host,
        port,
        clientIP: isTranslated ? clientIP : this.#seenByHost(source, host, clientIP),
        loopback: false,
      };
    const subnet = this.#subnets.find(({ cidr }) => contains(cidr, ip));
    if (subnet === undefined)
      return { kind: "outside", ip, port, clientIP: this.#masqueraded(source, clientIP) };
    if (!isInside && !subnet.reachableFromOutside)
      return {
        kind: "dropped",
        reason: `${subnet.called} addresses exist only inside the cluster: ${ip} has no route from outside`,
      };
    const reason = `nobody has the ${subnet.called} address ${ip}`;
    return { kind: subnet.unallocated === "drop" ? "dropped" : "unreachable", reason };
  }

  /** A Pod's packets leave the Pods' network with the address of its node. */
  #seenByNode(source: Source): Source {
    return source.pod === undefined || source.node === undefined
      ? source
      : { ip: this.#masqueraded(source, source.ip), node: source.node };
  }

  /** A node's own processes reach its Pods from its end of their network. */
  #seenByHost({ ip, node, pod }: Source, host: Host, clientIP: string): string {
    const isNodeToOwnPod = pod === undefined && node === host.node && ip !== host.ip;
    return isNodeToOwnPod ? (this.#nodes.get(host.node)?.podGateway ?? clientIP) : clientIP;
  }

  /** A Pod's packets leave the cluster with the address of its node. */
  #masqueraded(source: Source, clientIP: string): string {
    return source.node === undefined ? clientIP : (this.#nodes.get(source.node)?.ip ?? clientIP);
  }

  #arrive(call: Call, route: Route): Outcome | Promise<Outcome> {
    const { arrival } = route;
    switch (arrival.kind) {
      case "host": {
        const { host, port } = arrival;
        const handler = listenerAt(arrival);
        const hop = call.hop(route, host.name);
        if (handler === undefined)
          return call.fail(hop, "ECONNREFUSED", `nothing listens on ${host.ip}:${port} (${host.name})`);
        const answer = handler(call.incoming(arrival.clientIP));
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
    const hop = call.hop(route, ip);
    if (!("failure" in answer)) return call.answer(hop, answer);
    const { failure } = answer;
    if (failure === "refused")
      return call.fail(hop, "ECONNREFUSED", `nothing listens on ${ip}:${port}, outside the cluster`);
    if (failure === "silent")
      return call.failLater(
        hop,
        "ETIMEDOUT",
        `no host answers at ${ip}, outside the cluster`,
        CONNECT_TIMEOUT_MS,
      );
    return call.answer(hop, { failure });
  }
}

function listenerAt(arrival: Arrival): HttpHandler | undefined {
  if (arrival.kind !== "host") return undefined;
  const { host, port, loopback } = arrival;
  return host.ports.get(port) ?? (loopback ? host.loopback.get(port) : undefined);
}

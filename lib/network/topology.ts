/**
 * Who is in the network and where a packet ends up: hosts by address, nodes with the rules of each, subnets, and the node
 * that receives what comes from outside.
 */
import type { Passage } from "./call.ts";
import type { DnsAnswer, DnsQuestion, EchoReply, HttpHandler, Server, Source } from "./http.ts";
import { type Cidr, contains } from "./ip-address.ts";
import type { ListeningSockets } from "./listening-sockets.ts";
import type { PacketRules } from "./packet-rules.ts";

/** Something with an address inside the cluster: a Pod or a node. */
export interface Host {
  readonly ip: string;
  readonly server: Server;
  readonly node: string;
  /** The Pod, when it is one. */
  readonly pod?: Source["pod"];
  /** What listens on it. Changes while the host lives. */
  readonly sockets: Pick<ListeningSockets, "at">;
  readonly nameServer?: NameServer;
}

/** A packet as it is after all address translation, between two ends of which one is a Pod. */
export interface Packet {
  readonly from: { readonly ip: string; readonly pod?: Source["pod"] };
  readonly to: { readonly ip: string; readonly pod?: Source["pod"] };
  /** Absent for a ping. */
  readonly port: number | undefined;
  readonly protocol: "TCP" | "UDP";
}

/** @returns why the packet is dropped; undefined when it may pass. */
export type PacketFilter = (packet: Packet) => string | undefined;

/** What answers at port 53. */
export interface NameServer {
  /** @returns undefined when nothing is there. */
  answerName(question: DnsQuestion, clientIP: string): DnsAnswer | undefined;
}

export interface NodeLink {
  readonly name: string;
  readonly ip: string;
  /** The node's end of its Pods' network. */
  readonly podGateway: string;
  readonly rules: PacketRules;
}

/** A block of addresses inside the cluster. A packet to one that is not in use is dropped, or the last router answers that there is no such host. */
export interface Subnet {
  readonly cidr: Cidr;
  readonly unallocated: "drop" | "unreachable";
  /** What has the addresses, for reasons: `Service`, `Pod`. */
  readonly owner: string;
  /** Whether machines outside the cluster have a route to it. */
  readonly reachableFromOutside: boolean;
}

/** Where a packet ends up. */
export type Arrival =
  | {
      readonly kind: "host";
      readonly host: Host;
      readonly port: number;
      readonly clientIP: string;
      readonly loopback: boolean;
    }
  | { readonly kind: "outside"; readonly ip: string; readonly port: number; readonly clientIP: string }
  | { readonly kind: "refused" | "dropped" | "unreachable"; readonly reason: string };

export interface Route extends Passage {
  readonly arrival: Arrival;
}

export class Topology {
  readonly #subnets: Subnet[] = [];
  readonly #hosts = new Map<string, Host>();
  readonly #nodes = new Map<string, NodeLink>();
  readonly #nodesByIP = new Map<string, NodeLink>();
  #gateway: (ip: string, port: number) => string | undefined = () => undefined;

  #filter: PacketFilter | undefined;

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

  isAttached(host: Host): boolean {
    return this.#hosts.get(host.ip) === host;
  }

  /** Which node receives packets from outside that are not for a node's own address: a load balancer's, say. */
  setGateway(nodeFor: (ip: string, port: number) => string | undefined): void {
    this.#gateway = nodeFor;
  }

  /** What looks at each packet to and from Pods, if anything does. */
  setFilter(filter: PacketFilter | undefined): void {
    this.#filter = filter;
  }

  /** A ping has no port, so no Service forwards it. */
  ping(source: Source, ip: string): EchoReply | { readonly kind: "outside" } {
    const node = source.node === undefined ? undefined : this.#nodes.get(source.node);
    const from = node === undefined ? source.ip : source.pod === undefined ? node.ip : node.podGateway;
    if (ip.startsWith("127.") || ip === source.ip || ip === from) return { kind: "reply" };
    const echo = node?.rules.echo(ip);
    if (echo?.action === "refuse") return { kind: "unreachable", what: "Port", from: echo.from ?? from };
    if (echo !== undefined) return { kind: "silence" };
    const arrival = this.#wire(source, ip, 0, source.ip);
    const { kind } = arrival;
    if (this.#filter !== undefined && this.#barred(this.#filter, source, arrival, undefined) !== undefined)
      return { kind: "silence" };
    if (kind === "host") return { kind: "reply" };
    if (kind === "outside") return { kind };
    return kind === "unreachable" ? { kind, what: "Host", from } : { kind: "silence" };
  }

  /** Where a packet to an address goes: through the rules of the nodes on its way to the host with the address. */
  route(source: Source, ip: string, port: number, protocol?: "TCP" | "UDP"): Route {
    const route = this.#routeUnfiltered(source, ip, port, protocol);
    if (this.#filter === undefined) return route;
    const reason = this.#barred(this.#filter, source, route.arrival, protocol ?? "TCP");
    return reason === undefined ? route : { ...route, arrival: { kind: "dropped", reason } };
  }

  /** @param protocol absent for a ping. @returns why the filter drops the packet. */
  #barred(
    filter: PacketFilter,
    source: Source,
    arrival: Arrival,
    protocol: "TCP" | "UDP" | undefined,
  ): string | undefined {
    if (arrival.kind === "outside") {
      const { ip, port } = arrival;
      return filter(packetOf(source, { ip }, port, protocol));
    }
    if (arrival.kind !== "host" || arrival.loopback) return undefined;
    const { host, port, clientIP } = arrival;
    // Between a node and its own Pods everything may pass, such as the kubelet's probes.
    const isOfNode = source.pod === undefined || this.#nodesByIP.has(source.ip);
    if (source.node === host.node && (isOfNode || this.#nodesByIP.has(host.ip))) return undefined;
    // What its own node translated, a Pod still knows by its source; behind another node's address it does not.
    const isHidden = clientIP !== source.ip && clientIP !== this.#nodes.get(host.node)?.podGateway;
    return filter(packetOf(isHidden ? { ip: clientIP } : source, host, port, protocol));
  }

  #routeUnfiltered(source: Source, ip: string, port: number, protocol?: "TCP" | "UDP"): Route {
    const isLoopback = ip.startsWith("127.");
    // A Pod has its own network namespace, so kube-proxy never sees a packet to its 127.0.0.1.
    if (isLoopback && (source.pod !== undefined || source.node === undefined))
      return { arrival: this.#local(source, port) };
    const target = this.#nodesByIP.get(ip);
    const entry = source.node ?? target?.name ?? this.#gateway(ip, port);
    let decider = entry === undefined ? undefined : this.#nodes.get(entry);
    let verdict = decider?.rules.translate(source, ip, port, protocol);
    let sender = source;
    if (verdict === undefined && target !== undefined && target.name !== entry) {
      sender = this.#seenByNode(source);
      decider = target;
      verdict = target.rules.translate(sender, ip, port, protocol);
    }
    if (verdict === undefined && isLoopback) return { arrival: this.#local(source, port) };
    if (verdict === undefined) return { arrival: this.#wire(source, ip, port, sender.ip) };
    // Written out, because this runs for every request, and to spread an object costs as much as the rest of it.
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

  /** After all rules: the address belongs to a host, to no host of its subnet, or lies outside. */
  #wire(source: Source, ip: string, port: number, clientIP: string, isTranslated = false): Arrival {
    const host = this.#hosts.get(ip);
    const isInside = isTranslated || source.node !== undefined;
    // Beside the nodes there are machines on their network that are none.
    if (host !== undefined && (isInside || host.node === "" || this.#nodesByIP.has(ip)))
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
        reason: `${subnet.owner} addresses exist only inside the cluster: ${ip} has no route from outside`,
      };
    const reason = `no ${subnet.owner} has the address ${ip}`;
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
}

function packetOf(
  from: Packet["from"],
  to: Packet["to"],
  port: number,
  protocol: "TCP" | "UDP" | undefined,
): Packet {
  const ends = { from: { ip: from.ip, pod: from.pod }, to: { ip: to.ip, pod: to.pod } };
  return { ...ends, port: protocol === undefined ? undefined : port, protocol: protocol ?? "TCP" };
}

export function listenerAt(arrival: Arrival): HttpHandler | undefined {
  if (arrival.kind !== "host") return undefined;
  const { host, port, loopback } = arrival;
  return host.sockets.at(port, loopback);
}

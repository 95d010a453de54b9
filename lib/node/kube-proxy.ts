/**
 * kube-proxy on one node: where a new connection to a Service's address goes. Models pkg/proxy and the kernel
 * behind it. Established connections are never moved.
 */
import type { Source } from "../network/http.ts";
import { contains } from "../network/ip-address.ts";
import type { PacketRules, Verdict } from "../network/packet-rules.ts";
import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import { ClientAffinity } from "./client-affinity.ts";
import { POD_CIDR, SERVICE_CIDR } from "./cluster-network.ts";
import { ConnectionCounts } from "./connection-counts.ts";
import type { InspectedNode } from "./proxy-modes/inspected-node.ts";
import type { Balancer, NodeAddress, ProxyMode } from "./proxy-modes/proxy-mode.ts";
import type { Endpoint } from "./service-endpoints.ts";
import type { Frontend, ServiceTable } from "./service-table.ts";

export interface ProxyNode {
  readonly name: string;
  readonly ip: string;
  /** The node's end of its Pods' network, which a Pod of this node sees as its client after source NAT. */
  readonly podGateway: string;
}

export class KubeProxy implements PacketRules {
  readonly #node: ProxyNode;
  readonly #table: ServiceTable;
  readonly #mode: ProxyMode;
  readonly #balancer: Balancer;
  /** Apart, so that questions for names change nothing of who gets a connection. */
  readonly #datagramBalancer: Balancer;
  readonly #loop: Loop;
  readonly #random: Random;
  readonly #affinity = new ClientAffinity();
  readonly #counts = new ConnectionCounts();

  /** @param random this kube-proxy's own. */
  constructor(node: ProxyNode, table: ServiceTable, mode: ProxyMode, random: Random, loop: Loop) {
    this.#node = node;
    this.#table = table;
    this.#mode = mode;
    this.#balancer = mode.createBalancer(random);
    this.#datagramBalancer = mode.createBalancer(random.fork("UDP"));
    this.#loop = loop;
    this.#random = random;
  }

  get mode(): string {
    return this.#mode.name;
  }

  translate(source: Source, ip: string, port: number, protocol: "TCP" | "UDP" = "TCP"): Verdict | undefined {
    const frontend =
      this.#table.find(ip, port, protocol) ??
      (this.#hasNodePortsAt(ip) ? this.#table.findNodePort(port, protocol) : undefined);
    if (frontend === undefined) return this.#unlisted(ip, port);
    const { backend } = frontend;
    if (!isAllowed(frontend, source.ip))
      return this.#dropped(
        frontend,
        `accepts only clients from ${backend.sourceRanges.map(({ text }) => text).join(", ")}`,
      );
    const endpoints = this.endpointsFor(frontend, source.node === this.#node.name);
    if (endpoints.length === 0) return this.#withoutEndpoints(frontend);
    const endpoint = this.#choose(frontend, endpoints, source.ip, ip);
    if (this.#isReplyLost(frontend, endpoint, source))
      return this.#dropped(frontend, `sent it to ${endpoint.key} on another node, and the reply is lost`);
    const clientIP = this.#clientIP(frontend, endpoint, source);
    if (this.#mode.countsConnections) this.#counts.note(frontend, endpoint.key, this.#loop.now);
    return {
      action: "forward",
      ip: endpoint.ip,
      port: endpoint.port,
      clientIP,
      service: backend.service,
      endpoint: endpoint.key,
    };
  }

  echo(ip: string): ReturnType<PacketRules["echo"]> {
    const frontend = this.#table.anyAt(ip);
    const action = frontend === undefined ? "pass" : this.#mode.echo(frontend);
    if (action !== "refuse") return action === "drop" ? { action } : undefined;
    return this.#mode.hasServiceAddresses ? { action, from: ip } : { action };
  }

  /** What the program of a mode prints on this node. */
  listing(mode = this.#mode): string {
    return mode === this.#mode ? mode.listing.print(this.#inspected()) : mode.listing.printIn(this.#mode);
  }

  /** What the program of a mode would print if kube-proxy worked in it. */
  supposedListing(mode: ProxyMode): string {
    return mode.listing.print(this.#inspected());
  }

  /** Whom as many new connections, each of another client, would get from a kube-proxy that begins in a mode: `ip:port`. */
  supposedChoices(mode: ProxyMode, frontend: Frontend, count: number): string[] {
    const endpoints = this.endpointsFor(frontend, true);
    if (endpoints.length === 0) return [];
    const balancer = mode.createBalancer(this.#random.fork(`as if ${mode.name}`));
    return Array.from({ length: count }, () => balancer(frontend, endpoints).key);
  }

  #inspected(): InspectedNode {
    return {
      ...this.#node,
      podCIDR: POD_CIDR.text,
      serviceCIDR: SERVICE_CIDR.text,
      zone: this.#table.zoneOf(this.#node.name),
      frontends: [...this.#table.frontends()],
      inactive: (frontend, endpoint) => this.#counts.inactive(frontend, endpoint, this.#loop.now),
      remembered: ({ affinity }) =>
        affinity === undefined ? [] : this.#affinity.remembered(affinity, this.#loop.now),
    };
  }

  #hasNodePortsAt(ip: string): boolean {
    const { ip: primary, podGateway } = this.#node;
    const address: NodeAddress | undefined =
      ip === primary
        ? "primary"
        : ip === podGateway
          ? "gateway"
          : ip.startsWith("127.")
            ? "loopback"
            : undefined;
    return address !== undefined && this.#mode.nodePortAddresses.includes(address);
  }

  /** Where connections may go. @param isInside whether they come from this node and its Pods. */
  endpointsFor({ kind, backend }: Frontend, isInside: boolean): readonly Endpoint[] {
    const isStrict = this.#mode.localPolicy === "strict";
    const isLocal =
      kind === "ClusterIP" ? backend.isInternalLocal : backend.isExternalLocal && !(isStrict && isInside);
    const all = backend.endpointsFor(this.#table.zoneOf(this.#node.name));
    if (!isLocal) return all;
    const local = backend.endpointsOn(this.#node.name);
    return local.length > 0 || isStrict || !backend.isExternallyAccessible ? local : all;
  }

  #choose(frontend: Frontend, endpoints: readonly Endpoint[], clientIP: string, ip: string): Endpoint {
    const { affinity, protocol } = frontend.backend;
    const balancer = protocol === "UDP" ? this.#datagramBalancer : this.#balancer;
    if (affinity === undefined) return balancer(frontend, endpoints);
    const { now } = this.#loop;
    const client = this.#mode.hasAffinityPerAddress ? `${clientIP} ${ip}:${frontend.port}` : clientIP;
    const endpoint = this.#affinity.find(affinity, client, endpoints, now) ?? balancer(frontend, endpoints);
    this.#affinity.remember(affinity, client, endpoint, endpoints, now);
    return endpoint;
  }

  /** Without source NAT a Pod of another node answers the client directly, and the client did not ask that address. */
  #isReplyLost({ kind, backend }: Frontend, endpoint: Endpoint, source: Source): boolean {
    return (
      kind !== "ClusterIP" &&
      backend.isExternalLocal &&
      source.node !== this.#node.name &&
      endpoint.node !== this.#node.name
    );
  }

  /** Source NAT where the reply would not come back through this node otherwise: the node's address towards the endpoint. */
  #clientIP({ kind, backend }: Frontend, endpoint: Endpoint, source: Source): string {
    const isOwnProcess = source.pod === undefined && source.node === this.#node.name;
    const isHairpin = endpoint.ip === source.ip;
    if (!isOwnProcess && !isHairpin && (kind === "ClusterIP" || backend.isExternalLocal)) return source.ip;
    return endpoint.node === this.#node.name ? this.#node.podGateway : this.#node.ip;
  }

  #withoutEndpoints({ backend }: Frontend): Verdict {
    const { service } = backend;
    if (backend.endpoints.length === 0)
      return { action: "refuse", service, reason: `"${service}" has no endpoints` };
    const reason = `"${service}" has endpoints, but none on ${this.#node.name}, and its traffic policy is Local`;
    return { action: this.#mode.localPolicy === "strict" ? "drop" : "refuse", service, reason };
  }

  #dropped({ backend: { service } }: Frontend, what: string): Verdict {
    return { action: "drop", service, reason: `"${service}" ${what}` };
  }

  #unlisted(ip: string, port: number): Verdict | undefined {
    const other = this.#table.anyAt(ip);
    const answer = other === undefined ? "pass" : this.#mode.unlistedPort(other);
    if (other === undefined || answer === "pass") return undefined;
    const { service } = other.backend;
    const isForUDP = this.#table.find(ip, port, "UDP") !== undefined;
    return {
      action: answer,
      service,
      reason: `"${service}" ${isForUDP ? `lists port ${port} for UDP alone` : `does not list port ${port}`}`,
    };
  }
}

/** `loadBalancerSourceRanges` guard the load balancer's address, and no node port. */
function isAllowed({ kind, backend }: Frontend, clientIP: string): boolean {
  return (
    kind !== "LoadBalancer" ||
    backend.sourceRanges.length === 0 ||
    backend.sourceRanges.some((range) => contains(range, clientIP))
  );
}

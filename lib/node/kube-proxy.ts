/**
 * kube-proxy on one node: what happens there to a packet for a Service's address. Models pkg/proxy and the kernel
 * behind it, per new connection: connections that stand are never moved. Leaves out healthCheckNodePort,
 * trafficDistribution and loadBalancerSourceRanges.
 */
import type { Source } from "../network/http.ts";
import type { PacketRules, Verdict } from "../network/network.ts";
import type { Loop } from "../sim/loop.ts";
import { ClientAffinity } from "./client-affinity.ts";
import type { ProxyMode } from "./proxy-modes/proxy-mode.ts";
import type { Endpoint } from "./service-endpoints.ts";
import type { Frontend, ServiceTable } from "./service-table.ts";

export interface ProxyNode {
  readonly name: string;
  readonly ip: string;
  /** The node's end of its Pods' network, which a Pod sees as client when it reaches itself through a Service. */
  readonly podGateway: string;
}

export class KubeProxy implements PacketRules {
  readonly #node: ProxyNode;
  readonly #table: ServiceTable;
  readonly #mode: ProxyMode;
  readonly #loop: Loop;
  readonly #affinity = new ClientAffinity();

  constructor(node: ProxyNode, table: ServiceTable, mode: ProxyMode, loop: Loop) {
    this.#node = node;
    this.#table = table;
    this.#mode = mode;
    this.#loop = loop;
  }

  get mode(): string {
    return this.#mode.name;
  }

  translate(source: Source, ip: string, port: number): Verdict | undefined {
    const frontend = this.#table.find(ip, port) ?? (ip === this.#node.ip ? this.#table.findNodePort(port) : undefined);
    if (frontend === undefined) return this.#unlisted(ip, port);
    const { backend } = frontend;
    const isLocal = this.#isLocal(frontend, source);
    const endpoints = isLocal ? backend.endpointsOn(this.#node.name) : backend.endpoints;
    if (endpoints.length === 0) return this.#withoutEndpoints(frontend);
    const endpoint = this.#choose(frontend, endpoints, source.ip);
    const clientIP = this.#clientIP(frontend, endpoint, source);
    return { action: "forward", ip: endpoint.ip, port: endpoint.port, clientIP, service: backend.service, endpoint: endpoint.key };
  }

  #choose(frontend: Frontend, endpoints: readonly Endpoint[], clientIP: string): Endpoint {
    const { affinity } = frontend.backend;
    if (affinity === undefined) return this.#mode.choose(frontend, endpoints);
    const { now } = this.#loop;
    const endpoint = this.#affinity.find(affinity, clientIP, endpoints, now) ?? this.#mode.choose(frontend, endpoints);
    this.#affinity.remember(affinity, clientIP, endpoint, endpoints, now);
    return endpoint;
  }

  /** Policies `Local`: the external one does not bind Pods and this node itself, which are on the inside. */
  #isLocal({ kind, backend }: Frontend, source: Source): boolean {
    if (kind === "ClusterIP") return backend.isInternalLocal;
    return backend.isExternalLocal && source.pod === undefined && source.node !== this.#node.name;
  }

  /** Source NAT where the answer could not find its way back otherwise. */
  #clientIP({ kind, backend }: Frontend, endpoint: Endpoint, source: Source): string {
    if (endpoint.ip === source.ip) return this.#node.podGateway;
    return kind === "ClusterIP" || backend.isExternalLocal ? source.ip : this.#node.ip;
  }

  #withoutEndpoints({ backend }: Frontend): Verdict {
    const { service } = backend;
    if (backend.endpoints.length === 0) return { action: "refuse", service, reason: `"${service}" has no endpoints` };
    const reason = `"${service}" has endpoints, but none on ${this.#node.name}, and its traffic policy is Local`;
    return { action: this.#mode.noLocalEndpoints === "refuse" ? "refuse" : "drop", service, reason };
  }

  #unlisted(ip: string, port: number): Verdict | undefined {
    const other = this.#table.anyAt(ip);
    const answer = other === undefined ? "pass" : this.#mode.unlistedPort(other);
    if (other === undefined || answer === "pass") return undefined;
    const { service } = other.backend;
    return { action: answer, service, reason: `"${service}" does not list port ${port}` };
  }
}

/**
 * What every kube-proxy of the cluster knows: addresses and ports of Services, and the endpoints behind each, read
 * from Services and EndpointSlices alone. All nodes see the same objects at the same time, so they share one table.
 *
 * Models pkg/proxy ServiceChangeTracker and EndpointsChangeTracker. Leaves out protocols other than TCP, topology
 * hints and the different delays with which real nodes learn of a change.
 */
import type { Api } from "../api/api.ts";
import { keyOf } from "../api/informer.ts";
import { type EndpointSlice, endpointSlices, SERVICE_NAME_LABEL } from "../api/kinds/endpoint-slice.ts";
import { SESSION_TIMEOUT_SECONDS_DEFAULT, type Service, type ServicePort, services } from "../api/kinds/service.ts";
import type { Loop } from "../sim/loop.ts";
import { type Endpoint, endpointsOf } from "./service-endpoints.ts";

/** The time from a write to the API until the nodes' rules follow it. */
const SYNC_MS = 50;

export type FrontendKind = "ClusterIP" | "ExternalIP" | "LoadBalancer" | "NodePort";

/** One port of one Service. Keeps its identity as long as the Service has the port, so that nodes can remember things about it. */
export class BackendPort {
  /** `namespace/name`. */
  readonly service: string;
  readonly name: string;
  /** A new object each time that session affinity is turned on, so that nodes forget what they remembered for the old one. */
  affinity: { timeoutMs: number } | undefined;
  isInternalLocal = false;
  isExternalLocal = false;
  readonly #read: () => readonly Endpoint[];
  #endpoints: readonly Endpoint[] | undefined;
  readonly #byNode = new Map<string, readonly Endpoint[]>();

  constructor(service: string, name: string, read: () => readonly Endpoint[]) {
    this.service = service;
    this.name = name;
    this.#read = read;
  }

  /** Those that get traffic. The array is a new one after each change, and the same one until then. */
  get endpoints(): readonly Endpoint[] {
    this.#endpoints ??= this.#read();
    return this.#endpoints;
  }

  /** Those on one node. */
  endpointsOn(node: string): readonly Endpoint[] {
    let local = this.#byNode.get(node);
    if (local === undefined) {
      local = this.endpoints.filter((endpoint) => endpoint.node === node);
      this.#byNode.set(node, local);
    }
    return local;
  }

  forgetEndpoints(): void {
    this.#endpoints = undefined;
    this.#byNode.clear();
  }
}

/** An address and port at which a Service is reached. */
export interface Frontend {
  readonly kind: FrontendKind;
  /** Empty for a node port: any node's own address. */
  readonly ip: string;
  readonly port: number;
  readonly backend: BackendPort;
}

interface ServiceEntry {
  service: Service;
  readonly backends: Map<string, BackendPort>;
  frontends: Map<string, Frontend>;
}

export class ServiceTable {
  readonly #loop: Loop;
  /** Address -> port -> frontend. */
  readonly #addresses = new Map<string, Map<number, Frontend>>();
  readonly #nodePorts = new Map<number, Frontend>();
  readonly #entries = new Map<string, ServiceEntry>();
  readonly #slices = new Map<string, Map<string, EndpointSlice>>();
  /** Changes that the nodes have not followed yet. */
  #pending: (() => void)[] = [];

  constructor(api: Api, loop: Loop) {
    this.#loop = loop;
    api.watch(services, {}, ({ type, object }) => this.#later(() => (type === "DELETED" ? this.#removeService(keyOf(object)) : this.#putService(object))));
    api.watch(endpointSlices, {}, ({ type, object }) => this.#later(() => this.#putSlice(object, type === "DELETED")));
  }

  find(ip: string, port: number): Frontend | undefined {
    return this.#addresses.get(ip)?.get(port);
  }

  findNodePort(port: number): Frontend | undefined {
    return this.#nodePorts.get(port);
  }

  /** Any frontend at an address, when it belongs to a Service. */
  anyAt(ip: string): Frontend | undefined {
    return this.#addresses.get(ip)?.values().next().value;
  }

  /** Everything that nodes forward, for inspection. */
  *frontends(): Generator<Frontend> {
    for (const { frontends } of this.#entries.values()) yield* frontends.values();
  }

  #later(change: () => void): void {
    if (this.#pending.push(change) > 1) return;
    this.#loop.schedule(SYNC_MS, () => {
      const changes = this.#pending;
      this.#pending = [];
      for (const apply of changes) apply();
    });
  }

  #putService(service: Service): void {
    const key = keyOf(service);
    const entry = this.#entries.get(key) ?? { service, backends: new Map(), frontends: new Map() };
    this.#entries.set(key, entry);
    entry.service = service;
    const wanted = new Map<string, Frontend>();
    const ports = hasClusterIP(service) ? (service.spec.ports ?? []).filter(({ protocol }) => protocol === "TCP") : [];
    for (const port of ports) {
      const backend = this.#backendOf(key, entry, port);
      for (const { kind, ip, at } of addressesOf(service, port)) {
        const name = `${kind}/${ip}/${at}`;
        const known = entry.frontends.get(name);
        wanted.set(name, known?.backend === backend ? known : { kind, ip, port: at, backend });
      }
    }
    this.#replaceFrontends(entry, wanted);
    const names = new Set(ports.map((port) => port.name ?? ""));
    for (const name of [...entry.backends.keys()]) if (!names.has(name)) entry.backends.delete(name);
  }

  #removeService(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#replaceFrontends(entry, new Map());
    this.#entries.delete(key);
  }

  #replaceFrontends(entry: ServiceEntry, wanted: Map<string, Frontend>): void {
    for (const frontend of entry.frontends.values()) this.#takeDown(frontend);
    for (const frontend of wanted.values()) this.#putUp(frontend);
    entry.frontends = wanted;
  }

  #putUp(frontend: Frontend): void {
    if (frontend.kind === "NodePort") {
      this.#nodePorts.set(frontend.port, frontend);
      return;
    }
    const ports = this.#addresses.get(frontend.ip) ?? new Map<number, Frontend>();
    ports.set(frontend.port, frontend);
    this.#addresses.set(frontend.ip, ports);
  }

  /** An external IP may be claimed by two Services: only its own entry is taken down. */
  #takeDown(frontend: Frontend): void {
    const ports = frontend.kind === "NodePort" ? this.#nodePorts : this.#addresses.get(frontend.ip);
    if (ports?.get(frontend.port) === frontend) ports.delete(frontend.port);
    if (frontend.kind !== "NodePort" && ports?.size === 0) this.#addresses.delete(frontend.ip);
  }

  #backendOf(key: string, entry: ServiceEntry, { name = "" }: ServicePort): BackendPort {
    const { sessionAffinity, sessionAffinityConfig, internalTrafficPolicy, externalTrafficPolicy } = entry.service.spec;
    const backend = entry.backends.get(name) ?? new BackendPort(key, name, () => endpointsOf(this.#slices.get(key)?.values() ?? [], name));
    entry.backends.set(name, backend);
    const timeoutMs = (sessionAffinityConfig?.clientIP?.timeoutSeconds ?? SESSION_TIMEOUT_SECONDS_DEFAULT) * 1000;
    if (sessionAffinity !== "ClientIP") backend.affinity = undefined;
    else if (backend.affinity === undefined) backend.affinity = { timeoutMs };
    else backend.affinity.timeoutMs = timeoutMs;
    backend.isInternalLocal = internalTrafficPolicy === "Local";
    backend.isExternalLocal = externalTrafficPolicy === "Local";
    return backend;
  }

  #putSlice(slice: EndpointSlice, isGone: boolean): void {
    const service = slice.metadata.labels?.[SERVICE_NAME_LABEL];
    if (service === undefined) return;
    const key = `${slice.metadata.namespace ?? ""}/${service}`;
    const slices = this.#slices.get(key) ?? new Map<string, EndpointSlice>();
    this.#slices.set(key, slices);
    if (isGone) slices.delete(slice.metadata.name);
    else slices.set(slice.metadata.name, slice);
    if (slices.size === 0) this.#slices.delete(key);
    for (const backend of this.#entries.get(key)?.backends.values() ?? []) backend.forgetEndpoints();
  }
}

function hasClusterIP({ spec }: Service): boolean {
  return spec.type !== "ExternalName" && spec.clusterIP !== undefined && spec.clusterIP !== "None" && spec.clusterIP !== "";
}

/** Every address and port at which one port of a Service is reached. */
function addressesOf({ spec, status }: Service, port: ServicePort): { kind: FrontendKind; ip: string; at: number }[] {
  const given = spec.type === "LoadBalancer" ? (status.loadBalancer.ingress ?? []).flatMap(({ ip }) => (ip === undefined ? [] : [ip])) : [];
  return [
    ...(spec.clusterIPs ?? [spec.clusterIP ?? ""]).map((ip) => ({ kind: "ClusterIP" as const, ip, at: port.port })),
    ...(spec.externalIPs ?? []).map((ip) => ({ kind: "ExternalIP" as const, ip, at: port.port })),
    ...given.map((ip) => ({ kind: "LoadBalancer" as const, ip, at: port.port })),
    ...(port.nodePort === undefined || port.nodePort === 0 ? [] : [{ kind: "NodePort" as const, ip: "", at: port.nodePort }]),
  ];
}

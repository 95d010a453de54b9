/**
 * What every kube-proxy of the cluster knows: addresses and ports of Services, and the endpoints behind each, read
 * from Services, EndpointSlices and the zones of nodes alone. All nodes see the same objects at the same time, so they
 * share one table.
 *
 * Models pkg/proxy ServiceChangeTracker and EndpointsChangeTracker. Leaves out the different delays with which real nodes
 * learn of a change.
 */
import type { Api } from "../api/api.ts";
import { keyOf } from "../api/informer.ts";
import {
  type EndpointSlice,
  endpointSlices,
  HEADLESS_LABEL,
  SERVICE_NAME_LABEL,
} from "../api/kinds/endpoint-slice.ts";
import { type Node, nodes } from "../api/kinds/node.ts";
import {
  SESSION_TIMEOUT_SECONDS_DEFAULT,
  type Service,
  type ServicePort,
  services,
} from "../api/kinds/service.ts";
import { parseCidr } from "../network/ip-address.ts";
import type { Loop } from "../sim/loop.ts";
import { BackendPort } from "./backend-port.ts";
import { candidatesOf, type Protocol } from "./service-endpoints.ts";

const PROXY_NAME_LABEL = "service.kubernetes.io/service-proxy-name";
const ZONE_LABEL = "topology.kubernetes.io/zone";
/** The time from a write to the API until the nodes' rules follow it. */
export const SYNC_MS = 50;
const PORTS = 65_536;

export type FrontendKind = "ClusterIP" | "ExternalIP" | "LoadBalancer" | "NodePort";

/** An address and port at which a Service is reached. */
export interface Frontend {
  readonly kind: FrontendKind;
  /** Empty for a node port: any node's own address. */
  readonly ip: string;
  readonly port: number;
  readonly backend: BackendPort;
}

/** A Service whose load balancer asks each node at a port whether it has endpoints. */
export interface HealthCheck {
  readonly port: number;
  readonly namespace: string;
  readonly name: string;
  /** How many ready endpoints are on a node. */
  readonly countOn: (node: string) => number;
}

interface ServiceEntry {
  service: Service;
  healthCheck?: HealthCheck | undefined;
  readonly backends: Map<string, BackendPort>;
  frontends: Map<string, Frontend>;
}

export class ServiceTable {
  readonly #loop: Loop;
  /** Address -> port and protocol -> frontend. */
  readonly #addresses = new Map<string, Map<number, Frontend>>();
  readonly #nodePorts = new Map<number, Frontend>();
  readonly #entries = new Map<string, ServiceEntry>();
  readonly #slices = new Map<string, Map<string, EndpointSlice>>();
  readonly #zones = new Map<string, string>();
  #onHealthCheck: (check: HealthCheck, isOpen: boolean) => void = () => {};
  /** Changes that the nodes have not followed yet. */
  #pending: (() => void)[] = [];

  constructor(api: Api, loop: Loop) {
    this.#loop = loop;
    api.watch(services, {}, ({ type, object }) =>
      this.#later(() =>
        type === "DELETED" || isLeftToOthers(object)
          ? this.#removeService(keyOf(object))
          : this.#putService(object),
      ),
    );
    api.watch(endpointSlices, {}, ({ type, object }) =>
      this.#later(() => this.#putSlice(object, type === "DELETED" || isLeftToOthers(object))),
    );
    api.watch(nodes, {}, ({ type, object, old }) => {
      const isGone = type === "DELETED";
      const [before, zone] = isGone ? [zoneIn(object), undefined] : [zoneIn(old), zoneIn(object)];
      if (zone !== before) this.#later(() => this.#putZone(object.metadata.name, zone));
    });
  }

  find(ip: string, port: number, protocol: Protocol = "TCP"): Frontend | undefined {
    return this.#addresses.get(ip)?.get(portKey(port, protocol));
  }

  findNodePort(port: number, protocol: Protocol = "TCP"): Frontend | undefined {
    return this.#nodePorts.get(portKey(port, protocol));
  }

  /** Any frontend at an address, when it belongs to a Service. */
  anyAt(ip: string): Frontend | undefined {
    return this.#addresses.get(ip)?.values().next().value;
  }

  /** The zone that a node's label names. */
  zoneOf(node: string): string | undefined {
    return this.#zones.get(node);
  }

  /** Tells of each `healthCheckNodePort` that opens and closes on the nodes. */
  watchHealthChecks(listener: (check: HealthCheck, isOpen: boolean) => void): void {
    this.#onHealthCheck = listener;
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

  #putZone(node: string, zone: string | undefined): void {
    if (zone === undefined) this.#zones.delete(node);
    else this.#zones.set(node, zone);
  }

  #putService(service: Service): void {
    const key = keyOf(service);
    const entry = this.#entries.get(key) ?? { service, backends: new Map(), frontends: new Map() };
    this.#entries.set(key, entry);
    entry.service = service;
    this.#putHealthCheck(entry, service.spec.healthCheckNodePort ?? 0);
    const wanted = new Map<string, Frontend>();
    const ports = hasClusterIP(service) ? (service.spec.ports ?? []) : [];
    for (const port of ports) {
      const backend = this.#backendOf(key, entry, port);
      const addresses = addressesOf(service, port);
      backend.isExternallyAccessible = addresses.some(({ kind }) => kind !== "ClusterIP");
      for (const { kind, ip, at } of addresses) {
        const name = `${kind}/${ip}/${portKey(at, backend.protocol)}`;
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
    this.#putHealthCheck(entry, 0);
    this.#entries.delete(key);
  }

  /** @param port 0: none. */
  #putHealthCheck(entry: ServiceEntry, port: number): void {
    const { healthCheck, service, backends } = entry;
    if ((healthCheck?.port ?? 0) === port) return;
    if (healthCheck !== undefined) this.#onHealthCheck(healthCheck, false);
    entry.healthCheck = undefined;
    if (port === 0) return;
    const { namespace = "", name } = service.metadata;
    const countOn = (node: string): number =>
      new Set([...backends.values()].flatMap((backend) => backend.readyOn(node))).size;
    entry.healthCheck = { port, namespace, name, countOn };
    this.#onHealthCheck(entry.healthCheck, true);
  }

  #replaceFrontends(entry: ServiceEntry, wanted: Map<string, Frontend>): void {
    for (const frontend of entry.frontends.values()) this.#takeDown(frontend);
    for (const frontend of wanted.values()) this.#putUp(frontend);
    entry.frontends = wanted;
  }

  #putUp(frontend: Frontend): void {
    if (frontend.kind === "NodePort") {
      this.#nodePorts.set(keyOfPort(frontend), frontend);
      return;
    }
    const ports = this.#addresses.get(frontend.ip) ?? new Map<number, Frontend>();
    ports.set(keyOfPort(frontend), frontend);
    this.#addresses.set(frontend.ip, ports);
  }

  /** An external IP may be claimed by two Services: only its own entry is taken down. */
  #takeDown(frontend: Frontend): void {
    const ports = frontend.kind === "NodePort" ? this.#nodePorts : this.#addresses.get(frontend.ip);
    const key = keyOfPort(frontend);
    if (ports?.get(key) === frontend) ports.delete(key);
    if (frontend.kind !== "NodePort" && ports?.size === 0) this.#addresses.delete(frontend.ip);
  }

  #backendOf(key: string, entry: ServiceEntry, { name = "", protocol }: ServicePort): BackendPort {
    const {
      sessionAffinity,
      sessionAffinityConfig,
      internalTrafficPolicy,
      externalTrafficPolicy,
      loadBalancerSourceRanges = [],
    } = entry.service.spec;
    const known = entry.backends.get(name);
    const backend =
      known?.protocol === protocol
        ? known
        : new BackendPort(key, name, protocol, () =>
            candidatesOf(this.#slices.get(key)?.values() ?? [], name, protocol),
          );
    entry.backends.set(name, backend);
    const timeoutMs =
      (sessionAffinityConfig?.clientIP?.timeoutSeconds ?? SESSION_TIMEOUT_SECONDS_DEFAULT) * 1000;
    if (sessionAffinity !== "ClientIP") backend.affinity = undefined;
    else if (backend.affinity === undefined) backend.affinity = { timeoutMs };
    else backend.affinity.timeoutMs = timeoutMs;
    backend.isInternalLocal = internalTrafficPolicy === "Local";
    backend.isExternalLocal = externalTrafficPolicy === "Local";
    backend.sourceRanges = loadBalancerSourceRanges
      .filter((range) => !range.includes(":"))
      .map((range) => parseCidr(range.trim()));
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

/** kube-proxy does not watch what another proxy serves, nor what is headless: the labels alone decide, whatever they say. */
function isLeftToOthers({ metadata }: Service | EndpointSlice): boolean {
  const { labels } = metadata;
  return labels !== undefined && (PROXY_NAME_LABEL in labels || HEADLESS_LABEL in labels);
}

/** A port by its protocol, as one number. */
function portKey(port: number, protocol: Protocol): number {
  return protocol === "TCP" ? port : protocol === "UDP" ? port + PORTS : port + 2 * PORTS;
}

function keyOfPort({ port, backend }: Frontend): number {
  return portKey(port, backend.protocol);
}

function zoneIn(node: Node | undefined): string | undefined {
  return node?.metadata.labels?.[ZONE_LABEL];
}

function hasClusterIP({ spec }: Service): boolean {
  return (
    spec.type !== "ExternalName" &&
    spec.clusterIP !== undefined &&
    spec.clusterIP !== "None" &&
    spec.clusterIP !== ""
  );
}

/** Every address and port at which one port of a Service is reached. */
function addressesOf(
  { spec, status }: Service,
  port: ServicePort,
): { kind: FrontendKind; ip: string; at: number }[] {
  const ingress = spec.type === "LoadBalancer" ? (status.loadBalancer.ingress ?? []) : [];
  // A load balancer of mode Proxy takes its traffic through itself, from inside the cluster too.
  const given = ingress.flatMap(({ ip, ipMode = "VIP" }) =>
    ip === undefined || ipMode !== "VIP" ? [] : [ip],
  );
  return [
    ...(spec.clusterIPs ?? [spec.clusterIP ?? ""]).map((ip) => ({
      kind: "ClusterIP" as const,
      ip,
      at: port.port,
    })),
    ...(spec.externalIPs ?? []).map((ip) => ({ kind: "ExternalIP" as const, ip, at: port.port })),
    ...given.map((ip) => ({ kind: "LoadBalancer" as const, ip, at: port.port })),
    ...(port.nodePort === undefined || port.nodePort === 0
      ? []
      : [{ kind: "NodePort" as const, ip: "", at: port.nodePort }]),
  ];
}

/** One port of one Service, and which endpoints stand behind it for a node. */
import type { Cidr } from "../network/ip-address.ts";
import {
  type Candidate,
  clusterEndpoints,
  type Endpoint,
  localEndpoints,
  type Protocol,
  zoneEndpoints,
} from "./service-endpoints.ts";

/** The same object as long as the Service has the port, so that nodes can keep state about it. */
export class BackendPort {
  /** `namespace/name`. */
  readonly service: string;
  readonly name: string;
  readonly protocol: Protocol;
  /** A new object each time that session affinity is turned on, so that nodes forget the clients of the old one. */
  affinity: { timeoutMs: number } | undefined;
  isInternalLocal = false;
  isExternalLocal = false;
  /** Clients that may use a load balancer's address; none: all. */
  sourceRanges: readonly Cidr[] = [];
  /** Whether the port has an address besides the ClusterIP. */
  isExternallyAccessible = false;
  readonly #read: () => readonly Candidate[];
  #candidates: readonly Candidate[] | undefined;
  #endpoints: readonly Candidate[] | undefined;
  readonly #byNode = new Map<string, readonly Endpoint[]>();
  readonly #byZone = new Map<string, readonly Endpoint[]>();
  readonly #readyByNode = new Map<string, readonly string[]>();

  constructor(service: string, name: string, protocol: Protocol, read: () => readonly Candidate[]) {
    this.service = service;
    this.name = name;
    this.protocol = protocol;
    this.#read = read;
  }

  /** All that get traffic from somewhere. This array and those of the methods are new ones after each change, and the same ones until then. */
  get endpoints(): readonly Candidate[] {
    this.#endpoints ??= clusterEndpoints(this.#all);
    return this.#endpoints;
  }

  /** Those that a node of the zone sends to, when it may send anywhere. */
  endpointsFor(zone: string | undefined): readonly Endpoint[] {
    if (zone === undefined) return this.endpoints;
    return cached(this.#byZone, zone, () => zoneEndpoints(this.endpoints, zone) ?? this.endpoints);
  }

  /** Those that a node sends to, when it may only send to its own. */
  endpointsOn(node: string): readonly Endpoint[] {
    return cached(this.#byNode, node, () => localEndpoints(this.#all, node));
  }

  /** Addresses of ready endpoints on a node: what a load balancer's health check counts. */
  readyOn(node: string): readonly string[] {
    return cached(this.#readyByNode, node, () =>
      this.#all.filter((candidate) => candidate.isReady && candidate.node === node).map(({ ip }) => ip),
    );
  }

  forgetEndpoints(): void {
    this.#candidates = undefined;
    this.#endpoints = undefined;
    this.#byNode.clear();
    this.#byZone.clear();
    this.#readyByNode.clear();
  }

  get #all(): readonly Candidate[] {
    this.#candidates ??= this.#read();
    return this.#candidates;
  }
}

function cached<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

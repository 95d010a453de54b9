/** What differs between kube-proxy's modes, as far as a client can tell. One file each in this folder. */
import type { Random } from "../../sim/random.ts";
import type { Endpoint } from "../service-endpoints.ts";
import type { Frontend } from "../service-table.ts";

/** `pass`: the packet goes on to the address itself. */
export type Answer = "refuse" | "drop" | "pass";

/** A node's own address, that of the bridge of its Pods, and 127.0.0.1. */
export type NodeAddress = "primary" | "gateway" | "loopback";

/** One node's balancer: it may remember things about each frontend. */
export interface ProxyMode {
  readonly name: string;
  /** Chooses for a new connection. @param endpoints never empty; the same array until something changed. */
  choose(frontend: Frontend, endpoints: readonly Endpoint[]): Endpoint;
  /** A port that a Service's address does not list. @param frontend any other port of the address. */
  unlistedPort(frontend: Frontend): Answer;
  /** A ping of a Service's address. */
  echo(frontend: Frontend): Answer | "reply";
  /** Where node ports are open. */
  readonly nodePortAddresses: readonly NodeAddress[];
  /** Whether a client that comes to a port by another address of the Service is a new one to session affinity. */
  readonly hasAffinityPerAddress: boolean;
  /** Whether the kernel counts connections by endpoint. */
  readonly countsConnections: boolean;
  /**
   * What policy Local means. `strict`: only endpoints of this node, and none is none; who is on the node already gets
   * past the external policy. `loose`: the same for everybody, and without endpoints on the node those of others.
   */
  readonly localPolicy: "strict" | "loose";
}

export type CreateProxyMode = (random: Random) => ProxyMode;

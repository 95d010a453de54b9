/** What differs between kube-proxy's modes, as far as a client can tell. One file each in this folder. */
import type { Random } from "../../sim/random.ts";
import type { Endpoint } from "../service-endpoints.ts";
import type { Frontend } from "../service-table.ts";

/** `pass`: the packet goes on to the address itself. */
export type Answer = "refuse" | "drop" | "pass";

/** One node's balancer: it may remember things about each frontend. */
export interface ProxyMode {
  readonly name: string;
  /** Chooses for a new connection. @param endpoints never empty; the same array until something changed. */
  choose(frontend: Frontend, endpoints: readonly Endpoint[]): Endpoint;
  /** A port that a Service's address does not list. @param frontend any other port of the address. */
  unlistedPort(frontend: Frontend): Answer;
  /** A policy asks for endpoints on this node, and all are on others. */
  readonly noLocalEndpoints: Answer;
}

export type CreateProxyMode = (random: Random) => ProxyMode;

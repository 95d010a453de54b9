/** What a mode of kube-proxy is, as far as a client and an engineer at the node's shell can tell. A folder each. */
import type { Random } from "../../sim/random.ts";
import type { Endpoint } from "../service-endpoints.ts";
import type { Frontend } from "../service-table.ts";
import type { InspectedNode } from "./inspected-node.ts";

/** `pass`: the packet goes on to the address itself. */
export type Answer = "refuse" | "drop" | "pass";

/** A node's own address, that of the bridge of its Pods, and 127.0.0.1. */
export type NodeAddress = "primary" | "gateway" | "loopback";

/** Chooses an endpoint for a new connection. @param endpoints never empty; the same array until something changed. */
export type Balancer = (frontend: Frontend, endpoints: readonly Endpoint[]) => Endpoint;

export interface ProxyMode {
  /** As kube-proxy's flag `--proxy-mode` takes it. */
  readonly name: string;
  /** Whether endpoints take turns on each node, so that their counts differ by one at most; else each has the same chance. */
  readonly takesTurns: boolean;
  /** The balancer of one node. */
  createBalancer(random: Random): Balancer;
  /** A port that a Service's address does not list. @param frontend any other port of the address. */
  unlistedPort(frontend: Frontend): Answer;
  /** A ping of a Service's address. */
  echo(frontend: Frontend): Answer;
  /** Whether the node has the addresses of Services itself, so that it refuses in their name. */
  readonly hasServiceAddresses: boolean;
  /** Where node ports are open. */
  readonly nodePortAddresses: readonly NodeAddress[];
  /** Whether a client that comes to a port by another address of the Service is a new one to session affinity. */
  readonly hasAffinityPerAddress: boolean;
  /** Whether the kernel counts connections by endpoint. */
  readonly countsConnections: boolean;
  /**
   * What policy Local means. `strict`: only endpoints of this node, and without any the packet is dropped; clients on the
   * node are exempt from the external policy. `loose`: no exemption, and without endpoints on the node those of others.
   */
  readonly localPolicy: "strict" | "loose";
  /** The part of the kernel that does source NAT. */
  readonly masqueradesWith: "iptables" | "nftables";
  readonly listing: Listing;
}

/** The program on a node that prints what kube-proxy has written into the kernel. */
export interface Listing {
  /** As it is typed: `ipvsadm -Ln`. */
  readonly command: string;
  /** What it prints where kube-proxy works in this mode. */
  print(node: InspectedNode): string;
  /** What it prints where kube-proxy works in another one. */
  printIn(other: ProxyMode): string;
}

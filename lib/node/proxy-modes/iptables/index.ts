/** iptables: a chain of rules with probabilities 1/n, 1/(n-1), ..., 1. What no Service lists matches no rule. */
import type { ProxyMode } from "../proxy-mode.ts";
import { createRandomBalancer } from "../random-balancer.ts";
import { listing } from "./listing.ts";

export const iptables: ProxyMode = {
  name: "iptables",
  takesTurns: false,
  createBalancer: createRandomBalancer,
  // No rule matches, so the packet leaves for an address that no host has. Addresses from outside do have a host.
  unlistedPort: ({ kind }) => (kind === "ClusterIP" ? "drop" : "pass"),
  echo: ({ kind }) => (kind === "ClusterIP" ? "drop" : "pass"),
  hasServiceAddresses: false,
  // kube-proxy sets route_localnet, as its flag --iptables-localhost-nodeports says by default.
  nodePortAddresses: ["primary", "gateway", "loopback"],
  hasAffinityPerAddress: false,
  countsConnections: false,
  localPolicy: "strict",
  masqueradesWith: "iptables",
  listing,
};

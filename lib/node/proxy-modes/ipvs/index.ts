/**
 * ipvs with the scheduler `rr`. The node has each address of a Service itself, on its interface kube-ipvs0; the chain
 * KUBE-IPVS-FILTER rejects what comes there for anything but a listed port and protocol, pings too.
 */
import type { ProxyMode } from "../proxy-mode.ts";
import { createRoundRobin } from "./balancer.ts";
import { listing } from "./listing.ts";

export const ipvs: ProxyMode = {
  name: "ipvs",
  takesTurns: true,
  createBalancer: createRoundRobin,
  unlistedPort: () => "refuse",
  echo: () => "refuse",
  hasServiceAddresses: true,
  nodePortAddresses: ["primary", "gateway"],
  // The kernel keeps persistence for each virtual server.
  hasAffinityPerAddress: true,
  countsConnections: true,
  localPolicy: "loose",
  masqueradesWith: "iptables",
  listing,
};

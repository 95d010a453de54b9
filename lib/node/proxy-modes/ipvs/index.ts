/** ipvs with the scheduler `rr`. The node has each address of a Service itself, on its interface kube-ipvs0. */
import type { ProxyMode } from "../proxy-mode.ts";
import { createRoundRobin } from "./balancer.ts";
import { listing } from "./listing.ts";

export const ipvs: ProxyMode = {
  name: "ipvs",
  takesTurns: true,
  createBalancer: createRoundRobin,
  unlistedPort: () => "refuse",
  echo: () => "reply",
  nodePortAddresses: ["primary", "gateway"],
  // The kernel keeps persistence for each virtual server.
  hasAffinityPerAddress: true,
  countsConnections: true,
  localPolicy: "loose",
  masqueradesWith: "iptables",
  listing,
};

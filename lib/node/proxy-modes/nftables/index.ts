/** nftables: `numgen random mod n`. What no Service lists at a ClusterIP is rejected. */
import type { ProxyMode } from "../proxy-mode.ts";
import { createRandomBalancer } from "../random-balancer.ts";
import { listing } from "./listing.ts";

export const nftables: ProxyMode = {
  name: "nftables",
  takesTurns: false,
  createBalancer: createRandomBalancer,
  unlistedPort: ({ kind }) => (kind === "ClusterIP" ? "refuse" : "pass"),
  echo: ({ kind }) => (kind === "ClusterIP" ? "refuse" : "pass"),
  hasServiceAddresses: false,
  // The default of --nodeport-addresses is `primary` in this mode alone.
  nodePortAddresses: ["primary"],
  hasAffinityPerAddress: false,
  countsConnections: false,
  localPolicy: "strict",
  masqueradesWith: "nftables",
  listing,
};

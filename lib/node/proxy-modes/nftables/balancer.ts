/** nftables: `numgen random mod n`, so each endpoint is equally likely; what no Service lists at a ClusterIP is rejected. */
import type { Endpoint } from "../../service-endpoints.ts";
import type { CreateProxyMode } from "../proxy-mode.ts";

export const nftables: CreateProxyMode = (random) => ({
  name: "nftables",
  choose: (_frontend, endpoints) => endpoints[random.int(endpoints.length)] as Endpoint,
  unlistedPort: ({ kind }) => (kind === "ClusterIP" ? "refuse" : "pass"),
  echo: ({ kind }) => (kind === "ClusterIP" ? "refuse" : "pass"),
  // The default of --nodeport-addresses is `primary` in this mode alone.
  nodePortAddresses: ["primary"],
  hasAffinityPerAddress: false,
  countsConnections: false,
  localPolicy: "strict",
});

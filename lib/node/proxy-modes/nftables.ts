/** nftables: `numgen random mod n`, so each endpoint is equally likely; ports that no Service lists are rejected. */
import type { Endpoint } from "../service-endpoints.ts";
import type { CreateProxyMode } from "./proxy-mode.ts";

export const nftables: CreateProxyMode = (random) => ({
  name: "nftables",
  choose: (_frontend, endpoints) => endpoints[random.int(endpoints.length)] as Endpoint,
  unlistedPort: ({ kind }) => (kind === "ClusterIP" ? "refuse" : "pass"),
  noLocalEndpoints: "drop",
});

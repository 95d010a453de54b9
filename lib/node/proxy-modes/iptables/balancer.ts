/** iptables: a chain of rules with probabilities 1/n, 1/(n-1), ..., 1, so each endpoint is equally likely, without memory. */
import type { Endpoint } from "../../service-endpoints.ts";
import type { CreateProxyMode } from "../proxy-mode.ts";

export const iptables: CreateProxyMode = (random) => ({
  name: "iptables",
  choose: (_frontend, endpoints) => endpoints[random.int(endpoints.length)] as Endpoint,
  // No rule matches, so the packet leaves for an address that nobody has. Addresses from outside do lead somewhere.
  unlistedPort: ({ kind }) => (kind === "ClusterIP" ? "drop" : "pass"),
  echo: ({ kind }) => (kind === "ClusterIP" ? "drop" : "pass"),
  // kube-proxy sets route_localnet, as its flag --iptables-localhost-nodeports says by default.
  nodePortAddresses: ["primary", "gateway", "loopback"],
  hasAffinityPerAddress: false,
  countsConnections: false,
  localPolicy: "strict",
});

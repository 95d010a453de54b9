/**
 * What `ipvsadm -Ln` prints on a node: virtual servers and their real servers, as kube-proxy configures them in mode
 * ipvs, with the connections that ended in the last two minutes. None is active, because requests of the simulation take no
 * time.
 */
import type { Frontend } from "../../service-table.ts";
import type { InspectedNode } from "../inspected-node.ts";
import type { Listing } from "../proxy-mode.ts";

const HEADER = [
  "IP Virtual Server version 1.2.1 (size=4096)",
  "Prot LocalAddress:Port Scheduler Flags",
  "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn",
];

export const listing: Listing = {
  command: "ipvsadm -Ln",
  print: (node) =>
    lines([...HEADER, ...node.frontends.flatMap((frontend) => virtualServers(frontend, node))]),
  printIn: () => lines(HEADER),
};

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join("");

/** A node port is a virtual server on each address of the node. */
function virtualServers(frontend: Frontend, node: InspectedNode): string[] {
  const { kind, ip, port, backend } = frontend;
  const isLocal = kind === "ClusterIP" ? backend.isInternalLocal : backend.isExternalLocal;
  const all = backend.endpointsFor(node.zone);
  const local = backend.endpointsOn(node.name);
  const endpoints = isLocal && (local.length > 0 || !backend.isExternallyAccessible) ? local : all;
  const flags = backend.affinity === undefined ? "" : ` persistent ${backend.affinity.timeoutMs / 1000}`;
  // Connections to the node's other address are not told apart.
  const realServers = endpoints.map(({ key }) => realServer(key, node.inactive(frontend, key)));
  const addresses = kind === "NodePort" ? [node.ip, node.podGateway] : [ip];
  return addresses.flatMap((address) => [
    `${backend.protocol.padEnd(4)} ${address}:${port} rr${flags}`,
    ...realServers,
  ]);
}

function realServer(address: string, inactive: number): string {
  return `  -> ${address.padEnd(28)} ${"Masq".padEnd(7)} ${"1".padEnd(6)} ${"0".padEnd(10)} ${String(inactive).padEnd(10)}`;
}

/**
 * What `ipvsadm -Ln` prints on a node: virtual servers and their real servers, as kube-proxy configures them in mode
 * ipvs. Leaves out numbers of connections, because requests of the simulation take no time, and UDP.
 */
import type { Frontend } from "../service-table.ts";
import type { InspectedNode } from "./inspected-node.ts";

const HEADER = [
  "IP Virtual Server version 1.2.1 (size=4096)",
  "Prot LocalAddress:Port Scheduler Flags",
  "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn",
];

export function ipvsadm(node: InspectedNode): string {
  const servers = node.mode === "ipvs" ? node.frontends.flatMap((frontend) => virtualServers(frontend, node)) : [];
  return `${[...HEADER, ...servers].join("\n")}\n`;
}

/** A node port is a virtual server on each address of the node. */
function virtualServers({ kind, ip, port, backend }: Frontend, node: InspectedNode): string[] {
  const isLocal = kind === "ClusterIP" ? backend.isInternalLocal : backend.isExternalLocal;
  const all = backend.endpointsFor(node.zone);
  const local = backend.endpointsOn(node.name);
  const endpoints = isLocal && (local.length > 0 || !backend.isExternallyAccessible) ? local : all;
  const flags = backend.affinity === undefined ? "" : ` persistent ${backend.affinity.timeoutMs / 1000}`;
  const addresses = kind === "NodePort" ? [node.ip, node.podGateway] : [ip];
  return addresses.flatMap((address) => [`TCP  ${address}:${port} rr${flags}`, ...endpoints.map(({ key }) => realServer(key))]);
}

function realServer(address: string): string {
  return `  -> ${address.padEnd(28)} ${"Masq".padEnd(7)} ${"1".padEnd(6)} ${"0".padEnd(10)} ${"0".padEnd(10)}`;
}

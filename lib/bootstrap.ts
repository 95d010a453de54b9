/** What a new cluster holds before anybody uses it: namespaces, the Service of the API itself, cluster DNS and kube-proxy. */
import type { Api } from "./api/api.ts";
import { namespaces } from "./api/kinds/namespace.ts";
import { ensureKubernetesService } from "./controllers/kubernetes-service.ts";
import { createDnsService } from "./kube-system/coredns.ts";
import { createKubeSystem } from "./kube-system/index.ts";
import { CLUSTER_DNS_IP, CONTROL_PLANE_IP, nodeAddresses, POD_CIDR } from "./node/cluster-network.ts";
import type { Random } from "./sim/random.ts";

const NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"] as const;

export interface BootstrapOptions {
  /** How many nodes there will be. */
  readonly nodes: number;
  readonly proxyMode: string;
  /** For names and uids of the system's own objects alone. */
  readonly random: Random;
  /** Now, as the API writes it. */
  readonly timestamp: string;
}

/** @throws RangeError for a number of nodes that the cluster's addresses do not allow. */
export function bootstrap(api: Api, { nodes, proxyMode, random, timestamp }: BootstrapOptions): void {
  const addresses = nodeAddresses(nodes);
  bootstrapApi(api);
  createKubeSystem({ api, random, timestamp }, { proxyMode, podCIDR: POD_CIDR.text, nodes: addresses });
}

/** What is there without any node. */
export function bootstrapApi(api: Api): void {
  for (const name of NAMESPACES) api.create(namespaces, "", { metadata: { name } });
  ensureKubernetesService(api, CONTROL_PLANE_IP);
  createDnsService(api, CLUSTER_DNS_IP);
}

/** Cluster DNS alone, for worlds that put the rest together by hand. */
export { createCoreDns, createDnsService } from "./kube-system/coredns.ts";

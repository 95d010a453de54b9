/** Which addresses the parts of a cluster have, as kind and kubeadm hand them out. */
import { type Cidr, formatIPv4, parseCidr } from "../network/ip-address.ts";
import type { Topology } from "../network/topology.ts";

export const SERVICE_CIDR = parseCidr("10.96.0.0/12");
export const CLUSTER_DNS_IP = "10.96.0.10";
export const POD_CIDR = parseCidr("10.244.0.0/16");
/** The machines: `.1` is the gateway, where the learner's own machine is too, `.2` the control plane, then the nodes. */
export const NODE_CIDR = parseCidr("172.18.0.0/16");
export const OUTSIDE_IP = "172.18.0.1";
export const CONTROL_PLANE_IP = "172.18.0.2";

const FIRST_NODE = 3;
const POD_BLOCK_SIZE = 256;
const NODES_MAX = POD_CIDR.size / POD_BLOCK_SIZE - 1;
const SYSTEM_PODS_MAX = 2;

export interface NodeAddresses {
  readonly name: string;
  readonly ip: string;
  readonly podBlock: Cidr;
  readonly podGateway: string;
  /** Those of the Pods that run there from the beginning. */
  readonly podIPs: readonly string[];
}

/** @throws RangeError for a number of nodes that the cluster's addresses do not allow. */
export function nodeAddresses(count: number): readonly NodeAddresses[] {
  if (!Number.isInteger(count) || count < 1 || count > NODES_MAX)
    throw new RangeError(`a cluster has 1 to ${NODES_MAX} nodes (nodesMax), not ${count}`);
  return Array.from({ length: count }, (_, at) => {
    const first = POD_CIDR.first + (at + 1) * POD_BLOCK_SIZE;
    return {
      name: `node-${at + 1}`,
      ip: formatIPv4(NODE_CIDR.first + FIRST_NODE + at),
      podBlock: parseCidr(`${formatIPv4(first)}/24`),
      podGateway: formatIPv4(first + 1),
      podIPs: Array.from({ length: SYSTEM_PODS_MAX }, (_, index) => formatIPv4(first + 2 + index)),
    };
  });
}

export function addSubnets(topology: Topology): void {
  topology.addSubnet({
    cidr: SERVICE_CIDR,
    unallocated: "drop",
    owner: "Service",
    reachableFromOutside: false,
  });
  topology.addSubnet({
    cidr: POD_CIDR,
    unallocated: "unreachable",
    owner: "Pod",
    reachableFromOutside: false,
  });
  topology.addSubnet({
    cidr: NODE_CIDR,
    unallocated: "unreachable",
    owner: "node",
    reachableFromOutside: true,
  });
}

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
export const NODES_MAX = POD_CIDR.size / POD_BLOCK_SIZE - 1;

/** @param number 1 for the first node. */
export function nodeAddress(number: number): { ip: string; podBlock: Cidr; podGateway: string } {
  const first = POD_CIDR.first + number * POD_BLOCK_SIZE;
  return {
    ip: formatIPv4(NODE_CIDR.first + FIRST_NODE + number - 1),
    podBlock: parseCidr(`${formatIPv4(first)}/24`),
    podGateway: formatIPv4(first + 1),
  };
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

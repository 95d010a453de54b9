/**
 * What a cluster runs for itself, as kubeadm sets it up: coredns and kube-proxy. They have been running since before the
 * simulation began. The control plane is not on a node, as in a cluster that a cloud manages, so it has no Pods.
 */
import { createCoreDns } from "./coredns.ts";
import { createKubeProxy } from "./kube-proxy.ts";
import type { SystemContext, SystemNode } from "./running-pod.ts";

export interface SystemOptions {
  readonly proxyMode: string;
  readonly podCIDR: string;
  /** With the addresses that its Pods have, from the first one on. */
  readonly nodes: readonly (SystemNode & { readonly podIPs: readonly string[] })[];
}

const DNS_PODS = 2;

export function createKubeSystem(context: SystemContext, { proxyMode, podCIDR, nodes }: SystemOptions): void {
  // One on each of the first nodes, or all on the only one.
  const places = Array.from({ length: DNS_PODS }, (_, at) => {
    const node = nodes[at % nodes.length] as SystemOptions["nodes"][number];
    return { node, podIP: node.podIPs[Math.floor(at / nodes.length)] as string };
  });
  createCoreDns(context, places);
  createKubeProxy(context, proxyMode, podCIDR, nodes);
}

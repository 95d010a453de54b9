/** What the nodes forward: the one list that decides who gets traffic. Whatever else is written in slices has no effect. */
import { type Cluster, nodes, type Pod, pods } from "service-bootcamp";
import type { ServiceSubject } from "./subjects.ts";

export interface Forwarding {
  readonly node: string;
  /** `ip:port`, without double ones. */
  readonly endpoints: readonly string[];
}

/** Per node where its kube-proxy sends connections to a port of the Service's cluster IP. */
export function forwardingOf(
  { cluster, namespace, name, object }: ServiceSubject,
  port: number,
): Forwarding[] {
  const service = `${namespace}/${name}`;
  const ip = object?.spec.clusterIP;
  return cluster.api.list(nodes).items.map(({ metadata: { name: node } }) => {
    const rules = cluster.node(node).rules();
    const own = rules.filter((rule) => rule.service === service && rule.ip === ip && rule.port === port);
    return { node, endpoints: [...new Set(own.flatMap(({ endpoints }) => endpoints))].sort() };
  });
}

/** Every endpoint that some node forwards to, at any of the Service's ports. */
export function endpointsForwarded(subject: ServiceSubject): readonly string[] {
  const ports = (subject.object?.spec.ports ?? []).map(({ port }) => port);
  const all = ports.flatMap((port) => forwardingOf(subject, port).flatMap(({ endpoints }) => endpoints));
  return [...new Set(all)].sort();
}

/** The Pods among them, whichever namespace they are in. */
export function podsBehind(subject: ServiceSubject): readonly Pod[] {
  const addresses = new Set(endpointsForwarded(subject).map((endpoint) => endpoint.split(":")[0]));
  return allPods(subject.cluster).filter(({ status }) => addresses.has(status.podIP));
}

function allPods(cluster: Cluster): readonly Pod[] {
  return cluster.api.list(pods).items.filter(({ status }) => status.phase === "Running");
}

/** Who asks: the Pod or the node behind the `from` of a request. */
import { nodes, type Pod, pods } from "service-bootcamp";
import type { ServiceSubject } from "../check/context.ts";

/** @param from `pod/NAME` or `pod/NAMESPACE/NAME`. @returns undefined when it is no Pod. */
export function clientPod({ cluster }: ServiceSubject, from = ""): Pod | undefined {
  const [, namespace = "default", name] = /^pod\/(?:([^/]+)\/)?([^/]+)$/.exec(from) ?? [];
  return name === undefined ? undefined : cluster.api.find(pods, namespace, name);
}

/** The node whose kube-proxy decides for the client; undefined for one outside. */
export function clientNode(subject: ServiceSubject, from = ""): string | undefined {
  const [, node] = /^node\/(.+)$/.exec(from) ?? [];
  if (node !== undefined) return subject.cluster.api.find(nodes, "", node)?.metadata.name;
  return clientPod(subject, from)?.spec.nodeName;
}

/** Fields of a Pod and resources of its containers, as variables and as files. Models pkg/fieldpath and pkg/api/v1/resource. */
import { nodes } from "../api/kinds/node.ts";
import type { Container } from "../api/kinds/pod-spec.ts";
import { quantityOf } from "../api/quantity.ts";
import type { PodRuntime } from "./node-runtime.ts";

export interface ResourceReference {
  readonly containerName?: string | undefined;
  readonly resource: string;
  readonly divisor?: string | number | undefined;
}

export function podField({ node, pod, podIP }: PodRuntime, path: string): string {
  const { metadata, spec } = pod;
  const keyed = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (keyed !== null) return metadata[keyed[1] as "labels" | "annotations"]?.[keyed[2] as string] ?? "";
  const fields: Readonly<Record<string, string | undefined>> = {
    "metadata.name": metadata.name,
    "metadata.namespace": metadata.namespace,
    "metadata.uid": metadata.uid,
    "metadata.labels": formatted(metadata.labels),
    "metadata.annotations": formatted(metadata.annotations),
    "spec.nodeName": spec.nodeName,
    "spec.serviceAccountName": spec.serviceAccountName,
    "status.hostIP": node.ip,
    "status.hostIPs": node.ip,
    "status.podIP": podIP,
    "status.podIPs": podIP,
  };
  return fields[path] ?? "";
}

function formatted(map: Readonly<Record<string, string>> = {}): string {
  const keys = Object.keys(map).sort();
  return keys.map((key) => `${key}=${JSON.stringify(map[key])}`).join("\n");
}

/** A request or limit in units of the divisor, rounded up; a limit that is not set is what the node has. */
export function containerResource(
  { node, pod }: PodRuntime,
  own: Container,
  { containerName = "", resource, divisor }: ResourceReference,
): string {
  const { initContainers = [], containers } = pod.spec;
  const container =
    containerName === ""
      ? own
      : [...initContainers, ...containers].find(({ name }) => name === containerName);
  const [list = "", name = ""] = resource.split(".") as ["limits" | "requests", string];
  const written = list === "" ? undefined : container?.resources?.[list]?.[name];
  const amount =
    written ??
    (list === "limits" ? node.api.get(nodes, "", node.name).status.allocatable?.[name] : undefined) ??
    "0";
  const unit = quantityOf(divisor ?? "1").milli || 1_000;
  return String(Math.ceil(quantityOf(amount).milli / unit));
}

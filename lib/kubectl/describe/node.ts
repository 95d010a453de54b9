/** `kubectl describe node`. Models describeNode of kubectl 1.33. */

import { leases } from "../../api/kinds/lease.ts";
import type { Node, Taint } from "../../api/kinds/node.ts";
import { byBytes } from "../../go/value.ts";
import { formatQuantity } from "../quantity.ts";
import { type Describer, rfc1123, type Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { describeNodeResources } from "./node-resources.ts";
import { SectionWriter } from "./section-writer.ts";

export const nodeDescriber: Describer<Node> = { group: "", kind: "Node", describe: describeNode };

function describeNode(node: Node, surroundings: Surroundings): string {
  const { metadata, spec, status } = node;
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Roles", roles(metadata.labels));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.field(0, "CreationTimestamp", rfc1123(metadata.creationTimestamp));
  writer.list("Taints", formatTaints(spec.taints ?? []));
  writer.field(0, "Unschedulable", spec.unschedulable ?? false);
  writeLease(writer, metadata.name, surroundings);
  writeConditions(writer, node);
  writer.write(0, "Addresses:\n");
  for (const { type, address } of status.addresses ?? []) writer.field(1, type, address);
  writeQuantities(writer, "Capacity", status.capacity);
  writeQuantities(writer, "Allocatable", status.allocatable);
  writeSystemInfo(writer, node);
  if ((spec.podCIDR ?? "") !== "") writer.field(0, "PodCIDR", spec.podCIDR ?? "");
  if ((spec.podCIDRs ?? []).length > 0) writer.field(0, "PodCIDRs", (spec.podCIDRs ?? []).join(","));
  if ((spec.providerID ?? "") !== "") writer.field(0, "ProviderID", spec.providerID ?? "");
  describeNodeResources(writer, node, surroundings);
  describeEvents(writer, node, surroundings);
  return writer.toString();
}

const ROLE_LABEL_PREFIX = "node-role.kubernetes.io/";

function roles(labels: Readonly<Record<string, string>> | undefined): string {
  const named = Object.keys(labels ?? {}).filter((key) => key.startsWith(ROLE_LABEL_PREFIX));
  const found = [
    ...named.map((key) => key.slice(ROLE_LABEL_PREFIX.length)),
    labels?.["kubernetes.io/role"] ?? "",
  ].filter((role) => role !== "");
  return found.length === 0 ? "<none>" : [...new Set(found)].sort(byBytes).join(",");
}

function formatTaints(taints: readonly Taint[]): string[] {
  const sorted = [...taints].sort((a, b) => byBytes(`${a.effect},${a.key}`, `${b.effect},${b.key}`));
  return sorted.map(({ key, value = "", effect }) => {
    if (effect === "") return value === "" ? key : `${key}=${value}:`;
    return value === "" ? `${key}:${effect}` : `${key}=${value}:${effect}`;
  });
}

const LEASES_NAMESPACE = "kube-node-lease";

function writeLease(writer: SectionWriter, name: string, { api }: Surroundings): void {
  const lease = api.find(leases, LEASES_NAMESPACE, name);
  if (lease === undefined) {
    writer.field(0, "Lease", `Failed to get lease: leases.coordination.k8s.io "${name}" not found`);
    return;
  }
  const { holderIdentity = "<unset>", acquireTime, renewTime } = lease.spec;
  writer.write(0, "Lease:\n");
  writer.field(1, "HolderIdentity", holderIdentity);
  writer.field(1, "AcquireTime", acquireTime === undefined ? "<unset>" : rfc1123(acquireTime));
  writer.field(1, "RenewTime", renewTime === undefined ? "<unset>" : rfc1123(renewTime));
}

function writeConditions(writer: SectionWriter, { status }: Node): void {
  const conditions = status.conditions ?? [];
  if (conditions.length === 0) return;
  writer.write(0, "Conditions:\n");
  writer.row(1, "Type", "Status", "LastHeartbeatTime", "LastTransitionTime", "Reason", "Message");
  writer.row(1, "----", "------", "-----------------", "------------------", "------", "-------");
  for (const {
    type,
    status: value,
    lastHeartbeatTime,
    lastTransitionTime,
    reason = "",
    message = "",
  } of conditions) {
    writer.row(
      1,
      `${type} `,
      `${value} `,
      `${rfc1123(lastHeartbeatTime)} `,
      `${rfc1123(lastTransitionTime)} `,
      `${reason} `,
      message,
    );
  }
}

function writeQuantities(
  writer: SectionWriter,
  title: string,
  quantities: Readonly<Record<string, string | number>> | undefined,
): void {
  const entries = Object.entries(quantities ?? {}).sort(([a], [b]) => byBytes(a, b));
  if (entries.length > 0) writer.write(0, `${title}:\n`);
  for (const [name, quantity] of entries) writer.field(1, name, formatQuantity(quantity));
}

function writeSystemInfo(writer: SectionWriter, { status }: Node): void {
  const info = status.nodeInfo ?? {};
  writer.write(0, "System Info:\n");
  writer.field(1, "Machine ID", info.machineID ?? "");
  writer.field(1, "System UUID", info.systemUUID ?? "");
  writer.field(1, "Boot ID", info.bootID ?? "");
  writer.field(1, "Kernel Version", info.kernelVersion ?? "");
  writer.field(1, "OS Image", info.osImage ?? "");
  writer.field(1, "Operating System", info.operatingSystem ?? "");
  writer.field(1, "Architecture", info.architecture ?? "");
  writer.field(1, "Container Runtime Version", info.containerRuntimeVersion ?? "");
  writer.field(1, "Kubelet Version", info.kubeletVersion ?? "");
  writer.field(1, "Kube-Proxy Version", info.kubeProxyVersion ?? "");
}

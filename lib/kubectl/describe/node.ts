/** `kubectl describe node`. Models describeNode of kubectl 1.33. */
import { leases } from "../../api/kinds/lease.ts";
import { type Node, nodes, type Taint } from "../../api/kinds/node.ts";
import { byBytes } from "../../go/value.ts";
import { writeResources } from "./containers.ts";
import { describer, rfc1123, type Surroundings } from "./describer.ts";
import { describeNodeResources } from "./node-resources.ts";
import type { SectionWriter } from "./section-writer.ts";

export const nodeDescriber = describer(nodes, describeNode);

function describeNode(writer: SectionWriter, node: Node, surroundings: Surroundings): void {
  const { metadata, spec, status } = node;
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
  writeResources(writer, "Capacity", status.capacity, 0);
  writeResources(writer, "Allocatable", status.allocatable, 0);
  writeSystemInfo(writer, node);
  writer.optional(0, "PodCIDR", spec.podCIDR);
  if ((spec.podCIDRs ?? []).length > 0) writer.field(0, "PodCIDRs", (spec.podCIDRs ?? []).join(","));
  writer.optional(0, "ProviderID", spec.providerID);
  describeNodeResources(writer, node, surroundings);
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
  writer.header(1, "Type", "Status", "LastHeartbeatTime", "LastTransitionTime", "Reason", "Message");
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

function writeSystemInfo(writer: SectionWriter, { status }: Node): void {
  const info = status.nodeInfo ?? {};
  const fields = {
    "Machine ID": info.machineID,
    "System UUID": info.systemUUID,
    "Boot ID": info.bootID,
    "Kernel Version": info.kernelVersion,
    "OS Image": info.osImage,
    "Operating System": info.operatingSystem,
    Architecture: info.architecture,
    "Container Runtime Version": info.containerRuntimeVersion,
    "Kubelet Version": info.kubeletVersion,
    "Kube-Proxy Version": info.kubeProxyVersion,
  };
  writer.write(0, "System Info:\n");
  for (const [name, value] of Object.entries(fields)) writer.field(1, name, value ?? "");
}

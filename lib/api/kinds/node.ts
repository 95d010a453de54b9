/** Models core/v1 Node. Leaves out images, volumes and the node's configuration. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import {
  any,
  boolean,
  field,
  type Infer,
  int32,
  int64,
  list,
  map,
  object,
  pointer,
  present,
  quantity,
  string,
  time,
} from "../schema.ts";

export const taint = object("core/v1.Taint", {
  key: present(1, string),
  value: field(2, string),
  effect: present(3, string),
  timeAdded: field(4, time),
});
export type Taint = Infer<typeof taint>;

const nodeSpec = object("core/v1.NodeSpec", {
  podCIDR: field(1, string),
  podCIDRs: field(7, list(string, { mergeKey: "" })),
  providerID: field(3, string),
  unschedulable: field(4, boolean),
  taints: field(5, list(taint)),
  configSource: field(6, any),
  externalID: field(2, string),
});
const nodeCondition = object("core/v1.NodeCondition", {
  type: present(1, string),
  status: present(2, string),
  lastHeartbeatTime: field(3, time),
  lastTransitionTime: field(4, time),
  reason: field(5, string),
  message: field(6, string),
});
const nodeAddress = object("core/v1.NodeAddress", { type: present(1, string), address: present(2, string) });
const nodeDaemonEndpoints = object("core/v1.NodeDaemonEndpoints", {
  kubeletEndpoint: field(1, object("core/v1.DaemonEndpoint", { Port: present(1, int32) })),
});
const nodeSystemInfo = object("core/v1.NodeSystemInfo", {
  machineID: field(1, string),
  systemUUID: field(2, string),
  bootID: field(3, string),
  kernelVersion: field(4, string),
  osImage: field(5, string),
  containerRuntimeVersion: field(6, string),
  kubeletVersion: field(7, string),
  kubeProxyVersion: field(8, string),
  operatingSystem: field(9, string),
  architecture: field(10, string),
  swap: field(11, object("core/v1.NodeSwapStatus", { capacity: pointer(1, int64) })),
});
const containerImage = object("core/v1.ContainerImage", {
  names: field(1, list(string)),
  sizeBytes: field(2, int64),
});
const nodeStatus = object("core/v1.NodeStatus", {
  capacity: field(1, map(quantity)),
  allocatable: field(2, map(quantity)),
  phase: field(3, string),
  conditions: field(4, list(nodeCondition, { mergeKey: "type", mapKeys: ["type"] })),
  addresses: field(5, list(nodeAddress, { mergeKey: "type", mapKeys: ["type"] })),
  daemonEndpoints: field(6, nodeDaemonEndpoints),
  nodeInfo: field(7, nodeSystemInfo),
  images: field(8, list(containerImage)),
  volumesInUse: field(9, list(string)),
  volumesAttached: field(10, list(any)),
  runtimeHandlers: field(12, list(any)),
  features: field(13, any),
  config: field(11, any),
});
const schema = object("core/v1.Node", {
  ...typeAndMeta,
  spec: present(2, nodeSpec),
  status: present(3, nodeStatus),
});
export type Node = Infer<typeof schema>;

export const nodes = defineKind({
  group: "",
  version: "v1",
  kind: "Node",
  plural: "nodes",
  shortNames: ["no"],
  namespaced: false,
  schema,
  subresources: ["proxy", "status"],
  selectableFields: { "spec.unschedulable": (node) => String(node.spec.unschedulable ?? false) },

  applyDefaults(node) {
    node.spec ??= {};
    node.status ??= {};
  },

  columns: [
    { name: "Name", cell: (node) => node.metadata.name },
    { name: "Status", cell: status },
    { name: "Roles", cell: roles },
    { name: "Age", cell: age },
    { name: "Version", cell: (node) => node.status.nodeInfo?.kubeletVersion ?? "" },
    { name: "Internal-IP", wide: true, cell: (node) => address(node, "InternalIP") },
    { name: "External-IP", wide: true, cell: (node) => address(node, "ExternalIP") },
    { name: "OS-Image", wide: true, cell: (node) => node.status.nodeInfo?.osImage ?? "<unknown>" },
    {
      name: "Kernel-Version",
      wide: true,
      cell: (node) => node.status.nodeInfo?.kernelVersion ?? "<unknown>",
    },
    {
      name: "Container-Runtime",
      wide: true,
      cell: (node) => node.status.nodeInfo?.containerRuntimeVersion ?? "<unknown>",
    },
  ],
});

function status(node: Node): string {
  const ready = node.status.conditions?.find((condition) => condition.type === "Ready");
  const words = [ready === undefined ? "Unknown" : ready.status === "True" ? "Ready" : "NotReady"];
  if (node.spec.unschedulable === true) words.push("SchedulingDisabled");
  return words.join(",");
}

const ROLE_PREFIX = "node-role.kubernetes.io/";

function roles(node: Node): string {
  const found = Object.entries(node.metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return [key.slice(ROLE_PREFIX.length)];
    return key === "kubernetes.io/role" && value !== "" ? [value] : [];
  });
  return found.length === 0 ? "<none>" : found.sort().join(",");
}

function address(node: Node, type: string): string {
  return node.status.addresses?.find((candidate) => candidate.type === type)?.address ?? "<none>";
}

/** Models core/v1 Node. Leaves out images, volumes and the node's configuration. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import {
  any,
  boolean,
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
  key: present(string),
  value: string,
  effect: present(string),
  timeAdded: time,
});
export type Taint = Infer<typeof taint>;

const schema = object("core/v1.Node", {
  ...typeAndMeta,
  spec: present(
    object("core/v1.NodeSpec", {
      podCIDR: string,
      podCIDRs: list(string, { mergeKey: "" }),
      providerID: string,
      unschedulable: boolean,
      taints: list(taint),
      configSource: any,
      externalID: string,
    }),
  ),
  status: present(
    object("core/v1.NodeStatus", {
      capacity: map(quantity),
      allocatable: map(quantity),
      phase: string,
      conditions: list(
        object("core/v1.NodeCondition", {
          type: present(string),
          status: present(string),
          lastHeartbeatTime: time,
          lastTransitionTime: time,
          reason: string,
          message: string,
        }),
        { mergeKey: "type", mapKeys: ["type"] },
      ),
      addresses: list(object("core/v1.NodeAddress", { type: present(string), address: present(string) }), {
        mergeKey: "type",
        mapKeys: ["type"],
      }),
      daemonEndpoints: object("core/v1.NodeDaemonEndpoints", {
        kubeletEndpoint: object("core/v1.DaemonEndpoint", { Port: present(int32) }),
      }),
      nodeInfo: object("core/v1.NodeSystemInfo", {
        machineID: string,
        systemUUID: string,
        bootID: string,
        kernelVersion: string,
        osImage: string,
        containerRuntimeVersion: string,
        kubeletVersion: string,
        kubeProxyVersion: string,
        operatingSystem: string,
        architecture: string,
        swap: object("core/v1.NodeSwapStatus", { capacity: pointer(int64) }),
      }),
      images: list(object("core/v1.ContainerImage", { names: list(string), sizeBytes: int64 })),
      volumesInUse: list(string),
      volumesAttached: list(any),
      runtimeHandlers: list(any),
      features: any,
      config: any,
    }),
  ),
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

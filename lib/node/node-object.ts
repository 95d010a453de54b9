/**
 * The Node object that a kubelet registers: a small machine of a kind cluster. Models pkg/kubelet/nodestatus.
 * The heartbeats of its conditions are in node-heartbeat.ts.
 */
import type { Node } from "../api/kinds/node.ts";
import type { Draft } from "../api/schema.ts";
import type { Random } from "../sim/random.ts";

export const KUBELET_VERSION = "v1.33.1";
const PODS_MAX = "110";

export interface NodeAddress {
  readonly name: string;
  readonly ip: string;
  readonly podCIDR: string;
}

const CONDITIONS = [
  ["MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"],
  ["DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"],
  ["PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"],
  ["Ready", "True", "KubeletReady", "kubelet is posting ready status"],
] as const;

export function nodeObject(
  { name, ip, podCIDR }: NodeAddress,
  timestamp: string,
  random: Random,
): Draft<Node> {
  const capacity = {
    cpu: "4",
    "ephemeral-storage": "61202244Ki",
    "hugepages-2Mi": "0",
    memory: "8145008Ki",
    pods: PODS_MAX,
  };
  return {
    metadata: {
      name,
      annotations: {
        "node.alpha.kubernetes.io/ttl": "0",
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
      },
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
      },
    },
    spec: { podCIDR, podCIDRs: [podCIDR] },
    status: {
      capacity,
      allocatable: { ...capacity },
      conditions: CONDITIONS.map(([type, status, reason, message]) => ({
        type,
        status,
        lastHeartbeatTime: timestamp,
        lastTransitionTime: timestamp,
        reason,
        message,
      })),
      addresses: [
        { type: "InternalIP", address: ip },
        { type: "Hostname", address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        machineID: random.hex(32),
        systemUUID: random.uuid(),
        bootID: random.uuid(),
        kernelVersion: "6.8.0-60-generic",
        osImage: "Debian GNU/Linux 12 (bookworm)",
        containerRuntimeVersion: "containerd://1.7.27",
        kubeletVersion: KUBELET_VERSION,
        kubeProxyVersion: KUBELET_VERSION,
        operatingSystem: "linux",
        architecture: "amd64",
      },
    },
  };
}

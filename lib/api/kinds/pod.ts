/** Models core/v1 Pod. Leaves out resize, ephemeral containers and everything a scheduler plugin alone reads. */
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
import { admitPod, readmitPod } from "./pod-admission.ts";
import { podReady, podRestarts, podStatus } from "./pod-columns.ts";
import { applyPodDefaults } from "./pod-defaults.ts";
import { podSpec } from "./pod-spec.ts";
import { validatePod, validatePodUpdate } from "./pod-validation.ts";
import { podWarnings } from "./pod-warnings.ts";

const containerStateTerminated = object("core/v1.ContainerStateTerminated", {
  exitCode: present(int32),
  signal: int32,
  reason: string,
  message: string,
  startedAt: time,
  finishedAt: time,
  containerID: string,
});
const containerState = object("core/v1.ContainerState", {
  waiting: object("core/v1.ContainerStateWaiting", { reason: string, message: string }),
  running: object("core/v1.ContainerStateRunning", { startedAt: time }),
  terminated: containerStateTerminated,
});
export const containerStatus = object("core/v1.ContainerStatus", {
  name: present(string),
  state: containerState,
  lastState: containerState,
  ready: present(boolean),
  restartCount: present(int32),
  image: present(string),
  imageID: present(string),
  containerID: string,
  started: pointer(boolean),
  allocatedResources: map(quantity),
  resources: object("core/v1.ResourceRequirements", {
    limits: map(quantity),
    requests: map(quantity),
    claims: list(any),
  }),
  volumeMounts: list(
    object("core/v1.VolumeMountStatus", {
      name: present(string),
      mountPath: present(string),
      readOnly: boolean,
      recursiveReadOnly: pointer(string),
    }),
    {
      mergeKey: "mountPath",
      mapKeys: ["mountPath"],
    },
  ),
  user: object("core/v1.ContainerUser", { linux: any }),
  allocatedResourcesStatus: list(any),
  stopSignal: pointer(string),
});
export type ContainerStatus = Infer<typeof containerStatus>;

export const podCondition = object("core/v1.PodCondition", {
  type: present(string),
  observedGeneration: int64,
  status: present(string),
  lastProbeTime: time,
  lastTransitionTime: time,
  reason: string,
  message: string,
});
export type PodCondition = Infer<typeof podCondition>;

const schema = object("core/v1.Pod", {
  ...typeAndMeta,
  spec: present(podSpec),
  status: present(
    object("core/v1.PodStatus", {
      observedGeneration: int64,
      phase: present(string),
      conditions: list(podCondition, { mergeKey: "type", mapKeys: ["type"] }),
      message: string,
      reason: string,
      nominatedNodeName: string,
      hostIP: string,
      hostIPs: list(object("core/v1.HostIP", { ip: present(string) }), { mergeKey: "ip" }),
      podIP: string,
      podIPs: list(object("core/v1.PodIP", { ip: present(string) }), { mergeKey: "ip", mapKeys: ["ip"] }),
      startTime: time,
      initContainerStatuses: list(containerStatus),
      containerStatuses: list(containerStatus),
      ephemeralContainerStatuses: list(containerStatus),
      qosClass: string,
      resize: string,
      resourceClaimStatuses: list(any),
    }),
  ),
});
export type Pod = Infer<typeof schema>;

export const pods = defineKind({
  group: "",
  version: "v1",
  kind: "Pod",
  plural: "pods",
  shortNames: ["po"],
  categories: ["all"],
  namespaced: true,
  schema,
  subresources: ["status", "log", "exec", "attach", "portforward", "eviction", "binding"],
  hasGeneration: true,
  selectableFields: {
    "spec.nodeName": (pod) => pod.spec.nodeName ?? "",
    "spec.restartPolicy": (pod) => pod.spec.restartPolicy ?? "",
    "spec.schedulerName": (pod) => pod.spec.schedulerName ?? "",
    "spec.serviceAccountName": (pod) => pod.spec.serviceAccountName ?? "",
    "status.phase": (pod) => pod.status.phase,
    "status.podIP": (pod) => pod.status.podIP ?? "",
    "status.nominatedNodeName": () => "",
    "spec.hostNetwork": (pod) => String(pod.spec.hostNetwork ?? false),
  },

  prepareForCreate(pod, { random }) {
    admitPod(pod, random);
    pod.status = { phase: "Pending", qosClass: qosClass(pod.spec) };
  },
  prepareForUpdate(pod, old) {
    readmitPod(pod, old);
    pod.status = old.status as typeof pod.status;
  },
  applyDefaults(pod) {
    applyPodDefaults(pod.spec);
    pod.status ??= { phase: "Pending" };
  },
  validate: validatePod,
  validateUpdate: validatePodUpdate,
  warnings: podWarnings,
  /** A Pod that no node runs has nobody to stop it, so it goes at once. */
  gracePeriodSeconds: (pod) =>
    pod.spec.nodeName === undefined || pod.spec.nodeName === ""
      ? 0
      : (pod.spec.terminationGracePeriodSeconds ?? 30),

  columns: [
    { name: "Name", cell: (pod) => pod.metadata.name },
    { name: "Ready", cell: podReady },
    { name: "Status", cell: podStatus },
    { name: "Restarts", cell: podRestarts },
    { name: "Age", cell: age },
    { name: "IP", wide: true, cell: (pod) => pod.status.podIP ?? "<none>" },
    { name: "Node", wide: true, cell: (pod) => pod.spec.nodeName ?? "<none>" },
    { name: "Nominated Node", wide: true, cell: (pod) => pod.status.nominatedNodeName ?? "<none>" },
    {
      name: "Readiness Gates",
      wide: true,
      cell: (pod) => {
        const gates = pod.spec.readinessGates ?? [];
        const open = gates.filter((gate) =>
          pod.status.conditions?.some(
            (condition) => condition.type === gate.conditionType && condition.status === "True",
          ),
        );
        return gates.length === 0 ? "<none>" : `${open.length}/${gates.length}`;
      },
    },
  ],
});

/** Guaranteed, Burstable or BestEffort, from what the containers ask for. */
function qosClass(spec: Pod["spec"] | Parameters<typeof applyPodDefaults>[0]): string {
  const asked = [...(spec.initContainers ?? []), ...spec.containers].map(
    (container) => container.resources ?? {},
  );
  if (asked.every(({ limits, requests }) => Object.keys({ ...limits, ...requests }).length === 0))
    return "BestEffort";
  const complete = asked.every(({ limits, requests }) =>
    ["cpu", "memory"].every(
      (name) => limits?.[name] !== undefined && (requests?.[name] ?? limits[name]) === limits[name],
    ),
  );
  return complete ? "Guaranteed" : "Burstable";
}

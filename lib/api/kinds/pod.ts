/** Models core/v1 Pod. Leaves out resize and everything a scheduler plugin alone reads. */
import { age } from "../columns.ts";
import { forbiddenField } from "../field-error.ts";
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
import { ephemeralContainersRules } from "./ephemeral-containers.ts";
import { admitPod, readmitPod } from "./pod-admission.ts";
import { podReady, podRestarts, podStatus } from "./pod-columns.ts";
import { applyPodDefaults } from "./pod-defaults.ts";
import { podSpec } from "./pod-spec.ts";
import { validatePod, validatePodUpdate } from "./pod-validation.ts";
import { podWarnings } from "./pod-warnings.ts";

const containerStateTerminated = object("core/v1.ContainerStateTerminated", {
  exitCode: present(1, int32),
  signal: field(2, int32),
  reason: field(3, string),
  message: field(4, string),
  startedAt: field(5, time),
  finishedAt: field(6, time),
  containerID: field(7, string),
});
const containerStateWaiting = object("core/v1.ContainerStateWaiting", {
  reason: field(1, string),
  message: field(2, string),
});
const containerState = object("core/v1.ContainerState", {
  waiting: field(1, containerStateWaiting),
  running: field(2, object("core/v1.ContainerStateRunning", { startedAt: field(1, time) })),
  terminated: field(3, containerStateTerminated),
});
const resourceRequirements = object("core/v1.ResourceRequirements", {
  limits: field(1, map(quantity)),
  requests: field(2, map(quantity)),
  claims: field(3, list(any)),
});
const volumeMountStatus = object("core/v1.VolumeMountStatus", {
  name: present(1, string),
  mountPath: present(2, string),
  readOnly: field(3, boolean),
  recursiveReadOnly: pointer(4, string),
});
export const containerStatus = object("core/v1.ContainerStatus", {
  name: present(1, string),
  state: field(2, containerState),
  lastState: field(3, containerState),
  ready: present(4, boolean),
  restartCount: present(5, int32),
  image: present(6, string),
  imageID: present(7, string),
  containerID: field(8, string),
  started: pointer(9, boolean),
  allocatedResources: field(10, map(quantity)),
  resources: field(11, resourceRequirements),
  volumeMounts: field(12, list(volumeMountStatus, { mergeKey: "mountPath", mapKeys: ["mountPath"] })),
  user: field(13, object("core/v1.ContainerUser", { linux: field(1, any) })),
  allocatedResourcesStatus: field(14, list(any)),
  stopSignal: pointer(15, string),
});
export type ContainerStatus = Infer<typeof containerStatus>;

export const podCondition = object("core/v1.PodCondition", {
  type: present(1, string),
  observedGeneration: field(7, int64),
  status: present(2, string),
  lastProbeTime: field(3, time),
  lastTransitionTime: field(4, time),
  reason: field(5, string),
  message: field(6, string),
});
export type PodCondition = Infer<typeof podCondition>;

const podIP = object("core/v1.PodIP", { ip: present(1, string) });
const podStatusSchema = object("core/v1.PodStatus", {
  observedGeneration: field(17, int64),
  phase: present(1, string),
  conditions: field(2, list(podCondition, { mergeKey: "type", mapKeys: ["type"] })),
  message: field(3, string),
  reason: field(4, string),
  nominatedNodeName: field(11, string),
  hostIP: field(5, string),
  hostIPs: field(16, list(object("core/v1.HostIP", { ip: present(1, string) }), { mergeKey: "ip" })),
  podIP: field(6, string),
  podIPs: field(12, list(podIP, { mergeKey: "ip", mapKeys: ["ip"] })),
  startTime: field(7, time),
  initContainerStatuses: field(10, list(containerStatus)),
  containerStatuses: field(8, list(containerStatus)),
  ephemeralContainerStatuses: field(13, list(containerStatus)),
  qosClass: field(9, string),
  resize: field(14, string),
  resourceClaimStatuses: field(15, list(any)),
});
const schema = object("core/v1.Pod", {
  ...typeAndMeta,
  spec: present(2, podSpec),
  status: present(3, podStatusSchema),
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
  returnsDeleted: true,
  schema,
  subresources: [
    "status",
    "ephemeralcontainers",
    "log",
    "exec",
    "attach",
    "portforward",
    "eviction",
    "binding",
  ],
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
  validateCreate: ({ spec }) =>
    (spec.ephemeralContainers ?? []).length === 0
      ? []
      : [forbiddenField("spec.ephemeralContainers", "cannot be set on create")],
  partRules: { ephemeralcontainers: ephemeralContainersRules },
  warnings: podWarnings,
  /** A Pod that no node runs, or that has ended, has nothing to stop, so it goes at once. */
  gracePeriodSeconds: ({ spec, status }) =>
    (spec.nodeName ?? "") === "" || status.phase === "Succeeded" || status.phase === "Failed"
      ? 0
      : (spec.terminationGracePeriodSeconds ?? 30),

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

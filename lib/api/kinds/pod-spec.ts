/** The schema of core/v1 PodSpec, shared by Pods and by every kind with a Pod template. */
import { labelSelector, objectMeta } from "../metadata.ts";
import {
  boolean,
  defaulted,
  embedded,
  field,
  type Infer,
  int32,
  int64,
  intOrString,
  list,
  map,
  object,
  pointer,
  present,
  quantity,
  string,
} from "../schema.ts";
import { objectFieldSelector, resourceFieldSelector } from "./downward-api.ts";
import { embeddedReference, localObjectReference } from "./local-object-reference.ts";
import { podSecurityContext, securityContext } from "./security-context.ts";
import { volume } from "./volume.ts";

const keySelector = (name: string) =>
  object(
    name,
    { ...embeddedReference, key: present(2, string), optional: pointer(3, boolean) },
    { atomic: true },
  );

const envVarSource = object("core/v1.EnvVarSource", {
  fieldRef: field(1, objectFieldSelector),
  resourceFieldRef: field(2, resourceFieldSelector),
  configMapKeyRef: field(3, keySelector("core/v1.ConfigMapKeySelector")),
  secretKeyRef: field(4, keySelector("core/v1.SecretKeySelector")),
});
export const envVar = object("core/v1.EnvVar", {
  name: present(1, string),
  value: field(2, string),
  valueFrom: field(3, envVarSource),
});

const httpHeader = object("core/v1.HTTPHeader", { name: present(1, string), value: present(2, string) });
const httpGetAction = object("core/v1.HTTPGetAction", {
  path: field(1, string),
  port: present(2, intOrString),
  host: field(3, string),
  scheme: field(4, string),
  httpHeaders: field(5, list(httpHeader)),
});
const execAction = object("core/v1.ExecAction", { command: field(1, list(string)) });
const tcpSocketAction = object("core/v1.TCPSocketAction", {
  port: present(1, intOrString),
  host: field(2, string),
});

const probeHandler = {
  exec: field(1, execAction),
  httpGet: field(2, httpGetAction),
  tcpSocket: field(3, tcpSocketAction),
  grpc: field(4, object("core/v1.GRPCAction", { port: present(1, int32), service: pointer(2, string) })),
};
export const probe = object("core/v1.Probe", {
  ...embedded(1, probeHandler),
  initialDelaySeconds: field(2, int32),
  timeoutSeconds: field(3, int32),
  periodSeconds: field(4, int32),
  successThreshold: field(5, int32),
  failureThreshold: field(6, int32),
  terminationGracePeriodSeconds: pointer(7, int64),
});
export type Probe = Infer<typeof probe>;

const lifecycleHandler = object("core/v1.LifecycleHandler", {
  exec: field(1, execAction),
  httpGet: field(2, httpGetAction),
  tcpSocket: field(3, tcpSocketAction),
  sleep: field(4, object("core/v1.SleepAction", { seconds: present(1, int64) })),
});

export const containerPort = object("core/v1.ContainerPort", {
  name: field(1, string),
  hostPort: field(2, int32),
  containerPort: present(3, int32),
  protocol: defaulted(4, string),
  hostIP: field(5, string),
});

const resourceClaim = object("core/v1.ResourceClaim", {
  name: present(1, string),
  request: field(2, string),
});
const resourceRequirements = object("core/v1.ResourceRequirements", {
  limits: field(1, map(quantity)),
  requests: field(2, map(quantity)),
  claims: field(3, list(resourceClaim, { mapKeys: ["name"] })),
});

const optionalReference = { ...embeddedReference, optional: pointer(2, boolean) };
const envFromSource = object("core/v1.EnvFromSource", {
  prefix: field(1, string),
  configMapRef: field(2, object("core/v1.ConfigMapEnvSource", optionalReference)),
  secretRef: field(3, object("core/v1.SecretEnvSource", optionalReference)),
});
const containerResizePolicy = object("core/v1.ContainerResizePolicy", {
  resourceName: present(1, string),
  restartPolicy: present(2, string),
});
const volumeMount = object("core/v1.VolumeMount", {
  name: present(1, string),
  readOnly: field(2, boolean),
  recursiveReadOnly: pointer(7, string),
  mountPath: present(3, string),
  subPath: field(4, string),
  mountPropagation: pointer(5, string),
  subPathExpr: field(6, string),
});
const volumeDevice = object("core/v1.VolumeDevice", {
  name: present(1, string),
  devicePath: present(2, string),
});
const lifecycle = object("core/v1.Lifecycle", {
  postStart: field(1, lifecycleHandler),
  preStop: field(2, lifecycleHandler),
  stopSignal: pointer(3, string),
});
const containerFields = {
  name: present(1, string),
  image: field(2, string),
  command: field(3, list(string)),
  args: field(4, list(string)),
  workingDir: field(5, string),
  ports: field(
    6,
    list(containerPort, {
      mergeKey: "containerPort",
      mapKeys: ["containerPort", "protocol"],
      keyDefaults: { protocol: "TCP" },
    }),
  ),
  envFrom: field(19, list(envFromSource)),
  env: field(7, list(envVar, { mergeKey: "name", mapKeys: ["name"] })),
  resources: field(8, resourceRequirements),
  resizePolicy: field(23, list(containerResizePolicy)),
  restartPolicy: pointer(24, string),
  volumeMounts: field(9, list(volumeMount, { mergeKey: "mountPath", mapKeys: ["mountPath"] })),
  volumeDevices: field(21, list(volumeDevice, { mergeKey: "devicePath", mapKeys: ["devicePath"] })),
  livenessProbe: field(10, probe),
  readinessProbe: field(11, probe),
  startupProbe: field(22, probe),
  lifecycle: field(12, lifecycle),
  terminationMessagePath: field(13, string),
  terminationMessagePolicy: field(20, string),
  imagePullPolicy: field(14, string),
  securityContext: field(15, securityContext),
  stdin: field(16, boolean),
  stdinOnce: field(17, boolean),
  tty: field(18, boolean),
} as const;

export const container = object("core/v1.Container", containerFields);
export type Container = Infer<typeof container>;

const ephemeralContainer = object("core/v1.EphemeralContainer", {
  ...embedded(1, containerFields),
  targetContainerName: field(2, string),
});
export type EphemeralContainer = Infer<typeof ephemeralContainer>;

export const toleration = object("core/v1.Toleration", {
  key: field(1, string),
  operator: field(2, string),
  value: field(3, string),
  effect: field(4, string),
  tolerationSeconds: pointer(5, int64),
});

const nodeSelectorRequirement = object("core/v1.NodeSelectorRequirement", {
  key: present(1, string),
  operator: present(2, string),
  values: field(3, list(string)),
});
const nodeSelectorTerm = object(
  "core/v1.NodeSelectorTerm",
  {
    matchExpressions: field(1, list(nodeSelectorRequirement)),
    matchFields: field(2, list(nodeSelectorRequirement)),
  },
  { atomic: true },
);

const podAffinityTerm = object("core/v1.PodAffinityTerm", {
  labelSelector: field(1, labelSelector),
  namespaces: field(2, list(string)),
  topologyKey: present(3, string),
  namespaceSelector: field(4, labelSelector),
  matchLabelKeys: field(5, list(string)),
  mismatchLabelKeys: field(6, list(string)),
});
const weightedPodAffinityTerm = object("core/v1.WeightedPodAffinityTerm", {
  weight: present(1, int32),
  podAffinityTerm: present(2, podAffinityTerm),
});
const podAffinity = (name: string) =>
  object(name, {
    requiredDuringSchedulingIgnoredDuringExecution: field(1, list(podAffinityTerm)),
    preferredDuringSchedulingIgnoredDuringExecution: field(2, list(weightedPodAffinityTerm)),
  });

const topologySpreadConstraint = object("core/v1.TopologySpreadConstraint", {
  maxSkew: present(1, int32),
  topologyKey: present(2, string),
  whenUnsatisfiable: present(3, string),
  labelSelector: field(4, labelSelector),
  minDomains: pointer(5, int32),
  nodeAffinityPolicy: pointer(6, string),
  nodeTaintsPolicy: pointer(7, string),
  matchLabelKeys: field(8, list(string)),
});

const podResourceClaim = object(
  "core/v1.PodResourceClaim",
  {
    name: present(1, string),
    resourceClaimName: pointer(3, string),
    resourceClaimTemplateName: pointer(4, string),
  },
  { retainKeys: true },
);

const nodeSelector = object(
  "core/v1.NodeSelector",
  { nodeSelectorTerms: present(1, list(nodeSelectorTerm)) },
  { atomic: true },
);
const preferredSchedulingTerm = object("core/v1.PreferredSchedulingTerm", {
  weight: present(1, int32),
  preference: present(2, nodeSelectorTerm),
});
const nodeAffinity = object("core/v1.NodeAffinity", {
  requiredDuringSchedulingIgnoredDuringExecution: field(1, nodeSelector),
  preferredDuringSchedulingIgnoredDuringExecution: field(2, list(preferredSchedulingTerm)),
});
const affinity = object("core/v1.Affinity", {
  nodeAffinity: field(1, nodeAffinity),
  podAffinity: field(2, podAffinity("core/v1.PodAffinity")),
  podAntiAffinity: field(3, podAffinity("core/v1.PodAntiAffinity")),
});
const hostAlias = object("core/v1.HostAlias", { ip: present(1, string), hostnames: field(2, list(string)) });
const podDNSConfigOption = object("core/v1.PodDNSConfigOption", {
  name: field(1, string),
  value: pointer(2, string),
});
const podDNSConfig = object("core/v1.PodDNSConfig", {
  nameservers: field(1, list(string)),
  searches: field(2, list(string)),
  options: field(3, list(podDNSConfigOption)),
});
const podSchedulingGate = object("core/v1.PodSchedulingGate", { name: present(1, string) });
export const podSpec = object("core/v1.PodSpec", {
  volumes: field(1, list(volume, { mergeKey: "name", mapKeys: ["name"] })),
  initContainers: field(20, list(container, { mergeKey: "name", mapKeys: ["name"] })),
  containers: present(2, list(container, { mergeKey: "name", mapKeys: ["name"] })),
  ephemeralContainers: field(34, list(ephemeralContainer, { mergeKey: "name", mapKeys: ["name"] })),
  restartPolicy: field(3, string),
  terminationGracePeriodSeconds: pointer(4, int64),
  activeDeadlineSeconds: pointer(5, int64),
  dnsPolicy: field(6, string),
  nodeSelector: field(7, map(string, { atomic: true })),
  serviceAccountName: field(8, string),
  serviceAccount: field(9, string),
  automountServiceAccountToken: pointer(21, boolean),
  nodeName: field(10, string),
  hostNetwork: field(11, boolean),
  hostPID: field(12, boolean),
  hostIPC: field(13, boolean),
  shareProcessNamespace: pointer(27, boolean),
  securityContext: field(14, podSecurityContext),
  imagePullSecrets: field(15, list(localObjectReference, { mergeKey: "name", mapKeys: ["name"] })),
  hostname: field(16, string),
  subdomain: field(17, string),
  affinity: field(18, affinity),
  schedulerName: field(19, string),
  tolerations: field(22, list(toleration)),
  hostAliases: field(23, list(hostAlias, { mergeKey: "ip", mapKeys: ["ip"] })),
  priorityClassName: field(24, string),
  priority: pointer(25, int32),
  dnsConfig: field(26, podDNSConfig),
  readinessGates: field(28, list(object("core/v1.PodReadinessGate", { conditionType: present(1, string) }))),
  runtimeClassName: pointer(29, string),
  enableServiceLinks: pointer(30, boolean),
  preemptionPolicy: pointer(31, string),
  overhead: field(32, map(quantity)),
  topologySpreadConstraints: field(
    33,
    list(topologySpreadConstraint, {
      mergeKey: "topologyKey",
      mapKeys: ["topologyKey", "whenUnsatisfiable"],
    }),
  ),
  setHostnameAsFQDN: pointer(35, boolean),
  os: field(36, object("core/v1.PodOS", { name: present(1, string) })),
  hostUsers: pointer(37, boolean),
  schedulingGates: field(38, list(podSchedulingGate, { mergeKey: "name", mapKeys: ["name"] })),
  resourceClaims: field(39, list(podResourceClaim, { mergeKey: "name", mapKeys: ["name"] })),
  resources: field(40, resourceRequirements),
});
export type PodSpec = Infer<typeof podSpec>;

export const podTemplateSpec = object("core/v1.PodTemplateSpec", {
  metadata: present(1, objectMeta),
  spec: present(2, podSpec),
});
export type PodTemplateSpec = Infer<typeof podTemplateSpec>;

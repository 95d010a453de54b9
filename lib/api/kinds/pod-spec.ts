/** The schema of core/v1 PodSpec, shared by Pods and by every kind with a Pod template. */
import { labelSelector, objectMeta } from "../metadata.ts";
import {
  boolean,
  defaulted,
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
import { podSecurityContext, securityContext } from "./security-context.ts";
import { volume } from "./volume.ts";

const keySelector = (name: string) =>
  object(name, { name: string, key: present(string), optional: pointer(boolean) }, { atomic: true });

export const envVar = object("core/v1.EnvVar", {
  name: present(string),
  value: string,
  valueFrom: object("core/v1.EnvVarSource", {
    fieldRef: objectFieldSelector,
    resourceFieldRef: resourceFieldSelector,
    configMapKeyRef: keySelector("core/v1.ConfigMapKeySelector"),
    secretKeyRef: keySelector("core/v1.SecretKeySelector"),
  }),
});

const httpGetAction = object("core/v1.HTTPGetAction", {
  path: string,
  port: present(intOrString),
  host: string,
  scheme: string,
  httpHeaders: list(object("core/v1.HTTPHeader", { name: present(string), value: present(string) })),
});
const execAction = object("core/v1.ExecAction", { command: list(string) });
const tcpSocketAction = object("core/v1.TCPSocketAction", { port: present(intOrString), host: string });

export const probe = object("core/v1.Probe", {
  exec: execAction,
  httpGet: httpGetAction,
  tcpSocket: tcpSocketAction,
  grpc: object("core/v1.GRPCAction", { port: present(int32), service: pointer(string) }),
  initialDelaySeconds: int32,
  timeoutSeconds: int32,
  periodSeconds: int32,
  successThreshold: int32,
  failureThreshold: int32,
  terminationGracePeriodSeconds: pointer(int64),
});
export type Probe = Infer<typeof probe>;

const lifecycleHandler = object("core/v1.LifecycleHandler", {
  exec: execAction,
  httpGet: httpGetAction,
  tcpSocket: tcpSocketAction,
  sleep: object("core/v1.SleepAction", { seconds: present(int64) }),
});

export const containerPort = object("core/v1.ContainerPort", {
  name: string,
  hostPort: int32,
  containerPort: present(int32),
  protocol: defaulted(string),
  hostIP: string,
});

const resourceRequirements = object("core/v1.ResourceRequirements", {
  limits: map(quantity),
  requests: map(quantity),
  claims: list(object("core/v1.ResourceClaim", { name: present(string), request: string }), {
    mapKeys: ["name"],
  }),
});

const containerFields = {
  name: present(string),
  image: string,
  command: list(string),
  args: list(string),
  workingDir: string,
  ports: list(containerPort, {
    mergeKey: "containerPort",
    mapKeys: ["containerPort", "protocol"],
    keyDefaults: { protocol: "TCP" },
  }),
  envFrom: list(
    object("core/v1.EnvFromSource", {
      prefix: string,
      configMapRef: object("core/v1.ConfigMapEnvSource", { name: string, optional: pointer(boolean) }),
      secretRef: object("core/v1.SecretEnvSource", { name: string, optional: pointer(boolean) }),
    }),
  ),
  env: list(envVar, { mergeKey: "name", mapKeys: ["name"] }),
  resources: resourceRequirements,
  resizePolicy: list(
    object("core/v1.ContainerResizePolicy", {
      resourceName: present(string),
      restartPolicy: present(string),
    }),
  ),
  restartPolicy: pointer(string),
  volumeMounts: list(
    object("core/v1.VolumeMount", {
      name: present(string),
      readOnly: boolean,
      recursiveReadOnly: pointer(string),
      mountPath: present(string),
      subPath: string,
      mountPropagation: pointer(string),
      subPathExpr: string,
    }),
    { mergeKey: "mountPath", mapKeys: ["mountPath"] },
  ),
  volumeDevices: list(
    object("core/v1.VolumeDevice", { name: present(string), devicePath: present(string) }),
    {
      mergeKey: "devicePath",
      mapKeys: ["devicePath"],
    },
  ),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  lifecycle: object("core/v1.Lifecycle", {
    postStart: lifecycleHandler,
    preStop: lifecycleHandler,
    stopSignal: pointer(string),
  }),
  terminationMessagePath: string,
  terminationMessagePolicy: string,
  imagePullPolicy: string,
  securityContext,
  stdin: boolean,
  stdinOnce: boolean,
  tty: boolean,
} as const;

export const container = object("core/v1.Container", containerFields);
export type Container = Infer<typeof container>;

const ephemeralContainer = object("core/v1.EphemeralContainer", {
  ...containerFields,
  targetContainerName: string,
});

export const toleration = object("core/v1.Toleration", {
  key: string,
  operator: string,
  value: string,
  effect: string,
  tolerationSeconds: pointer(int64),
});

const nodeSelectorTerm = object(
  "core/v1.NodeSelectorTerm",
  {
    matchExpressions: list(
      object("core/v1.NodeSelectorRequirement", {
        key: present(string),
        operator: present(string),
        values: list(string),
      }),
    ),
    matchFields: list(
      object("core/v1.NodeSelectorRequirement", {
        key: present(string),
        operator: present(string),
        values: list(string),
      }),
    ),
  },
  { atomic: true },
);

const podAffinityTerm = object("core/v1.PodAffinityTerm", {
  labelSelector,
  namespaces: list(string),
  topologyKey: present(string),
  namespaceSelector: labelSelector,
  matchLabelKeys: list(string),
  mismatchLabelKeys: list(string),
});
const podAffinity = (name: string) =>
  object(name, {
    requiredDuringSchedulingIgnoredDuringExecution: list(podAffinityTerm),
    preferredDuringSchedulingIgnoredDuringExecution: list(
      object("core/v1.WeightedPodAffinityTerm", {
        weight: present(int32),
        podAffinityTerm: present(podAffinityTerm),
      }),
    ),
  });

const topologySpreadConstraint = object("core/v1.TopologySpreadConstraint", {
  maxSkew: present(int32),
  topologyKey: present(string),
  whenUnsatisfiable: present(string),
  labelSelector,
  minDomains: pointer(int32),
  nodeAffinityPolicy: pointer(string),
  nodeTaintsPolicy: pointer(string),
  matchLabelKeys: list(string),
});

const podResourceClaim = object(
  "core/v1.PodResourceClaim",
  { name: present(string), resourceClaimName: pointer(string), resourceClaimTemplateName: pointer(string) },
  { retainKeys: true },
);

export const podSpec = object("core/v1.PodSpec", {
  volumes: list(volume, { mergeKey: "name", mapKeys: ["name"] }),
  initContainers: list(container, { mergeKey: "name", mapKeys: ["name"] }),
  containers: present(list(container, { mergeKey: "name", mapKeys: ["name"] })),
  ephemeralContainers: list(ephemeralContainer, { mergeKey: "name", mapKeys: ["name"] }),
  restartPolicy: string,
  terminationGracePeriodSeconds: pointer(int64),
  activeDeadlineSeconds: pointer(int64),
  dnsPolicy: string,
  nodeSelector: map(string, { atomic: true }),
  serviceAccountName: string,
  serviceAccount: string,
  automountServiceAccountToken: pointer(boolean),
  nodeName: string,
  hostNetwork: boolean,
  hostPID: boolean,
  hostIPC: boolean,
  shareProcessNamespace: pointer(boolean),
  securityContext: podSecurityContext,
  imagePullSecrets: list(object("core/v1.LocalObjectReference", { name: string }, { atomic: true }), {
    mergeKey: "name",
    mapKeys: ["name"],
  }),
  hostname: string,
  subdomain: string,
  affinity: object("core/v1.Affinity", {
    nodeAffinity: object("core/v1.NodeAffinity", {
      requiredDuringSchedulingIgnoredDuringExecution: object(
        "core/v1.NodeSelector",
        { nodeSelectorTerms: present(list(nodeSelectorTerm)) },
        { atomic: true },
      ),
      preferredDuringSchedulingIgnoredDuringExecution: list(
        object("core/v1.PreferredSchedulingTerm", {
          weight: present(int32),
          preference: present(nodeSelectorTerm),
        }),
      ),
    }),
    podAffinity: podAffinity("core/v1.PodAffinity"),
    podAntiAffinity: podAffinity("core/v1.PodAntiAffinity"),
  }),
  schedulerName: string,
  tolerations: list(toleration),
  hostAliases: list(object("core/v1.HostAlias", { ip: present(string), hostnames: list(string) }), {
    mergeKey: "ip",
    mapKeys: ["ip"],
  }),
  priorityClassName: string,
  priority: pointer(int32),
  dnsConfig: object("core/v1.PodDNSConfig", {
    nameservers: list(string),
    searches: list(string),
    options: list(object("core/v1.PodDNSConfigOption", { name: string, value: pointer(string) })),
  }),
  readinessGates: list(object("core/v1.PodReadinessGate", { conditionType: present(string) })),
  runtimeClassName: pointer(string),
  enableServiceLinks: pointer(boolean),
  preemptionPolicy: pointer(string),
  overhead: map(quantity),
  topologySpreadConstraints: list(topologySpreadConstraint, {
    mergeKey: "topologyKey",
    mapKeys: ["topologyKey", "whenUnsatisfiable"],
  }),
  setHostnameAsFQDN: pointer(boolean),
  os: object("core/v1.PodOS", { name: present(string) }),
  hostUsers: pointer(boolean),
  schedulingGates: list(object("core/v1.PodSchedulingGate", { name: present(string) }), {
    mergeKey: "name",
    mapKeys: ["name"],
  }),
  resourceClaims: list(podResourceClaim, { mergeKey: "name", mapKeys: ["name"] }),
  resources: resourceRequirements,
});
export type PodSpec = Infer<typeof podSpec>;

export const podTemplateSpec = object("core/v1.PodTemplateSpec", {
  metadata: present(objectMeta),
  spec: present(podSpec),
});
export type PodTemplateSpec = Infer<typeof podTemplateSpec>;

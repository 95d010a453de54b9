/** The cluster's DNS as kubeadm 1.33 sets it up: ServiceAccount, ConfigMap, Deployment with two Pods, and their Service. */
import type { Api } from "../api/api.ts";
import { configMaps } from "../api/kinds/config-map.ts";
import { deployments } from "../api/kinds/deployment.ts";
import { replicaSets } from "../api/kinds/replica-set.ts";
import { services } from "../api/kinds/service.ts";
import { serviceAccounts } from "../api/kinds/service-account.ts";
import { controllerReference } from "../controllers/owner-reference.ts";
import { podFromTemplate } from "../controllers/pod-from-template.ts";
import { createRunningPod, KUBE_SYSTEM, type Placement, type SystemContext } from "./running-pod.ts";

const NAME = "coredns";
/** The hash that the Pods' template has on a real cluster of this version. */
const TEMPLATE_HASH = "674b8bbfcf";
const LABELS = { "k8s-app": "kube-dns" } as const;
const IMAGE = "registry.k8s.io/coredns/coredns:v1.12.0";
const IMAGE_ID =
  "registry.k8s.io/coredns/coredns@sha256:40384aa1f5ea6bfdc77997d243aec73da05f27aed0c5e9d65bfa98933c519d97";

const COREFILE = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`;

const PORTS = [
  { name: "dns", port: 53, protocol: "UDP" },
  { name: "dns-tcp", port: 53, protocol: "TCP" },
  { name: "metrics", port: 9153, protocol: "TCP" },
] as const;

const TEMPLATE = {
  metadata: { creationTimestamp: null, labels: LABELS },
  spec: {
    volumes: [
      {
        name: "config-volume",
        configMap: { name: NAME, items: [{ key: "Corefile", path: "Corefile" }], defaultMode: 0o644 },
      },
    ],
    containers: [
      {
        name: NAME,
        image: IMAGE,
        args: ["-conf", "/etc/coredns/Corefile"],
        ports: PORTS.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol })),
        resources: { limits: { memory: "170Mi" }, requests: { cpu: "100m", memory: "70Mi" } },
        volumeMounts: [{ name: "config-volume", readOnly: true, mountPath: "/etc/coredns" }],
        livenessProbe: {
          httpGet: { path: "/health", port: 8080, scheme: "HTTP" },
          initialDelaySeconds: 60,
          timeoutSeconds: 5,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 5,
        },
        readinessProbe: {
          httpGet: { path: "/ready", port: 8181, scheme: "HTTP" },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
        terminationMessagePath: "/dev/termination-log",
        terminationMessagePolicy: "File",
        imagePullPolicy: "IfNotPresent",
        securityContext: {
          capabilities: { add: ["NET_BIND_SERVICE"], drop: ["ALL"] },
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
        },
      },
    ],
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "Default",
    nodeSelector: { "kubernetes.io/os": "linux" },
    serviceAccountName: NAME,
    serviceAccount: NAME,
    securityContext: {},
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              labelSelector: { matchExpressions: [{ key: "k8s-app", operator: "In", values: ["kube-dns"] }] },
              topologyKey: "kubernetes.io/hostname",
            },
          },
        ],
      },
    },
    schedulerName: "default-scheduler",
    tolerations: [
      { key: "CriticalAddonsOnly", operator: "Exists" },
      { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" },
    ],
    priorityClassName: "system-cluster-critical",
  },
} as const;

/** @param places where the Pods run. */
export function createCoreDns(context: SystemContext, places: readonly Omit<Placement, "imageID">[]): void {
  const { api, random } = context;
  const uid = (): string => random.uuid();
  api.create(serviceAccounts, KUBE_SYSTEM, { metadata: { name: NAME, uid: uid() } }, { by: "component" });
  api.create(
    configMaps,
    KUBE_SYSTEM,
    { metadata: { name: NAME, uid: uid() }, data: { Corefile: COREFILE } },
    { by: "component" },
  );
  createPods(context, places);
}

/** The Service alone: its endpoints are the controllers' work. */
export function createDnsService(api: Api, clusterIP: string): void {
  api.create(services, KUBE_SYSTEM, {
    metadata: {
      name: "kube-dns",
      labels: { ...LABELS, "kubernetes.io/cluster-service": "true", "kubernetes.io/name": "CoreDNS" },
      annotations: { "prometheus.io/port": "9153", "prometheus.io/scrape": "true" },
    },
    spec: { clusterIP, selector: LABELS, ports: PORTS },
  });
}

function createPods(context: SystemContext, places: readonly Omit<Placement, "imageID">[]): void {
  const { api, random, timestamp } = context;
  const replicas = places.length;
  const revision = { "deployment.kubernetes.io/revision": "1" };
  const deployment = api.create(
    deployments,
    KUBE_SYSTEM,
    {
      metadata: { name: NAME, uid: random.uuid(), labels: LABELS, annotations: revision },
      spec: {
        replicas,
        selector: { matchLabels: LABELS },
        template: TEMPLATE,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: "25%" } },
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
      },
    },
    { by: "component" },
  );
  const hash = { "pod-template-hash": TEMPLATE_HASH };
  const template = { ...TEMPLATE, metadata: { ...TEMPLATE.metadata, labels: { ...LABELS, ...hash } } };
  const setName = `${NAME}-${TEMPLATE_HASH}`;
  const replicaSet = api.create(
    replicaSets,
    KUBE_SYSTEM,
    {
      metadata: {
        name: setName,
        uid: random.uuid(),
        labels: template.metadata.labels,
        annotations: {
          ...revision,
          "deployment.kubernetes.io/desired-replicas": String(replicas),
          "deployment.kubernetes.io/max-replicas": String(replicas + 1),
        },
        ownerReferences: [controllerReference(deployment)],
      },
      spec: { replicas, selector: { matchLabels: template.metadata.labels }, template },
    },
    { by: "component" },
  );
  for (const place of places)
    createRunningPod(context, replicaSet, podFromTemplate(replicaSet, replicaSet.spec.template), {
      ...place,
      imageID: IMAGE_ID,
    });
  const counts = { replicas, readyReplicas: replicas, availableReplicas: replicas, observedGeneration: 1 };
  api.update(
    replicaSets,
    { ...replicaSet, status: { ...counts, fullyLabeledReplicas: replicas } },
    { subresource: "status", by: "component" },
  );
  const moment = { status: "True", lastUpdateTime: timestamp, lastTransitionTime: timestamp };
  const available = { reason: "MinimumReplicasAvailable", message: "Deployment has minimum availability." };
  const progressing = {
    reason: "NewReplicaSetAvailable",
    message: `ReplicaSet "${setName}" has successfully progressed.`,
  };
  const conditions = [
    { type: "Available", ...moment, ...available },
    { type: "Progressing", ...moment, ...progressing },
  ];
  api.update(
    deployments,
    { ...deployment, status: { ...counts, updatedReplicas: replicas, conditions } },
    { subresource: "status", by: "component" },
  );
}

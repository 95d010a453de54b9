/** kube-proxy as kubeadm 1.33 sets it up: ServiceAccount, ConfigMap, and a DaemonSet with one Pod on each node. */
import { configMaps } from "../api/kinds/config-map.ts";
import { daemonSets } from "../api/kinds/daemon-set.ts";
import { serviceAccounts } from "../api/kinds/service-account.ts";
import { daemonPod } from "../controllers/daemon-set/daemon-pods.ts";
import { createRunningPod, KUBE_SYSTEM, type SystemContext, type SystemNode } from "./running-pod.ts";

const NAME = "kube-proxy";
const LABELS = { "k8s-app": NAME } as const;
const IMAGE = "registry.k8s.io/kube-proxy:v1.33.0";
const IMAGE_ID =
  "registry.k8s.io/kube-proxy@sha256:05f8984642d05b1b1a6c37605a4a566e46e7290f9291d17885f096c36861095b";

/** @param mode how it works on all nodes. @param podCIDR the addresses of all Pods. */
function configOf(mode: string, podCIDR: string): string {
  return `apiVersion: kubeproxy.config.k8s.io/v1alpha1
# Simulated: how kube-proxy works is chosen when the cluster is made (proxyMode); a change in here changes nothing.
bindAddress: 0.0.0.0
bindAddressHardFail: false
clientConnection:
  acceptContentTypes: ""
  burst: 0
  contentType: ""
  kubeconfig: /var/lib/kube-proxy/kubeconfig.conf
  qps: 0
clusterCIDR: ${podCIDR}
configSyncPeriod: 0s
conntrack:
  maxPerCore: 0
  min: null
  tcpCloseWaitTimeout: null
  tcpEstablishedTimeout: null
enableProfiling: false
healthzBindAddress: ""
hostnameOverride: ""
iptables:
  masqueradeAll: false
  masqueradeBit: null
  minSyncPeriod: 1s
  syncPeriod: 0s
ipvs:
  excludeCIDRs: null
  minSyncPeriod: 0s
  scheduler: ""
  strictARP: false
  syncPeriod: 0s
  tcpFinTimeout: 0s
  tcpTimeout: 0s
  udpTimeout: 0s
kind: KubeProxyConfiguration
metricsBindAddress: ""
mode: ${mode}
nodePortAddresses: null
oomScoreAdj: null
portRange: ""
showHiddenMetricsForVersion: ""
`;
}

const KUBECONFIG = `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
    server: https://172.18.0.2:6443
  name: default
contexts:
- context:
    cluster: default
    namespace: default
    user: default
  name: default
current-context: default
users:
- name: default
  user:
    tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token
`;

const TEMPLATE = {
  metadata: { creationTimestamp: null, labels: LABELS },
  spec: {
    volumes: [
      { name: NAME, configMap: { name: NAME, defaultMode: 0o644 } },
      { name: "xtables-lock", hostPath: { path: "/run/xtables.lock", type: "FileOrCreate" } },
      { name: "lib-modules", hostPath: { path: "/lib/modules", type: "" } },
    ],
    containers: [
      {
        name: NAME,
        image: IMAGE,
        command: [
          "/usr/local/bin/kube-proxy",
          "--config=/var/lib/kube-proxy/config.conf",
          "--hostname-override=$(NODE_NAME)",
        ],
        env: [
          { name: "NODE_NAME", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "spec.nodeName" } } },
        ],
        resources: {},
        volumeMounts: [
          { name: NAME, mountPath: "/var/lib/kube-proxy" },
          { name: "xtables-lock", mountPath: "/run/xtables.lock" },
          { name: "lib-modules", readOnly: true, mountPath: "/lib/modules" },
        ],
        terminationMessagePath: "/dev/termination-log",
        terminationMessagePolicy: "File",
        imagePullPolicy: "IfNotPresent",
        securityContext: { privileged: true },
      },
    ],
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    nodeSelector: { "kubernetes.io/os": "linux" },
    serviceAccountName: NAME,
    serviceAccount: NAME,
    hostNetwork: true,
    securityContext: {},
    schedulerName: "default-scheduler",
    tolerations: [{ operator: "Exists" }],
    priorityClassName: "system-node-critical",
  },
} as const;

export function createKubeProxy(
  context: SystemContext,
  mode: string,
  podCIDR: string,
  nodes: readonly SystemNode[],
): void {
  const { api, random } = context;
  api.create(
    serviceAccounts,
    KUBE_SYSTEM,
    { metadata: { name: NAME, uid: random.uuid() } },
    { by: "component" },
  );
  api.create(
    configMaps,
    KUBE_SYSTEM,
    {
      metadata: { name: NAME, uid: random.uuid(), labels: { app: NAME } },
      data: { "config.conf": configOf(mode, podCIDR), "kubeconfig.conf": KUBECONFIG },
    },
    { by: "component" },
  );
  const daemonSet = api.create(
    daemonSets,
    KUBE_SYSTEM,
    {
      metadata: {
        name: NAME,
        uid: random.uuid(),
        labels: LABELS,
        annotations: { "deprecated.daemonset.template.generation": "1" },
      },
      spec: {
        selector: { matchLabels: LABELS },
        template: TEMPLATE,
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
        revisionHistoryLimit: 10,
      },
    },
    { by: "component" },
  );
  for (const node of nodes)
    createRunningPod(context, daemonSet, daemonPod(daemonSet, { metadata: { name: node.name } }), {
      node,
      podIP: node.ip,
      imageID: IMAGE_ID,
    });
  const count = nodes.length;
  const status = {
    currentNumberScheduled: count,
    numberMisscheduled: 0,
    desiredNumberScheduled: count,
    numberReady: count,
    observedGeneration: 1,
    updatedNumberScheduled: count,
    numberAvailable: count,
  };
  api.update(daemonSets, { ...daemonSet, status }, { subresource: "status", by: "component" });
}

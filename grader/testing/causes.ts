/** A cluster for each cause, and what its hint has to name in both languages. */

import type { Asked } from "../diagnosis/diagnosis.ts";
import { addressCauses } from "./address-causes.ts";
import { type CauseCase, PORTS, service } from "./cause-case.ts";
import { workload } from "./scene.ts";

const request: Asked = { port: 80, from: "pod/client" };
const client = `---
apiVersion: v1
kind: Pod
metadata: {name: client, labels: {service-bootcamp/check: client}}
spec: {containers: [{name: client, image: busybox, command: [sleep, 1d]}]}
`;
const container = (text: string, replicas = 1): string =>
  workload(replicas).replace("{name: http-go, image: gasbugs/http-go, ports: [{containerPort: 8080}]}", text);
const patched = (spec: string): string => `kubectl patch svc http-go-svc -p '{"spec":${spec}}'`;

const names: readonly CauseCase[] = [
  {
    cause: "shadowed-name",
    manifests: `${workload(1)}---\napiVersion: v1\nkind: Pod\nmetadata: {name: http-go-svc}\nspec: {containers: [{name: c, image: busybox, command: [sleep, 1d]}]}\n`,
    asked: { port: 80, from: "pod/http-go-svc", host: "http-go-svc" },
    says: ["http-go-svc", "-n default exec http-go-svc -- cat /etc/hosts"],
  },
  {
    cause: "shadowed-name",
    manifests: `${workload(1)}${client.replace("spec: {", "spec: {hostAliases: [{ip: 10.1.1.1, hostnames: [http-go-svc]}], ")}`,
    asked: { ...request, host: "http-go-svc" },
    says: ["/etc/hosts", "10.1.1.1", "hostAliases"],
  },
  {
    cause: "service-in-other-namespace",
    manifests: `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n${workload(1).replaceAll("metadata: {name: http-go", "metadata: {namespace: shop, name: http-go")}`,
    says: ["shop", "default"],
  },
  {
    cause: "missing-service",
    manifests: workload(1).replace("http-go-svc", "http-go-svcs"),
    says: ["http-go-svc", "http-go-svcs"],
  },
  {
    cause: "missing-service",
    manifests: workload(1).replace("http-go-svc", "http-og-svc"),
    says: ["http-go-svc", "http-og-svc"],
  },
  { cause: "missing-service", manifests: "", says: ["http-go-svc", "API"] },
  {
    cause: "external-name",
    manifests: service("type: ExternalName, externalName: www.naver.com"),
    says: ["ExternalName", "www.naver.com"],
  },
  {
    cause: "external-name",
    manifests: service("type: ExternalName, externalName: kubernetes.default"),
    says: ["kubernetes.default", "cluster.local"],
  },
  {
    cause: "external-name",
    manifests: service("type: ExternalName, externalName: 10.96.0.1"),
    says: ["externalName", "10.96.0.1"],
  },
  {
    cause: "external-ip-taken",
    manifests: workload(1),
    commands: `ip=$(kubectl get svc http-go-svc -o jsonpath='{.spec.clusterIP}'); kubectl create svc clusterip thief --tcp=80; kubectl patch svc thief -p '{"spec":{"externalIPs":["'$ip'"]}}'`,
    asked: request,
    says: ["thief", "externalIPs", "http-go-svc"],
  },
  { cause: "service-port", manifests: workload(1), asked: { port: 8080 }, says: ["8080", "80"] },
  {
    cause: "service-port",
    manifests: workload(1).replace("port: 80,", "port: 80, protocol: UDP,"),
    asked: { port: 80 },
    says: ["80", "TCP"],
  },
];

const pods: readonly CauseCase[] = [
  {
    cause: "pods-in-other-namespace",
    manifests: `apiVersion: v1\nkind: Namespace\nmetadata: {name: prod}\n---\n${workload(5).replace("kind: Deployment\nmetadata: {", "kind: Deployment\nmetadata: {namespace: prod, ")}`,
    says: ["5", "run=http-go", "prod", "default"],
  },
  {
    cause: "pods-not-created",
    manifests: container("{name: http-go, image: gasbugs/http-go}").replace(
      "spec: {containers",
      "spec: {priorityClassName: first, containers",
    ),
    says: ["Deployment http-go", "first"],
  },
  { cause: "no-pods", manifests: workload(0), says: ["run=http-go", "Deployment http-go: spec.replicas 0"] },
  {
    cause: "selector-without-pods",
    manifests: workload(5),
    commands: patched('{"selector":{"run":null,"app":"http-go"}}'),
    says: ["app=http-go", "0", "5", "run=http-go"],
  },
  {
    cause: "selector-without-pods",
    manifests: workload(5),
    commands: patched('{"selector":{"run":"web"}}'),
    says: ["run=web", "run=http-go"],
  },
  {
    cause: "selector-without-pods",
    manifests: workload(5),
    commands: `kubectl create deploy other --image=nginx; ${patched('{"selector":{"run":"http-go","pod-template-hash":"0"}}')}`,
    says: ["run=http-go,pod-template-hash=0", "pod-template-hash"],
  },
  {
    cause: "not-ready-published",
    manifests: container("{name: c, image: gasbugs/http-go, readinessProbe: {tcpSocket: {port: 1}}}"),
    commands: patched('{"publishNotReadyAddresses":true}'),
    says: ["publishNotReadyAddresses"],
  },
  {
    cause: "unschedulable",
    manifests: workload(0),
    commands:
      "kubectl taint node node-1 a=b:NoSchedule; kubectl cordon node-2 node-3; kubectl scale deploy http-go --replicas=1",
    says: ["a: b", "2", "cordon", "Pending"],
  },
  {
    cause: "unschedulable",
    manifests: workload(1).replace("spec: {containers", "spec: {nodeSelector: {disk: ssd}, containers"),
    says: ["nodeSelector disk=ssd"],
  },
  {
    cause: "unschedulable",
    manifests: container("{name: c, image: gasbugs/http-go, resources: {requests: {cpu: 999}}}"),
    says: ["cpu"],
  },
  {
    cause: "image-not-pulled",
    manifests: container("{name: c, image: 'gasbugs/http-no:v1'}"),
    says: ["gasbugs/http-no:v1", "http-go-"],
  },
  {
    cause: "liveness-probe",
    manifests: container(
      "{name: c, image: gasbugs/http-go, livenessProbe: {tcpSocket: {port: 9999}, periodSeconds: 1, failureThreshold: 1}}",
    ),
    says: ["livenessProbe", "9999"],
  },
  {
    cause: "crash-loop",
    manifests: container("{name: c, image: bootcamp/crash}"),
    says: ["1", "fatal: cannot reach the database", "kubectl logs"],
  },
  {
    cause: "startup-probe",
    manifests: container(
      "{name: c, image: nginx, startupProbe: {httpGet: {port: 80, path: /nowhere}, failureThreshold: 1000}}",
    ),
    says: ["startupProbe", "/nowhere"],
  },
  {
    cause: "readiness-probe",
    manifests: container(
      "{name: c, image: gasbugs/http-go, readinessProbe: {httpGet: {port: 9090, path: /ready}}}",
      2,
    ),
    says: ["2", "readinessProbe", "9090", "8080", "/ready"],
  },
  {
    cause: "readiness-probe",
    manifests: container("{name: c, image: nginx, readinessProbe: {httpGet: {port: 80, path: /ready}}}"),
    says: ["404"],
  },
  {
    cause: "pods-not-ready",
    manifests: container("{name: c, image: gasbugs/http-go, envFrom: [{configMapRef: {name: settings}}]}"),
    says: ["CreateContainerConfigError", "settings"],
  },
  {
    cause: "pods-not-ready",
    manifests: `${service(`selector: {run: job}, ${PORTS}`)}apiVersion: v1\nkind: Pod\nmetadata: {name: job, labels: {run: job}}\nspec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: ["true"]}]}\n`,
    says: ["Completed"],
  },
];

const connections: readonly CauseCase[] = [
  {
    cause: "headless",
    manifests: workload(2).replace("spec: {selector", "spec: {clusterIP: None, selector"),
    asked: { port: 80 },
    says: ["clusterIP: None", "80", "8080"],
  },
  {
    cause: "target-port-name",
    manifests: workload(2).replace("targetPort: 8080", "targetPort: web"),
    asked: { port: 80 },
    says: ["web", "2", "8080"],
  },
  {
    cause: "localhost-only",
    manifests: container(
      "{name: c, image: hashicorp/http-echo, args: ['-text=hi', '-listen=127.0.0.1:8080']}",
    ),
    asked: { port: 80 },
    says: ["127.0.0.1", "8080"],
  },
  {
    cause: "target-port",
    manifests: workload(3, 80),
    asked: { port: 80 },
    says: ["targetPort", "80", "8080", "3"],
  },
  {
    cause: "network-policy",
    manifests: `${workload(1)}${client}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: wall}\nspec: {podSelector: {matchLabels: {run: http-go}}}\n`,
    asked: request,
    says: ["wall", "8080"],
  },
  {
    cause: "network-policy",
    manifests: `${workload(1)}${client}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: cage}\nspec: {podSelector: {}, policyTypes: [Egress]}\n`,
    asked: request,
    says: ["cage", "8080"],
  },
  {
    cause: "local-traffic-policy",
    manifests: workload(1).replace("spec: {containers", "spec: {nodeName: node-1, containers"),
    commands: patched('{"internalTrafficPolicy":"Local"}'),
    asked: { port: 80, from: "node/node-2" },
    says: ["internalTrafficPolicy", "Local", "node-2", "node-1"],
  },
  {
    cause: "local-traffic-policy",
    manifests: workload(1).replace("spec: {containers", "spec: {nodeName: node-1, containers"),
    commands: patched('{"type":"NodePort","externalTrafficPolicy":"Local"}'),
    asked: { port: 80, from: "outside" },
    says: ["externalTrafficPolicy", "Local", "node-2", "node-1"],
  },
];

const STICKY = patched('{"sessionAffinity":"ClientIP"}');

const met: readonly CauseCase[] = [
  {
    cause: "affinity-on",
    manifests: workload(2),
    commands: STICKY,
    asked: { port: 80, takesTurns: true },
    says: ["ClientIP", "http-go-svc"],
  },
  {
    cause: "affinity-off",
    manifests: workload(2),
    asked: { port: 80, remembers: 0 },
    says: ["None", "http-go-svc"],
  },
  {
    cause: "affinity-off",
    manifests: workload(2),
    commands: `kubectl expose deploy http-go --name=other --port=80; kubectl patch svc other -p '{"spec":{"sessionAffinity":"ClientIP"}}'`,
    asked: { port: 80, remembers: 0 },
    says: ["None", "other", "ClientIP"],
  },
  {
    cause: "affinity-forgets",
    manifests: workload(2),
    commands: STICKY,
    asked: { port: 80, remembers: 14_400 },
    says: ["10800", "14400"],
  },
  {
    cause: "affinity-remembers",
    manifests: workload(2),
    commands: STICKY,
    asked: { port: 80, forgets: 60 },
    says: ["10800", "60"],
  },
  {
    cause: "scaled-replica-set",
    manifests: workload(1),
    commands: "kubectl scale rs -l run=http-go --replicas=5",
    asked: { endpoints: 5 },
    says: ["http-go", "spec.replicas", "1"],
  },
  {
    cause: "pod-not-replaced",
    manifests: workload(1),
    commands: "kubectl run by-hand --image=gasbugs/http-go --labels=run=http-go",
    asked: { endpoints: 3 },
    says: ["by-hand", "Deployment http-go: spec.replicas 1", "3"],
  },
  {
    cause: "pod-not-replaced",
    manifests: workload(1),
    commands:
      "kubectl run by-hand --image=gasbugs/http-go --labels=run=http-go; sleep 5; kubectl delete pod by-hand --now",
    asked: { endpoints: 2 },
    says: ["by-hand", "Deployment http-go: spec.replicas 1", "2"],
  },
  {
    cause: "pod-not-replaced",
    manifests: workload(2),
    commands: `kubectl label pods -l run=http-go --overwrite run=web; ${patched('{"selector":{"run":"web"}}')}`,
    asked: { endpoints: 3 },
    says: ["run=web", "spec.template", "http-go-"],
  },
  {
    cause: "pods-not-selected",
    manifests: workload(1),
    commands: "kubectl create deploy http-go-2 --image=gasbugs/http-go --replicas=5",
    asked: { endpoints: 5 },
    says: ["run=http-go", "app=http-go-2", "5", "1"],
  },
  {
    cause: "replicas",
    manifests: workload(4),
    asked: { endpoints: 5 },
    says: ["5", "Deployment http-go: spec.replicas 4"],
  },
];

export const cases: readonly CauseCase[] = [...names, ...addressCauses, ...pods, ...connections, ...met];

/**
 * The defaults of Pods and Pod templates. Models pkg/apis/core/v1/defaults.go. Leaves out the volume types that no lab
 * here mounts (iscsi, rbd, azureDisk, ...).
 */
import type { Mutable } from "../schema.ts";
import type { Container, PodSpec, PodTemplateSpec, Probe } from "./pod-spec.ts";
import type { Volume } from "./volume.ts";

const VOLUME_FILE_MODE = 0o644;
const TOKEN_SECONDS = 3600;

/** Fills in what a server stores for a Pod's spec, in place. For templates and Pods alike. */
export function applyPodSpecDefaults(spec: Mutable<PodSpec>): void {
  spec.restartPolicy ??= "Always";
  spec.terminationGracePeriodSeconds ??= 30;
  spec.dnsPolicy ??= "ClusterFirst";
  spec.schedulerName ??= "default-scheduler";
  spec.securityContext ??= {};
  applyServiceAccountDefaults(spec);
  for (const volume of spec.volumes ?? []) applyVolumeDefaults(volume);
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  for (const container of spec.ephemeralContainers ?? []) applyContainerDefaults(container);
  for (const container of containers) {
    applyContainerDefaults(container);
    if (spec.hostNetwork === true)
      for (const port of container.ports ?? []) port.hostPort ??= port.containerPort;
  }
}

/** The defaults of a template's spec, and the empty time that a server up to 1.33 shows in its metadata. */
export function applyPodTemplateDefaults(template: Mutable<PodTemplateSpec>): void {
  template.metadata = { ...template.metadata, creationTimestamp: null } as typeof template.metadata;
  applyPodSpecDefaults(template.spec);
}

/** What only Pods have: links to Services, and requests as high as the limits that are given. */
export function applyPodDefaults(spec: Mutable<PodSpec>): void {
  applyPodSpecDefaults(spec);
  spec.enableServiceLinks ??= true;
  for (const { resources } of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    if (resources?.limits !== undefined) resources.requests = { ...resources.limits, ...resources.requests };
  }
}

/** The deprecated field and its successor always say the same. */
function applyServiceAccountDefaults(spec: Mutable<PodSpec>): void {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  if (name === undefined) return;
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
}

function applyContainerDefaults(container: Mutable<Container>): void {
  container.imagePullPolicy ??= defaultPullPolicy(container.image ?? "");
  container.terminationMessagePath ??= "/dev/termination-log";
  container.terminationMessagePolicy ??= "File";
  container.resources ??= {};
  for (const port of container.ports ?? []) port.protocol ??= "TCP";
  for (const { valueFrom } of container.env ?? []) {
    if (valueFrom?.fieldRef !== undefined) valueFrom.fieldRef.apiVersion ??= "v1";
    if (valueFrom?.resourceFieldRef !== undefined) valueFrom.resourceFieldRef.divisor ??= "0";
  }
  for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe])
    applyProbeDefaults(probe);
  applyHttpGetDefaults(container.lifecycle?.postStart?.httpGet);
  applyHttpGetDefaults(container.lifecycle?.preStop?.httpGet);
}

/** An image whose tag may move is pulled every time. */
function defaultPullPolicy(image: string): "Always" | "IfNotPresent" {
  if (image.includes("@")) return "IfNotPresent";
  const tag = image.slice(image.lastIndexOf("/") + 1).split(":")[1];
  return tag === undefined || tag === "latest" ? "Always" : "IfNotPresent";
}

function applyProbeDefaults(probe: Mutable<Probe> | undefined): void {
  if (probe === undefined) return;
  probe.timeoutSeconds ||= 1;
  probe.periodSeconds ||= 10;
  probe.successThreshold ||= 1;
  probe.failureThreshold ||= 3;
  applyHttpGetDefaults(probe.httpGet);
  if (probe.grpc !== undefined) probe.grpc.service ??= "";
}

function applyHttpGetDefaults(httpGet: Mutable<Probe>["httpGet"]): void {
  if (httpGet === undefined) return;
  httpGet.path ||= "/";
  httpGet.scheme ||= "HTTP";
}

function applyVolumeDefaults(volume: Mutable<Volume>): void {
  const hasSource = Object.entries(volume).some(([field, value]) => field !== "name" && value !== undefined);
  if (!hasSource) volume.emptyDir = {};
  const { hostPath, configMap, secret, downwardAPI, projected } = volume;
  if (hostPath !== undefined) hostPath.type ??= "";
  for (const source of [configMap, secret, downwardAPI, projected])
    if (source !== undefined) source.defaultMode ??= VOLUME_FILE_MODE;
  for (const { serviceAccountToken } of projected?.sources ?? [])
    if (serviceAccountToken !== undefined) serviceAccountToken.expirationSeconds ??= TOKEN_SECONDS;
  const files = [downwardAPI, ...(projected?.sources ?? []).map((source) => source.downwardAPI)].flatMap(
    (source) => source?.items ?? [],
  );
  for (const { fieldRef } of files) if (fieldRef !== undefined) fieldRef.apiVersion ??= "v1";
}

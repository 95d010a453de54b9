/**
 * The variables and files that a Pod's spec asks for: env, envFrom, and volumes from ConfigMaps and Secrets. Models
 * pkg/kubelet/kubelet_pods.go. Leaves out updates of mounted files, resourceFieldRef and volumes that hold no text.
 */
import type { Api } from "../api/api.ts";
import type { Pod } from "../api/kinds/pod.ts";
import type { Container } from "../api/kinds/pod-spec.ts";
import type { KubeObject } from "../api/metadata.ts";
import { expandVariables } from "./command-line.ts";
import type { Environment } from "./service-environment.ts";

/** What hinders a container: the text of its CreateContainerConfigError, or of the Pod's FailedMount. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

type SourceKind = "ConfigMap" | "Secret";
type Data = Readonly<Record<string, string>>;

/** @returns undefined when there is no such object. */
function dataOf(api: Api, kind: SourceKind, namespace: string, name: string): Data | undefined {
  const type = api.kinds.find((candidate) => candidate.kind === kind);
  const object = type === undefined ? undefined : (api.find(type, namespace, name) as (KubeObject & { data?: Data }) | undefined);
  if (object === undefined) return undefined;
  const data = object.data ?? {};
  return kind === "ConfigMap" ? data : Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]));
}

interface KeyReference {
  readonly name?: string | undefined;
  readonly key: string;
  readonly optional?: boolean | undefined;
}

/** @throws ConfigError when a ConfigMap, a Secret or a key of one is missing. */
export function containerEnvironment(api: Api, pod: Pod, podIP: string, container: Container, base: Environment): Environment {
  const namespace = pod.metadata.namespace ?? "";
  const env: Record<string, string> = { ...base };
  for (const { prefix = "", configMapRef, secretRef } of container.envFrom ?? []) {
    const [kind, reference] = configMapRef === undefined ? (["Secret", secretRef] as const) : (["ConfigMap", configMapRef] as const);
    const data = dataOf(api, kind, namespace, reference?.name ?? "");
    if (data === undefined && reference?.optional !== true) throw new ConfigError(`${kind.toLowerCase()} "${reference?.name}" not found`);
    for (const [key, value] of Object.entries(data ?? {})) env[`${prefix}${key}`] = value;
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    const found = valueFrom === undefined ? expandVariables(value ?? "", env) : referencedValue(api, pod, podIP, valueFrom);
    if (found !== undefined) env[name] = found;
  }
  return env;
}

function referencedValue(api: Api, pod: Pod, podIP: string, from: NonNullable<NonNullable<Container["env"]>[number]["valueFrom"]>): string | undefined {
  if (from.fieldRef !== undefined) return fieldOf(pod, podIP, from.fieldRef.fieldPath);
  if (from.configMapKeyRef !== undefined) return keyOf(api, "ConfigMap", pod.metadata.namespace ?? "", from.configMapKeyRef);
  if (from.secretKeyRef !== undefined) return keyOf(api, "Secret", pod.metadata.namespace ?? "", from.secretKeyRef);
  return "0";
}

function keyOf(api: Api, kind: SourceKind, namespace: string, { name = "", key, optional = false }: KeyReference): string | undefined {
  const data = dataOf(api, kind, namespace, name);
  if (data !== undefined && Object.hasOwn(data, key)) return data[key];
  if (optional) return undefined;
  throw new ConfigError(data === undefined ? `${kind.toLowerCase()} "${name}" not found` : `couldn't find key ${key} in ${kind} ${namespace}/${name}`);
}

function fieldOf(pod: Pod, podIP: string, path: string): string {
  const keyed = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (keyed !== null) return pod.metadata[keyed[1] as "labels" | "annotations"]?.[keyed[2] as string] ?? "";
  const fields: Readonly<Record<string, string | undefined>> = {
    "metadata.name": pod.metadata.name,
    "metadata.namespace": pod.metadata.namespace,
    "metadata.uid": pod.metadata.uid,
    "spec.nodeName": pod.spec.nodeName,
    "spec.serviceAccountName": pod.spec.serviceAccountName,
    "status.hostIP": pod.status.hostIP,
    "status.hostIPs": pod.status.hostIP,
    "status.podIP": podIP,
    "status.podIPs": podIP,
  };
  return fields[path] ?? "";
}

/** The files that a container finds in its mounted volumes. @throws ConfigError when what a volume needs is missing. */
export function volumeFiles(api: Api, pod: Pod, container: Container): Record<string, string> {
  const files: Record<string, string> = {};
  for (const { name, mountPath, subPath } of container.volumeMounts ?? []) {
    const volume = pod.spec.volumes?.find((candidate) => candidate.name === name);
    const [kind, source] =
      volume?.secret === undefined ? (["ConfigMap", volume?.configMap] as const) : (["Secret", { ...volume.secret, name: volume.secret.secretName }] as const);
    if (source === undefined) continue;
    const data = dataOf(api, kind, pod.metadata.namespace ?? "", source.name ?? "");
    if (data === undefined && source.optional !== true)
      throw new ConfigError(`MountVolume.SetUp failed for volume "${name}" : ${kind.toLowerCase()} "${source.name}" not found`);
    for (const { key, path } of source.items ?? Object.keys(data ?? {}).map((each) => ({ key: each, path: each }))) {
      const text = data?.[key];
      if (text === undefined) continue;
      if (subPath === undefined || subPath === "") files[`${mountPath.replace(/\/$/, "")}/${path}`] = text;
      else if (subPath === path) files[mountPath] = text;
    }
  }
  return files;
}

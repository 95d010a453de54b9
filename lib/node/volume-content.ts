/**
 * The files of a volume that is written by the cluster: ConfigMaps, Secrets, the downward API, and several of them
 * projected into one. Models pkg/volume/{configmap,secret,downwardapi,projected}. The files are plain ones where a real
 * kubelet links them into a folder `..data`. The token of the service account is one that no server would take.
 */

import type { Volume } from "../api/kinds/volume.ts";
import { toBase64url } from "../bytes.ts";
import type { FolderFile, FolderFiles } from "../images/container-shell.ts";
import { ConfigError, fileDataOf, type SourceKind } from "./config-data.ts";
import { containerResource, podField } from "./downward-api.ts";
import type { PodRuntime } from "./node-runtime.ts";

interface DataSource {
  readonly name?: string | undefined;
  readonly items?:
    | readonly { readonly key: string; readonly path: string; readonly mode?: number | undefined }[]
    | undefined;
  readonly optional?: boolean | undefined;
}

type DownwardSource = NonNullable<Volume["downwardAPI"]>;

/** @returns undefined for a volume that containers fill. @throws ConfigError when what it needs is missing. */
export function volumeContent(runtime: PodRuntime, volume: Volume): FolderFiles | undefined {
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap !== undefined) return dataFiles(runtime, "ConfigMap", configMap, configMap.defaultMode);
  if (secret !== undefined)
    return dataFiles(runtime, "Secret", { ...secret, name: secret.secretName }, secret.defaultMode);
  if (downwardAPI !== undefined) return downwardFiles(runtime, downwardAPI, downwardAPI.defaultMode);
  if (projected === undefined) return undefined;
  const files: Record<string, FolderFile> = {};
  for (const source of projected.sources ?? []) {
    const { defaultMode } = projected;
    if (source.configMap !== undefined)
      Object.assign(files, dataFiles(runtime, "ConfigMap", source.configMap, defaultMode));
    if (source.secret !== undefined)
      Object.assign(files, dataFiles(runtime, "Secret", source.secret, defaultMode));
    if (source.downwardAPI !== undefined)
      Object.assign(files, downwardFiles(runtime, source.downwardAPI, defaultMode));
    if (source.serviceAccountToken !== undefined)
      files[source.serviceAccountToken.path] = token(runtime, defaultMode);
  }
  return files;
}

/** Whether its files follow what they are made of while the Pod runs. */
export function isUpdated({ configMap, secret, downwardAPI, projected }: Volume): boolean {
  return (
    (configMap ?? secret ?? downwardAPI) !== undefined ||
    (projected !== undefined && !isServiceAccountToken({ projected }))
  );
}

/** The volume that every Pod gets. */
export function isServiceAccountToken({ projected }: Pick<Volume, "projected">): boolean {
  return projected?.sources?.some(({ serviceAccountToken }) => serviceAccountToken !== undefined) ?? false;
}

function dataFiles(
  { node, pod }: PodRuntime,
  kind: SourceKind,
  { name = "", items, optional = false }: DataSource,
  mode: number | undefined,
): FolderFiles {
  const data = fileDataOf(node.api, kind, pod.metadata.namespace ?? "", name);
  if (data === undefined && !optional) throw new ConfigError(`${kind.toLowerCase()} "${name}" not found`);
  const files: Record<string, FolderFile> = {};
  for (const item of items ?? Object.keys(data ?? {}).map((key) => ({ key, path: key, mode: undefined }))) {
    const text = data?.[item.key];
    if (text !== undefined) files[item.path] = file(text, item.mode ?? mode);
    else if (!optional) throw new ConfigError(missingKey(kind, item.key));
  }
  return files;
}

function missingKey(kind: SourceKind, key: string): string {
  return kind === "ConfigMap"
    ? `configmap references non-existent config key: ${key}`
    : `references non-existent secret key: ${key}`;
}

function downwardFiles(
  runtime: PodRuntime,
  { items = [] }: Pick<DownwardSource, "items">,
  defaultMode: number | undefined,
): FolderFiles {
  const files: Record<string, FolderFile> = {};
  for (const { path, fieldRef, resourceFieldRef, mode } of items) {
    const own = runtime.pod.spec.containers[0];
    const text =
      resourceFieldRef === undefined || own === undefined
        ? podField(runtime, fieldRef?.fieldPath ?? "")
        : containerResource(runtime, own, resourceFieldRef);
    files[path] = file(text, mode ?? defaultMode);
  }
  return files;
}

function file(text: string, mode: number | undefined): FolderFile {
  return mode === undefined ? { text } : { text, mode };
}

/** Every Pod has one and hardly any reads it. */
function token(runtime: PodRuntime, mode: number | undefined): FolderFile {
  return {
    get text() {
      return tokenOf(runtime);
    },
    ...(mode === undefined ? {} : { mode }),
  };
}

function tokenOf({ pod }: PodRuntime): string {
  const { name, namespace, uid } = pod.metadata;
  const account = pod.spec.serviceAccountName ?? "default";
  const claims = {
    aud: ["https://kubernetes.default.svc.cluster.local"],
    iss: "https://kubernetes.default.svc.cluster.local",
    "kubernetes.io": { namespace, pod: { name, uid }, serviceaccount: { name: account } },
    sub: `system:serviceaccount:${namespace}:${account}`,
  };
  const parts = [{ alg: "RS256", kid: "bootcamp" }, claims].map((part) => toBase64url(JSON.stringify(part)));
  return [...parts, toBase64url("a simulated signature")].join(".");
}

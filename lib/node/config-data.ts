/** The data of ConfigMaps and Secrets as containers get it. */

import type { Api } from "../api/api.ts";
import type { KubeObject } from "../api/metadata.ts";
import { textOfBase64 } from "../bytes.ts";

/** What hinders a container: the text of its CreateContainerConfigError, or of the Pod's FailedMount. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

export type SourceKind = "ConfigMap" | "Secret";
export type Data = Readonly<Record<string, string>>;

interface Source extends KubeObject {
  readonly data?: Data;
  readonly binaryData?: Data;
}

/** @returns undefined when there is no such object. */
export function dataOf(api: Api, kind: SourceKind, namespace: string, name: string): Data | undefined {
  const source = find(api, kind, namespace, name);
  return source && (kind === "ConfigMap" ? (source.data ?? {}) : decoded(source.data));
}

/** The same for files, which a ConfigMap's binary data is for too. */
export function fileDataOf(api: Api, kind: SourceKind, namespace: string, name: string): Data | undefined {
  const data = dataOf(api, kind, namespace, name);
  return data === undefined || kind === "Secret"
    ? data
    : { ...data, ...decoded(find(api, kind, namespace, name)?.binaryData) };
}

function find(api: Api, kind: SourceKind, namespace: string, name: string): Source | undefined {
  const type = api.kinds.find((candidate) => candidate.kind === kind);
  return type === undefined ? undefined : (api.find(type, namespace, name) as Source | undefined);
}

function decoded(data: Data = {}): Data {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, textOfBase64(value)]));
}

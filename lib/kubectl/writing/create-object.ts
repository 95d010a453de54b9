import type { Api, WriteOptions } from "../../api/api.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";

/** Creates an object that may have been saved from a cluster: its version there says nothing about the new one. Models Helper.Create of cli-runtime. */
export function createObject(
  api: Api,
  kind: AnyKind,
  namespace: string,
  object: KubeObject,
  options: WriteOptions,
): KubeObject {
  const { resourceVersion: _, ...metadata } = object.metadata;
  return api.create(kind, namespace, { ...object, metadata }, options);
}

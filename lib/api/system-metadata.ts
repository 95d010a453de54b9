/** The metadata of an object that clients cannot change. Models apiserver/pkg/registry/rest BeforeUpdate. */
import type { KubeObject } from "./metadata.ts";
import type { Mutable } from "./schema.ts";

/** What only the server sets, whatever a client sends. */
export function keepSystemMetadata(object: Mutable<KubeObject>, old: KubeObject): void {
  const { metadata } = object;
  const kept = old.metadata;
  metadata.uid = kept.uid;
  metadata.resourceVersion = kept.resourceVersion;
  metadata.creationTimestamp = kept.creationTimestamp;
  for (const field of [
    "generation",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "namespace",
    "generateName",
  ] as const) {
    if (kept[field] === undefined) delete metadata[field];
    else Object.assign(metadata, { [field]: kept[field] });
  }
  object.apiVersion = old.apiVersion;
  object.kind = old.kind;
}

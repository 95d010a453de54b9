/** The annotation in which `kubectl apply` remembers what it was last given. Models kubectl/pkg/util/apply.go. */

import { LAST_APPLIED } from "../api/last-applied-fields.ts";
import type { KubeObject } from "../api/metadata.ts";
import { compactJson } from "./output/json.ts";

/** The object with itself, as text, in its annotation. */
export function withLastApplied<T extends KubeObject>(object: T): T {
  const { [LAST_APPLIED]: _, ...annotations } = object.metadata.annotations ?? {};
  const plain = { ...object, metadata: { ...object.metadata, annotations } };
  return { ...plain, metadata: { ...plain.metadata, annotations: { ...annotations, [LAST_APPLIED]: `${compactJson(plain)}\n` } } };
}

/** What it was last given, if it was. */
export function lastApplied(object: KubeObject): string | undefined {
  return object.metadata.annotations?.[LAST_APPLIED];
}

/** The same for an object that was made from flags: as Go writes its struct, fields in its order. */
export function withGeneratedConfig<T extends KubeObject>(object: T): T {
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, [LAST_APPLIED]: `${JSON.stringify(object)}\n` } } };
}

/** `--save-config`: with the annotation; otherwise only an object that has it already gets it anew. */
export function withConfigSaved<T extends KubeObject>(object: T, save: boolean): T {
  return save || lastApplied(object) !== undefined ? withLastApplied(object) : object;
}

/** The annotation in which `kubectl apply` remembers what it was last given. Models kubectl/pkg/util/apply.go. */
import { LAST_APPLIED } from "../../api/last-applied-fields.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { compactJson } from "../../go/json.ts";

/** The object with itself, as text, in its annotation. */
export function withLastApplied<T extends KubeObject>(object: T): T {
  const plain = withoutLastApplied(object);
  const annotations = { ...plain.metadata.annotations, [LAST_APPLIED]: `${compactJson(plain)}\n` };
  return { ...plain, metadata: { ...plain.metadata, annotations } };
}

/** With annotations even where there are none: kubectl sends and remembers objects so. */
export function withoutLastApplied<T extends KubeObject>(object: T): T {
  const { [LAST_APPLIED]: _, ...annotations } = object.metadata.annotations ?? {};
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** What it was last given, if it was. */
export function lastApplied(object: KubeObject): string | undefined {
  return object.metadata.annotations?.[LAST_APPLIED];
}

/** The same for an object that was made from flags: as Go writes its struct, fields in its order. */
export function withGeneratedConfig<T extends KubeObject>(object: T): T {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata.annotations, [LAST_APPLIED]: `${JSON.stringify(object)}\n` },
    },
  };
}

/** `--save-config`: with the annotation; otherwise only where the object has it already. */
export function withConfigSaved<T extends KubeObject>(object: T, save: boolean): T {
  return save || lastApplied(object) !== undefined ? withLastApplied(object) : object;
}

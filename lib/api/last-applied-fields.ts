/**
 * How `kubectl apply --server-side` takes over from the client-side one, whose last configuration is in an annotation.
 * Models lastappliedmanager.go and lastappliedupdater.go of apimachinery/pkg/util/managedfields.
 */
import { isRecord } from "../go/value.ts";
import { compareFields, fieldSetOf, type Json } from "./field-parts.ts";
import { difference, EMPTY, type FieldSet, union } from "./field-set.ts";
import type { AnyKind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";
import type { Draft } from "./schema.ts";

export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export function hasLastApplied(object: Draft<KubeObject>): boolean {
  return object.metadata?.annotations?.[LAST_APPLIED] !== undefined;
}

/** The fields that client-side apply has set, and that are still as it set them. */
export function lastAppliedFields(kind: AnyKind, live: KubeObject | undefined): FieldSet {
  const config = parsed(live?.metadata.annotations?.[LAST_APPLIED]);
  if (config === undefined) return EMPTY;
  const { added, modified, removed } = compareFields(config, live, kind.schema);
  return difference(fieldSetOf(config, kind.schema), union(added, union(modified, removed)));
}

function parsed(text: string | undefined): Json | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the annotation in step with what was applied, for whoever goes back to client-side apply. */
export function withLastApplied(object: Draft<KubeObject>, config: Json): Draft<KubeObject> {
  const metadata = (isRecord(config.metadata) ? config.metadata : {}) as Json;
  const annotations = isRecord(metadata.annotations)
    ? Object.entries(metadata.annotations).filter(([key]) => key !== LAST_APPLIED)
    : undefined;
  const applied = {
    ...config,
    metadata: {
      ...metadata,
      ...(annotations === undefined ? {} : { annotations: Object.fromEntries(annotations) }),
    },
  };
  const text = `${JSON.stringify(sorted(applied))}\n`;
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...object.metadata?.annotations, [LAST_APPLIED]: text } },
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

/** What a kind's rules say of a manifest, without a server: for tables of exact texts. */

import { Random } from "../../sim/random.ts";
import { decode } from "../decode.ts";
import type { AnyKind, RuleContext } from "../kind.ts";
import type { KubeObject } from "../metadata.ts";
import type { Mutable } from "../schema.ts";
import { createAllocators } from "../service-addresses.ts";
import { applyStrategicMergePatch } from "../strategic-merge.ts";

export function ruleContext(seed = "rules"): RuleContext {
  const random = new Random(seed);
  return {
    now: 0,
    timestamp: "2026-01-05T09:00:00Z",
    random,
    allocators: createAllocators(random),
    warn: () => {},
    dryRun: false,
  };
}

/** The manifest as a server would store it, but for what it allocates. */
export function prepared<T extends KubeObject>(kind: AnyKind, manifest: unknown): Mutable<T> {
  const object = decode(kind, manifest) as Mutable<T>;
  object.metadata.name ??= "x";
  if (kind.namespaced) object.metadata.namespace ??= "default";
  kind.applyDefaults?.(object);
  kind.prepareForCreate?.(object, ruleContext());
  return object;
}

/** `field: message` of every fault of a new object. */
export function faults(kind: AnyKind, manifest: unknown): string[] {
  return (kind.validate?.(prepared(kind, manifest)) ?? []).map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

/** The faults of a strategic merge patch of what a manifest made. */
export function patchFaults(kind: AnyKind, manifest: unknown, patch: object): string[] {
  return updateFaults(kind, manifest, applyStrategicMergePatch(prepared(kind, manifest), patch, kind.schema));
}

/** The faults of replacing one manifest by another. */
export function updateFaults(kind: AnyKind, before: unknown, after: unknown): string[] {
  const old = prepared(kind, before);
  const object = decode(kind, after);
  object.metadata.name ??= "x";
  kind.applyDefaults?.(object);
  kind.prepareForUpdate?.(object, old, ruleContext());
  return [...(kind.validateUpdate?.(object, old) ?? []), ...(kind.validate?.(object) ?? [])].map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

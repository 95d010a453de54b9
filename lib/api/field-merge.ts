/**
 * Puts an applied configuration into an object, and takes out what its manager gave up. Models the merging and pruning
 * of structured-merge-diff. Inputs are never changed.
 *
 * Differs in one point: an entry of a map, and an item of a list, that nobody owns stays when the map or list is given
 * up. In the real server everything has an owner.
 */
import { isRecord } from "../go/value.ts";
import { isEqual } from "./equal.ts";
import { itemElement, type Json, type Part, partsOf } from "./field-parts.ts";
import { below, type FieldSet, touches } from "./field-set.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "./schema.ts";

/** `live` with everything that `config` sets. */
export function mergeConfiguration(live: unknown, config: unknown, schema: Schema): unknown {
  if (live === undefined || partsOf(live, schema) === undefined || partsOf(config, schema) === undefined)
    return config;
  if (Array.isArray(config)) return mergeItems(live as readonly unknown[], config, schema as ListSchema);
  const merged = new Map(Object.entries(live as Json));
  for (const [key, value] of Object.entries(config as Json))
    merged.set(key, mergeConfiguration(merged.get(key), value, fieldOf(schema, key)));
  return Object.fromEntries(merged);
}

function fieldOf(schema: Schema, key: string): Schema {
  if (schema.type === "map") return (schema as MapSchema).values;
  return (schema as ObjectSchema).fields[key] as Schema;
}

/** In the order of the configuration; items that only the object has stay before the ones that they stood before. */
function mergeItems(live: readonly unknown[], config: readonly unknown[], schema: ListSchema): unknown[] {
  const elementOf = (item: unknown): string => itemElement(item, schema);
  const liveByElement = new Map(live.map((item) => [elementOf(item), item]));
  const wanted = new Set(config.map(elementOf));
  const shared = config.map(elementOf).filter((element) => liveByElement.has(element));
  const merged: unknown[] = [];
  let at = 0;
  for (const item of config) {
    for (; at < live.length && elementOf(live[at]) !== shared[0]; at++)
      if (!wanted.has(elementOf(live[at]))) merged.push(live[at]);
    const element = elementOf(item);
    merged.push(mergeConfiguration(liveByElement.get(element), item, schema.items));
    if (element !== shared[0]) continue;
    shared.shift();
    if (at < live.length) at++;
  }
  return [...merged, ...live.slice(at).filter((other) => !wanted.has(elementOf(other)))];
}

/** `value` without what `lost` has and `kept` has not. */
export function pruneFields(value: unknown, schema: Schema, lost: FieldSet, kept: FieldSet): unknown {
  const parts = partsOf(value, schema);
  if (parts === undefined) return value;
  const left = parts.flatMap((part) => {
    const pruned = prunePart(part, lost, kept);
    return pruned === undefined ? [] : [[part, pruned] as const];
  });
  if (Array.isArray(value)) return left.map(([, item]) => item);
  return Object.fromEntries(left.map(([{ element }, item]) => [element.slice(2), item]));
}

function prunePart(part: Part, lost: FieldSet, kept: FieldSet): unknown {
  const { element, value, schema, role } = part;
  if (!touches(lost, element)) return value;
  const isKept = role === "item" ? kept.members.has(element) : touches(kept, element);
  const isContainer = schema.type === "map" || schema.type === "list";
  if (!isKept && (partsOf(value, schema) === undefined || role === "item" || !isContainer)) return undefined;
  const pruned = pruneFields(value, schema, below(lost, element), below(kept, element));
  return isKept || !isBare(pruned) || isEqual(pruned, value) ? pruned : undefined;
}

const isBare = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;

/**
 * Merges a strategic merge patch into an object, or into another patch. Models mergeMap of
 * apimachinery/pkg/util/strategicpatch. Inputs are never changed; results share their unchanged parts.
 */

import { goValue, isRecord } from "../go/value.ts";
import { badRequest } from "./api-error.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "./schema.ts";

export type Json = Readonly<Record<string, unknown>>;

export const DIRECTIVE = "$patch";
export const RETAIN_KEYS = "$retainKeys";
export const DELETE_FROM_LIST = "$deleteFromPrimitiveList/";
export const SET_ORDER = "$setElementOrder/";

/** `apply` carries directives out; `combine` keeps them, and nulls, for whoever applies the combined patch. */
export type MergeMode = "apply" | "combine";

/** The schema of a field; undefined where the schema says nothing, and lists are replaced. */
export function fieldSchema(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema?.type === "map") return (schema as MapSchema).values;
  if (schema?.type !== "object") return undefined;
  const { fields } = schema as ObjectSchema;
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** Undefined: the list is replaced as a whole. `""`: a list of plain values. */
export function mergeKeyOf(schema: Schema | undefined): string | undefined {
  return schema?.type === "list" ? (schema as ListSchema).options.mergeKey : undefined;
}

export function mergeObject(original: Json, patch: Json, schema: Schema | undefined, mode: MergeMode): Json {
  const directive = patch[DIRECTIVE];
  if (directive === "delete") return {};
  if (directive === "replace") return dropDirectives(patch) as Json;
  if (directive !== undefined)
    throw badRequest(`unknown patch type: ${goValue(directive)} in map: ${goValue(patch)}`);
  const result = new Map(Object.entries(original));
  if (mode === "apply") retainKeys(result, patch[RETAIN_KEYS]);
  for (const key of Object.keys(patch)) {
    if (key === DIRECTIVE) continue;
    if (isDirective(key)) {
      if (mode === "combine") result.set(key, patch[key]);
    } else mergeField(result, key, patch, schema, mode);
  }
  if (mode === "apply") carryOutListDirectives(result, original, patch, schema);
  return Object.fromEntries(result);
}

const isDirective = (key: string): boolean =>
  key === RETAIN_KEYS || key.startsWith(DELETE_FROM_LIST) || key.startsWith(SET_ORDER);

function mergeField(
  result: Map<string, unknown>,
  key: string,
  patch: Json,
  schema: Schema | undefined,
  mode: MergeMode,
): void {
  const value = patch[key];
  const before = result.get(key);
  if (value === undefined) return;
  if (value === null) {
    if (mode === "combine") result.set(key, null);
    else result.delete(key);
    return;
  }
  const field = fieldSchema(schema, key);
  if (isRecord(value) && isRecord(before)) result.set(key, mergeObject(before, value, field, mode));
  else if (Array.isArray(value) && Array.isArray(before))
    result.set(key, mergeList(before, value, field, mode));
  else result.set(key, mode === "apply" ? dropDirectives(value) : value);
}

function retainKeys(result: Map<string, unknown>, keys: unknown): void {
  if (!Array.isArray(keys)) return;
  for (const key of [...result.keys()]) if (!keys.includes(key)) result.delete(key);
}

function mergeList(
  before: readonly unknown[],
  patch: readonly unknown[],
  schema: Schema | undefined,
  mode: MergeMode,
): readonly unknown[] {
  const mergeKey = mergeKeyOf(schema);
  if (mergeKey === undefined) return mode === "apply" ? (dropDirectives(patch) as unknown[]) : patch;
  if (mergeKey === "") return reorder([...new Set([...before, ...patch])], patch, before, mergeKey);
  if (!patch.every(isRecord))
    throw badRequest(`list element types are not identical: ${goValue([before, patch])}`);
  const items: readonly Json[] = patch;
  if (items.some((item) => item[DIRECTIVE] === "replace"))
    return items.filter((item) => item[DIRECTIVE] === undefined);
  for (const item of items)
    if (item[mergeKey] === undefined)
      throw badRequest(`map: ${goValue(item)} does not contain declared merge key: ${mergeKey}`);
  const gone = items.filter(isDeletion).map((item) => item[mergeKey]);
  const kept = before.filter((item) => !isRecord(item) || !gone.includes(item[mergeKey]));
  const changes = items.filter((item) => !isDeletion(item));
  let merged = [...kept];
  for (const item of changes) merged = mergeItem(merged, item, mergeKey, (schema as ListSchema).items, mode);
  if (mode === "apply") return reorder(merged, changes, kept, mergeKey);
  // In a patch, deletions stand behind what is changed or added.
  return [...merged.filter((item) => !isDeletion(item)), ...merged.filter(isDeletion)];
}

const isDeletion = (item: unknown): boolean => isRecord(item) && item[DIRECTIVE] === "delete";

function mergeItem(
  list: readonly unknown[],
  item: Json,
  mergeKey: string,
  schema: Schema,
  mode: MergeMode,
): unknown[] {
  const at = list.findIndex((other) => isRecord(other) && other[mergeKey] === item[mergeKey]);
  if (at < 0) return [...list, mode === "apply" ? dropDirectives(item) : item];
  return list.with(at, mergeObject(list[at] as Json, item, schema, mode));
}

function carryOutListDirectives(
  result: Map<string, unknown>,
  original: Json,
  patch: Json,
  schema: Schema | undefined,
): void {
  for (const key of Object.keys(patch)) {
    const directive = patch[key];
    const field = key.slice(key.indexOf("/") + 1);
    const list = result.get(field);
    if (!Array.isArray(directive) || !Array.isArray(list)) continue;
    if (key.startsWith(DELETE_FROM_LIST))
      result.set(
        field,
        list.filter((item) => !directive.includes(item)),
      );
    if (key.startsWith(SET_ORDER))
      result.set(
        field,
        reorder(list, directive, original[field], mergeKeyOf(fieldSchema(schema, field)) ?? ""),
      );
  }
}

/** The patch's items in the patch's order, and between them those that only the server has, near their old neighbours: what is new comes first. */
function reorder(
  list: readonly unknown[],
  order: readonly unknown[],
  before: unknown,
  mergeKey: string,
): unknown[] {
  const keyOf = (item: unknown): unknown => (mergeKey !== "" && isRecord(item) ? item[mergeKey] : item);
  const rank = (items: readonly unknown[]): Map<unknown, number> =>
    new Map(items.map((item, at) => [keyOf(item), at]));
  const wanted = rank(order);
  const old = rank(Array.isArray(before) ? before : []);
  const place = (ranks: Map<unknown, number>, item: unknown): number =>
    ranks.get(keyOf(item)) ?? Number.MAX_SAFE_INTEGER;
  const own = list
    .filter((item) => wanted.has(keyOf(item)))
    .sort((a, b) => place(wanted, a) - place(wanted, b));
  const foreign = list
    .filter((item) => !wanted.has(keyOf(item)))
    .sort((a, b) => place(old, a) - place(old, b));
  const merged: unknown[] = [];
  while (own.length > 0 && foreign.length > 0) {
    const bothKnown = old.has(keyOf(own[0])) && old.has(keyOf(foreign[0]));
    merged.push(bothKnown && place(old, foreign[0]) < place(old, own[0]) ? foreign.shift() : own.shift());
  }
  return [...merged, ...own, ...foreign];
}

/** What is new comes in without the instructions that would have merged it into something old. */
function dropDirectives(value: unknown): unknown {
  if (Array.isArray(value))
    return value.filter((item) => !isRecord(item) || item[DIRECTIVE] === undefined).map(dropDirectives);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => key !== DIRECTIVE && !isDirective(key) && inner !== null && inner !== undefined,
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, dropDirectives(inner)]));
}

/** The patch that leads from one object to another. Models diffMaps of apimachinery/pkg/util/strategicpatch. */
import { byBytes, isRecord } from "../go/value.ts";
import { isEqual } from "./equal.ts";
import type { ListSchema, ObjectSchema, Schema } from "./schema.ts";
import {
  DELETE_FROM_LIST,
  DIRECTIVE,
  fieldSchema,
  type Json,
  mergeKeyOf,
  RETAIN_KEYS,
  SET_ORDER,
} from "./strategic-merge-apply.ts";

/** Which differences go into the patch. */
export interface DiffOptions {
  readonly deletions: boolean;
  readonly changes: boolean;
}

type Patch = Record<string, unknown>;

export function diffObjects(
  original: Json,
  modified: Json,
  schema: Schema | undefined,
  options: DiffOptions,
): Patch {
  const patch = new Map<string, unknown>();
  for (const key of Object.keys(original)) {
    const before = original[key];
    const after = own(modified, key);
    if (before === undefined) continue;
    if (after === undefined) {
      if (options.deletions) patch.set(key, null);
    } else if (isRecord(before) && isRecord(after)) {
      const inner = diffObjects(before, after, fieldSchema(schema, key), options);
      if (Object.keys(inner).length > 0) patch.set(key, inner);
    } else if (
      Array.isArray(before) &&
      Array.isArray(after) &&
      mergeKeyOf(fieldSchema(schema, key)) !== undefined
    ) {
      diffLists(patch, key, before, after, fieldSchema(schema, key) as ListSchema, options);
    } else if (options.changes && !isEqual(before, after)) patch.set(key, after);
  }
  if (options.changes) {
    for (const key of Object.keys(modified))
      if (own(original, key) === undefined && modified[key] !== undefined) patch.set(key, modified[key]);
  }
  if (patch.size > 0 && (schema as ObjectSchema | undefined)?.options?.retainKeys === true)
    patch.set(RETAIN_KEYS, setKeys(modified));
  return Object.fromEntries(patch);
}

/** Learners may call a key `constructor`, which every object has from its prototype. */
const own = (object: Json, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

const setKeys = (object: Json): string[] =>
  Object.keys(object)
    .filter((key) => object[key] !== undefined && object[key] !== null)
    .sort();

function diffLists(
  patch: Map<string, unknown>,
  key: string,
  before: readonly unknown[],
  after: readonly unknown[],
  schema: ListSchema,
  options: DiffOptions,
): void {
  const mergeKey = schema.options.mergeKey ?? "";
  if (before.length === 0) {
    if (after.length > 0 && options.changes) patch.set(key, after);
  } else if (mergeKey === "") diffValues(patch, key, before, after, options);
  else diffItems(patch, key, before, after, schema, options);
}

function diffValues(
  patch: Map<string, unknown>,
  key: string,
  before: readonly unknown[],
  after: readonly unknown[],
  options: DiffOptions,
): void {
  const added = options.changes ? after.filter((item) => !before.includes(item)) : [];
  const deleted = options.deletions ? before.filter((item) => !after.includes(item)) : [];
  if (added.length > 0) patch.set(key, added);
  if (deleted.length > 0) patch.set(`${DELETE_FROM_LIST}${key}`, deleted);
  const moved = options.changes && !isEqual(before, after);
  if (added.length > 0 || deleted.length > 0 || moved) patch.set(`${SET_ORDER}${key}`, after);
}

function diffItems(
  patch: Map<string, unknown>,
  key: string,
  before: readonly unknown[],
  after: readonly unknown[],
  schema: ListSchema,
  options: DiffOptions,
): void {
  const mergeKey = schema.options.mergeKey as string;
  const keyOf = (item: unknown): unknown => (isRecord(item) ? item[mergeKey] : undefined);
  const place = new Map(after.map((item, at): [unknown, number] => [keyOf(item), at]).reverse());
  const changed: Json[] = [];
  const deleted: Json[] = [];
  for (const [old, item] of pairs(before, after, keyOf)) {
    if (item === undefined) {
      if (options.deletions) deleted.push({ [DIRECTIVE]: "delete", [mergeKey]: keyOf(old) });
    } else if (old === undefined) {
      if (options.changes) changed.push(item as Json);
    } else {
      const inner = diffObjects(old as Json, item as Json, schema.items, options);
      if (Object.keys(inner).length > 0) changed.push({ ...inner, [mergeKey]: keyOf(item) });
    }
  }
  changed.sort((a, b) => (place.get(keyOf(a)) ?? 0) - (place.get(keyOf(b)) ?? 0));
  const edits = [...changed, ...deleted];
  if (edits.length > 0) patch.set(key, edits);
  const keys = after.map(keyOf);
  const moved = options.changes && !isEqual(before.map(keyOf), keys);
  if (edits.length > 0 || moved)
    patch.set(
      `${SET_ORDER}${key}`,
      keys.map((value) => ({ [mergeKey]: value })),
    );
}

type KeyOf = (item: unknown) => unknown;

/**
 * Old and new items side by side, by their keys in the order of their texts. Items may share a key, as a port that is open for TCP
 * and for UDP does: they meet from the last to the first, whatever else they hold.
 */
function* pairs(
  before: readonly unknown[],
  after: readonly unknown[],
  keyOf: KeyOf,
): Generator<[unknown, unknown]> {
  const [old, now] = [sorted(before, keyOf), sorted(after, keyOf)];
  while (old.length > 0 || now.length > 0) {
    const order =
      old.length === 0 ? 1 : now.length === 0 ? -1 : byBytes(String(keyOf(old[0])), String(keyOf(now[0])));
    yield [order <= 0 ? old.shift() : undefined, order >= 0 ? now.shift() : undefined];
  }
}

/** As Go's sorter leaves a short list, whose comparison takes equal keys for out of order. */
function sorted(list: readonly unknown[], keyOf: KeyOf): unknown[] {
  return [...list].reverse().sort((a, b) => byBytes(String(keyOf(a)), String(keyOf(b))));
}

/** The patch that leads from one object to another. Models diffMaps of apimachinery/pkg/util/strategicpatch. */
import { isRecord } from "../go/value.ts";
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
    const after = modified[key];
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
      if (original[key] === undefined && modified[key] !== undefined) patch.set(key, modified[key]);
  }
  if (patch.size > 0 && (schema as ObjectSchema | undefined)?.options?.retainKeys === true)
    patch.set(RETAIN_KEYS, setKeys(modified));
  return Object.fromEntries(patch);
}

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
  const moved = options.changes && !isEqual(common(before, after), common(after, before));
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
  const changed = after.flatMap((item) => {
    const old = before.find((other) => keyOf(other) === keyOf(item));
    if (old === undefined) return options.changes ? [item] : [];
    const inner = diffObjects(old as Json, item as Json, schema.items, options);
    return Object.keys(inner).length > 0 ? [{ ...inner, [mergeKey]: keyOf(item) }] : [];
  });
  const gone = before.filter((old) => !after.some((item) => keyOf(item) === keyOf(old)));
  const deleted = options.deletions
    ? gone.map((old) => ({ [DIRECTIVE]: "delete", [mergeKey]: keyOf(old) }))
    : [];
  const edits = [...changed, ...deleted];
  if (edits.length > 0) patch.set(key, edits);
  const keys = [before.map(keyOf), after.map(keyOf)] as const;
  const moved = options.changes && !isEqual(common(keys[0], keys[1]), common(keys[1], keys[0]));
  if (edits.length > 0 || moved)
    patch.set(
      `${SET_ORDER}${key}`,
      keys[1].map((value) => ({ [mergeKey]: value })),
    );
}

const common = (list: readonly unknown[], other: readonly unknown[]): unknown[] =>
  list.filter((item) => other.includes(item));

/**
 * How the schema of a kind divides an object into fields that can have different owners: what of an object is in a
 * field set, and in what two objects differ. Models structured-merge-diff/typed: tofieldset and compare.
 */
import { isRecord } from "../go/value.ts";
import { isEqual } from "./equal.ts";
import {
  type FieldPath,
  type FieldSet,
  FieldSetBuilder,
  fieldElement,
  keyElement,
  valueElement,
} from "./field-set.ts";
import { any, type ListSchema, type MapSchema, type ObjectSchema, type Schema } from "./schema.ts";

export type Json = Readonly<Record<string, unknown>>;

export interface Part {
  readonly element: string;
  readonly value: unknown;
  readonly schema: Schema;
  /** `field` of a struct, `entry` of a map, `item` of a list. */
  readonly role: "field" | "entry" | "item";
}

/** What `value` is made of; undefined when it is owned as one: scalars, and whatever is atomic. */
export function partsOf(value: unknown, schema: Schema): readonly Part[] | undefined {
  if (schema.type === "list")
    return Array.isArray(value) && isAssociative(schema as ListSchema)
      ? itemsOf(value, schema as ListSchema)
      : undefined;
  if (!isRecord(value)) return undefined;
  if (schema.type === "object")
    return (schema as ObjectSchema).options.atomic === true
      ? undefined
      : fieldsOf(value, schema as ObjectSchema);
  if (schema.type !== "map" || (schema as MapSchema).options.atomic === true) return undefined;
  const { values } = schema as MapSchema;
  return definedKeys(value).map((key) => ({
    element: fieldElement(key),
    value: value[key],
    schema: values,
    role: "entry",
  }));
}

const definedKeys = (value: Json): string[] => Object.keys(value).filter((key) => value[key] !== undefined);

function fieldsOf(value: Json, { fields }: ObjectSchema): Part[] {
  return definedKeys(value).map((key) => ({
    element: fieldElement(key),
    value: value[key],
    schema: (Object.hasOwn(fields, key) ? fields[key] : undefined) ?? any,
    role: "field",
  }));
}

function itemsOf(value: readonly unknown[], schema: ListSchema): Part[] {
  return value.map((item) => ({
    element: itemElement(item, schema),
    value: item,
    schema: schema.items,
    role: "item",
  }));
}

/** Whether items are told apart by keys, or by their values; other lists are replaced as a whole. */
export function isAssociative({ options }: ListSchema): boolean {
  return options.mapKeys !== undefined || options.mergeKey === "";
}

export function itemElement(item: unknown, { options }: ListSchema): string {
  if (options.mapKeys === undefined) return valueElement(item);
  const keys = options.mapKeys.map(
    (key) => [key, (isRecord(item) ? item[key] : undefined) ?? options.keyDefaults?.[key]] as const,
  );
  return keyElement(Object.fromEntries(keys.filter(([, value]) => value !== undefined)));
}

/** The fields that an object sets: leaves, entries of maps, items of lists, and structs that are empty. */
export function fieldSetOf(object: unknown, schema: Schema): FieldSet {
  const builder = new FieldSetBuilder();
  collect(builder, [], object, schema);
  return builder;
}

function collect(builder: FieldSetBuilder, at: FieldPath, value: unknown, schema: Schema): void {
  for (const part of partsOf(value, schema) ?? []) {
    const path = [...at, part.element];
    const isLeaf = partsOf(part.value, part.schema) === undefined;
    if (isLeaf || part.role !== "field" || isEmptyObject(part.value)) builder.add(path);
    collect(builder, path, part.value, part.schema);
  }
}

const isEmptyObject = (value: unknown): boolean => isRecord(value) && definedKeys(value).length === 0;

export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

/** What was changed from one object to the next. Containers that come or go are in it with all that is in them. */
export function compareFields(old: unknown, object: unknown, schema: Schema): Comparison {
  const comparison = {
    added: new FieldSetBuilder(),
    modified: new FieldSetBuilder(),
    removed: new FieldSetBuilder(),
  };
  compareValues(comparison, [], old, object, schema);
  return comparison;
}

interface Builders extends Comparison {
  readonly added: FieldSetBuilder;
  readonly modified: FieldSetBuilder;
  readonly removed: FieldSetBuilder;
}

function compareValues(to: Builders, at: FieldPath, before: unknown, after: unknown, schema: Schema): void {
  // Null is how tools write that there is nothing.
  const old = before ?? undefined;
  const value = after ?? undefined;
  if (old === value) return;
  if (old === undefined) to.added.add(at);
  else if (value === undefined) to.removed.add(at);
  const wasMade = partsOf(old, schema);
  const isMade = partsOf(value, schema);
  if (old !== undefined && value !== undefined && (wasMade === undefined || isMade === undefined)) {
    if (!isEqual(old, value)) to.modified.add(at);
    return;
  }
  const oldParts = new Map((wasMade ?? []).map((part) => [part.element, part]));
  const parts = new Map((isMade ?? []).map((part) => [part.element, part]));
  for (const [element, part] of parts)
    compareValues(to, [...at, element], oldParts.get(element)?.value, part.value, part.schema);
  for (const [element, part] of oldParts)
    if (!parts.has(element)) compareValues(to, [...at, element], part.value, undefined, part.schema);
}

/**
 * Verbs that make an object hold it as a Go struct, and its JSON has the order of the struct's fields: `kind` before
 * `apiVersion`, then as the schema names them. Objects as the server sent them are printed in the order of names.
 */
import type { ListSchema, ObjectSchema, Schema } from "../../api/schema.ts";
import { definedKeys, isRecord } from "../../go/value.ts";

/** Go embeds TypeMeta before everything else. */
const TYPE_META = ["kind", "apiVersion"];

/** @returns the same value with a Map in place of each struct, for `indentedJson` */
export function inStructOrder(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value) && schema.type === "list")
    return value.map((item) => inStructOrder((schema as ListSchema).items, item));
  if (!isRecord(value) || schema.type !== "object") return value;
  const { fields } = schema as ObjectSchema;
  const first = "metadata" in fields ? TYPE_META : [];
  const known = [...first, ...Object.keys(fields).filter((name) => !first.includes(name))];
  const names = [...known, ...definedKeys(value).filter((name) => !(name in fields))];
  return new Map(
    names
      .filter((name) => value[name] !== undefined)
      .map((name) => [name, fieldIn(fields[name], value[name])]),
  );
}

function fieldIn(schema: Schema | undefined, value: unknown): unknown {
  return schema === undefined ? value : inStructOrder(schema, value);
}

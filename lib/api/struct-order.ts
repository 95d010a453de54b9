/**
 * Objects in the order in which Go writes its structs: `kind` before `apiVersion`, then the fields as the schema names
 * them; maps by their keys. So the server answers, and so a verb of kubectl prints what it made itself.
 */
import { definedKeys, isRecord } from "../go/value.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "./schema.ts";

/** Go embeds TypeMeta before everything else. */
const TYPE_META = ["kind", "apiVersion"];

type Entry = readonly [name: string, value: unknown];

/**
 * The same value with its structs made anew.
 * @param struct makes one of its fields: `Object.fromEntries` for JSON.stringify, a Map for `indentedJson`, which sorts objects
 */
export function inStructOrder(schema: Schema, value: unknown, struct: (fields: Entry[]) => object): unknown {
  if (typeof value !== "object" || value === null) return value;
  const ordered = (part: Schema, inner: unknown): unknown => inStructOrder(part, inner, struct);
  if (Array.isArray(value)) {
    const { items } = schema as ListSchema;
    return schema.type === "list" ? value.map((item) => ordered(items, item)) : value;
  }
  if (!isRecord(value)) return value;
  if (schema.type === "map") {
    const { values } = schema as MapSchema;
    return Object.fromEntries(definedKeys(value).map((key) => [key, ordered(values, value[key])]));
  }
  if (schema.type !== "object") return value;
  const { fields } = schema as ObjectSchema;
  const found: Entry[] = [];
  for (const name of namesOf(schema as ObjectSchema)) {
    const field = value[name];
    if (field !== undefined) found.push([name, ordered(fields[name] as Schema, field)]);
  }
  for (const name of definedKeys(value)) if (!(name in fields)) found.push([name, value[name]]);
  return struct(found);
}

const namesBySchema = new WeakMap<ObjectSchema, readonly string[]>();

function namesOf(schema: ObjectSchema): readonly string[] {
  let names = namesBySchema.get(schema);
  if (names === undefined) {
    const first = "metadata" in schema.fields ? TYPE_META : [];
    names = [...first, ...Object.keys(schema.fields).filter((name) => !first.includes(name))];
    namesBySchema.set(schema, names);
  }
  return names;
}

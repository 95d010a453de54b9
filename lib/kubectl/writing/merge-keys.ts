/** What a strategic merge patch cannot be made of: an entry of a list without the key that identifies entries. Models apimachinery/pkg/util/strategicpatch. */
import { isEqual } from "../../api/equal.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "../../api/schema.ts";
import { goValue, isRecord } from "../../go/value.ts";
import { KubectlError } from "../verb.ts";

/** Looks at the lists that differ. @throws KubectlError `map: map[...] does not contain declared merge key: port` */
export function checkMergeKeys(before: unknown, after: unknown, schema: Schema | undefined): void {
  if (schema === undefined || isEqual(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    const { mergeKey = "" } = (schema as ListSchema).options ?? {};
    if (mergeKey !== "") for (const item of [...before, ...after]) checkKey(item, mergeKey);
  } else if (isRecord(before) && isRecord(after)) {
    for (const [name, value] of Object.entries(after))
      checkMergeKeys(before[name], value, fieldOf(schema, name));
  }
}

function checkKey(item: unknown, mergeKey: string): void {
  if (isRecord(item) && item[mergeKey] === undefined)
    throw new KubectlError(`map: ${goValue(item)} does not contain declared merge key: ${mergeKey}`);
}

function fieldOf(schema: Schema, name: string): Schema | undefined {
  return schema.type === "map" ? (schema as MapSchema).values : (schema as ObjectSchema).fields?.[name];
}

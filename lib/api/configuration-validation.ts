/**
 * Whether an applied configuration fits the schema of its kind. Models structured-merge-diff/typed validate, whose words
 * differ from those of the decoder. Leaves out formats: decoding finds them afterwards.
 */

import { quoted } from "../go/strconv.ts";
import { goSyntax, goValue, isRecord } from "../go/value.ts";
import { isAssociative, itemElement, type Json } from "./field-parts.ts";
import { pathText } from "./field-set.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "./schema.ts";

/** @returns every fault with its path: `.spec.ports[port=80,protocol="TCP"].foo: field not declared in schema`. */
export function configurationFaults(value: unknown, schema: Schema, at = ""): string[] {
  if (value === null || value === undefined) return [];
  const fault = (text: string): string[] => [at === "" ? text : `${at}: ${text}`];
  switch (schema.type) {
    case "object":
      return isRecord(value)
        ? structFaults(value, schema as ObjectSchema, at)
        : fault(`expected map, got ${shown(value)}`);
    case "map":
      if (!isRecord(value)) return fault(`expected map, got ${shown(value)}`);
      return keysOf(value).flatMap((key) =>
        configurationFaults(value[key], (schema as MapSchema).values, `${at}.${key}`),
      );
    case "list":
      return Array.isArray(value)
        ? listFaults(value, schema as ListSchema, at)
        : fault(`expected list, got ${shown(value)}`);
    case "integer":
    case "number":
      return typeof value === "number" ? [] : fault(`expected numeric (int or float), got ${goType(value)}`);
    case "boolean":
      return typeof value === "boolean" ? [] : fault(`expected boolean, got ${wrapped(value)}`);
    case "string":
    case "time":
      return typeof value === "string" ? [] : fault(`expected string, got ${wrapped(value)}`);
    default:
      return [];
  }
}

const keysOf = (value: Json): string[] => Object.keys(value).sort();

function structFaults(value: Json, { fields }: ObjectSchema, at: string): string[] {
  return keysOf(value).flatMap((key) => {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    return field === undefined
      ? [`${at}.${key}: field not declared in schema`]
      : configurationFaults(value[key], field, `${at}.${key}`);
  });
}

function listFaults(value: readonly unknown[], schema: ListSchema, at: string): string[] {
  if (!isAssociative(schema))
    return value.flatMap((item, index) => configurationFaults(item, schema.items, `${at}[${index}]`));
  const seen = new Set<string>();
  return value.flatMap((item, index) => {
    const fault = keyFault(item, schema);
    if (fault !== undefined) return [`${at}: element ${index}: ${fault}`];
    const text = pathText([itemElement(item, schema)]);
    const repeated = seen.has(text) ? [`${at}: duplicate entries for key ${text}`] : [];
    seen.add(text);
    return [...repeated, ...configurationFaults(item, schema.items, `${at}${text}`)];
  });
}

function keyFault(item: unknown, { options }: ListSchema): string | undefined {
  if (options.mapKeys === undefined) return undefined;
  if (!isRecord(item)) return "associative list with keys may not have non-map elements";
  const missing = options.mapKeys.find((key) => (item[key] ?? options.keyDefaults?.[key]) === undefined);
  return missing === undefined
    ? undefined
    : `associative list with keys has an element that omits key field ${quoted(missing)} (and doesn't have default value)`;
}

/** A value in the wrapper in which the server shows it. */
const shown = (value: unknown): string => `&{${goValue(value)}}`;
const wrapped = (value: unknown): string => `&value.valueUnstructured{Value:${goSyntax(value)}}`;

function goType(value: unknown): string {
  if (Array.isArray(value)) return "[]interface {}";
  if (isRecord(value)) return "map[string]interface {}";
  return typeof value === "boolean" ? "bool" : typeof value;
}

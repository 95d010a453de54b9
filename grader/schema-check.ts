/**
 * Checks JSON data against a JSON Schema: the subset that the schemas of this folder use (type, const, enum, pattern,
 * bounds, required, properties, additionalProperties, items, $ref into $defs). An unknown keyword is an error, so that no
 * rule of a schema is ever skipped in silence.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./project-root.ts";

export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
}

type JsonType = "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";
type Rule = (value: unknown, schema: Schema, at: string, root: Schema) => readonly string[];

const annotations = new Set(["$schema", "$id", "title", "description", "$defs"]);

const rules: Readonly<Record<string, Rule>> = {
  $ref: (value, schema, at, root) => problems(value, definition(root, schema.$ref ?? ""), at, root),
  type: (value, { type }, at) => {
    const allowed = [type ?? []].flat() as readonly JsonType[];
    return allowed.some((name) => isType(value, name)) ? [] : [`${at}: must be ${allowed.join(" or ")}`];
  },
  const: (value, schema, at) =>
    value === schema.const ? [] : [`${at}: must be ${JSON.stringify(schema.const)}`],
  enum: (value, schema, at) =>
    schema.enum?.includes(value) ? [] : [`${at}: must be one of ${JSON.stringify(schema.enum)}`],
  pattern: (value, { pattern }, at) =>
    typeof value !== "string" || new RegExp(pattern ?? "", "u").test(value)
      ? []
      : [`${at}: must match ${pattern}`],
  minLength: (value, { minLength = 0 }, at) =>
    typeof value !== "string" || value.length >= minLength
      ? []
      : [`${at}: must have ${minLength} characters or more`],
  maxLength: (value, { maxLength = 0 }, at) =>
    typeof value !== "string" || value.length <= maxLength
      ? []
      : [`${at}: must have ${maxLength} characters at most`],
  minimum: (value, { minimum = 0 }, at) =>
    typeof value !== "number" || value >= minimum ? [] : [`${at}: must be ${minimum} or more`],
  maximum: (value, { maximum = 0 }, at) =>
    typeof value !== "number" || value <= maximum ? [] : [`${at}: must be ${maximum} at most`],
  minItems: (value, { minItems = 0 }, at) =>
    !Array.isArray(value) || value.length >= minItems ? [] : [`${at}: must have ${minItems} items or more`],
  maxItems: (value, { maxItems = 0 }, at) =>
    !Array.isArray(value) || value.length <= maxItems ? [] : [`${at}: must have ${maxItems} items at most`],
  items: (value, { items }, at, root) =>
    Array.isArray(value) && items !== undefined
      ? value.flatMap((item, index) => problems(item, items, `${at}[${index}]`, root))
      : [],
  required: (value, { required = [] }, at) =>
    isType(value, "object")
      ? required
          .filter((name) => !Object.hasOwn(value as object, name))
          .map((name) => `${at}.${name}: is missing`)
      : [],
  properties: (value, { properties = {} }, at, root) =>
    entries(value).flatMap(([name, inner]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return schema === undefined ? [] : problems(inner, schema, `${at}.${name}`, root);
    }),
  additionalProperties: (value, { additionalProperties, properties = {} }, at, root) =>
    entries(value)
      .filter(([name]) => !Object.hasOwn(properties, name))
      .flatMap(([name, inner]) => {
        if (additionalProperties === false) return [`${at}.${name}: is not known here`];
        return typeof additionalProperties === "object"
          ? problems(inner, additionalProperties, `${at}.${name}`, root)
          : [];
      }),
};

/** A schema of this folder. @param choices what a property may be where the library knows it: property -> values. */
export function readSchema(file: string, choices: Readonly<Record<string, readonly string[]>> = {}): Schema {
  const text = readFileSync(join(projectRoot(), "grader", file), "utf8");
  return JSON.parse(text, (key, value) =>
    choices[key] === undefined ? value : { ...value, enum: choices[key] },
  ) as Schema;
}

/** @returns one sentence per fault, each beginning with its place: `exercises[0].score: must be integer`; empty when valid. */
export function schemaProblems(value: unknown, schema: Schema): readonly string[] {
  return problems(value, schema, "", schema).map((problem) => problem.replace(/^(\.|: )/, ""));
}

function problems(value: unknown, schema: Schema, at: string, root: Schema): readonly string[] {
  return Object.keys(schema)
    .filter((keyword) => !annotations.has(keyword))
    .flatMap((keyword) => {
      const rule = rules[keyword];
      if (rule === undefined)
        throw new Error(`the schema uses ${keyword}, which grader/schema-check.ts does not know`);
      return rule(value, schema, at, root);
    });
}

function definition(root: Schema, ref: string): Schema {
  const found = root.$defs?.[ref.replace("#/$defs/", "")];
  if (found === undefined) throw new Error(`the schema has no definition ${ref}`);
  return found;
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isType(value, "object") ? Object.entries(value as object) : [];
}

function isType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

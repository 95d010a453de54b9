/**
 * Checks JSON data against a JSON Schema: the subset that the schemas of the course use (type, const, enum, pattern, bounds,
 * required, properties, additionalProperties, items, if, $ref into $defs). An unknown keyword is an error, so that no rule of
 * a schema is ever skipped in silence.
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
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

type JsonType = "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";

/** One place where the data breaks the schema. */
export interface SchemaFault {
  /** `exercises[0].score`; empty for the whole. */
  readonly at: string;
  /** `must be integer` */
  readonly problem: string;
  /** Whose rule is broken: the schema of this value, or of the object where a name is missing or unknown. */
  readonly schema: Schema;
}

/** A schema of this folder. @param choices what a property may be where the library knows it: property -> values. */
export function readSchema(file: string, choices: Readonly<Record<string, readonly string[]>> = {}): Schema {
  const text = readFileSync(join(projectRoot(), "grader", file), "utf8");
  return JSON.parse(text, (key, value) =>
    choices[key] === undefined ? value : { ...value, enum: choices[key] },
  ) as Schema;
}

/** @returns one sentence per fault, each beginning with its place: `exercises[0].score: must be integer`; empty when valid. */
export function schemaProblems(value: unknown, schema: Schema): readonly string[] {
  return schemaFaults(value, schema).map(({ at, problem }) => (at === "" ? problem : `${at}: ${problem}`));
}

export function schemaFaults(value: unknown, schema: Schema): readonly SchemaFault[] {
  return faultsOf(value, schema, "", schema);
}

/** What is wrong with the value itself, or false. */
const rules: Readonly<Record<string, (value: unknown, schema: Schema) => string | false>> = {
  type: (value, { type }) => {
    const allowed = [type ?? []].flat() as readonly JsonType[];
    return !allowed.some((name) => isType(value, name)) && `must be ${allowed.join(" or ")}`;
  },
  const: (value, schema) => value !== schema.const && `must be ${JSON.stringify(schema.const)}`,
  enum: (value, schema) =>
    schema.enum?.includes(value) === false && `must be one of ${JSON.stringify(schema.enum)}`,
  pattern: (value, { pattern }) =>
    typeof value === "string" && !new RegExp(pattern ?? "", "u").test(value) && `must match ${pattern}`,
  minLength: (value, { minLength = 0 }) =>
    typeof value === "string" && value.length < minLength && `must have ${minLength} characters or more`,
  maxLength: (value, { maxLength = 0 }) =>
    typeof value === "string" && value.length > maxLength && `must have ${maxLength} characters at most`,
  minimum: (value, { minimum = 0 }) =>
    typeof value === "number" && value < minimum && `must be ${minimum} or more`,
  maximum: (value, { maximum = 0 }) =>
    typeof value === "number" && value > maximum && `must be ${maximum} at most`,
  minItems: (value, { minItems = 0 }) =>
    Array.isArray(value) && value.length < minItems && `must have ${minItems} items or more`,
  maxItems: (value, { maxItems = 0 }) =>
    Array.isArray(value) && value.length > maxItems && `must have ${maxItems} items at most`,
};

type Inner = (value: unknown, schema: Schema, at: string, root: Schema) => readonly SchemaFault[];

/** What is wrong within the value, or by another schema that this one names. */
const innerRules: Readonly<Record<string, Inner>> = {
  $ref: (value, schema, at, root) => faultsOf(value, definition(root, schema.$ref ?? ""), at, root),
  if: (value, schema, at, root) => {
    const holds = faultsOf(value, schema.if ?? {}, at, root).length === 0;
    return faultsOf(value, (holds ? schema.then : schema.else) ?? {}, at, root);
  },
  items: (value, { items = {} }, at, root) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => faultsOf(item, items, `${at}[${index}]`, root))
      : [],
  required: (value, schema, at) =>
    isType(value, "object")
      ? (schema.required ?? [])
          .filter((name) => !Object.hasOwn(value as object, name))
          .map((name) => ({ at: within(at, name), problem: "is missing", schema }))
      : [],
  properties: (value, { properties = {} }, at, root) =>
    entries(value).flatMap(([name, inner]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return schema === undefined ? [] : faultsOf(inner, schema, within(at, name), root);
    }),
  additionalProperties: (value, schema, at, root) =>
    entries(value)
      .filter(([name]) => !Object.hasOwn(schema.properties ?? {}, name))
      .flatMap(([name, inner]) => {
        const { additionalProperties } = schema;
        if (additionalProperties === false)
          return [{ at: within(at, name), problem: "is not known here", schema }];
        return typeof additionalProperties === "object"
          ? faultsOf(inner, additionalProperties, within(at, name), root)
          : [];
      }),
};

/** Keywords that say nothing about the data by themselves; `then` and `else` are read with `if`. */
const silent = new Set(["$schema", "$id", "title", "description", "$defs", "then", "else"]);

function faultsOf(value: unknown, schema: Schema, at: string, root: Schema): readonly SchemaFault[] {
  return Object.keys(schema)
    .filter((keyword) => !silent.has(keyword))
    .flatMap((keyword) => {
      const problem = rules[keyword]?.(value, schema);
      if (problem !== undefined) return problem === false ? [] : [{ at, problem, schema }];
      const inner = innerRules[keyword];
      if (inner === undefined)
        throw new Error(`the schema uses ${keyword}, which grader/schema-check.ts does not know`);
      return inner(value, schema, at, root);
    });
}

function within(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
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

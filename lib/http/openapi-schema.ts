/**
 * Schemas as OpenAPI writes them, in both of its versions: version 2 refers to a definition directly, version 3 through
 * `allOf`, so that words may stand beside the reference. Leaves out the defaults of plain fields.
 */
import { commonFields, fieldTexts } from "../api/field-texts/field-texts.ts";
import type { AnyKind } from "../api/kind.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "../api/schema.ts";

export interface OpenApiSchema {
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
  readonly default?: unknown;
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly [extension: `x-kubernetes-${string}`]: unknown;
}

/** By name, e.g. `io.k8s.api.core.v1.ServiceSpec`. */
export type Definitions = Readonly<Record<string, OpenApiSchema>>;

export interface Operation {
  readonly parameters: readonly {
    readonly name: string;
    readonly in: "query";
    readonly [more: string]: unknown;
  }[];
  readonly "x-kubernetes-action": string;
  readonly "x-kubernetes-group-version-kind": Readonly<Record<string, string>>;
}

/** By path, then by method. */
export type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

export interface DocumentV2 {
  readonly swagger: "2.0";
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Paths;
  readonly definitions: Definitions;
}

/** @returns the definitions of the kinds, of their lists and of everything that they are made of. */
export function definitionsOf(kinds: readonly AnyKind[], version: 2 | 3): Definitions {
  const definitions: Record<string, OpenApiSchema> = {};
  for (const kind of kinds) {
    addDefinition(definitions, kind.schema, version);
    const name = definitionName(kind.schema);
    const { group, version: of } = kind;
    definitions[name] = {
      ...definitions[name],
      "x-kubernetes-group-version-kind": [{ group, version: of, kind: kind.kind }],
    };
    definitions[`${name}List`] = listOf(kind, referTo(kind.schema, version), version);
  }
  definitions[LIST_META] = {
    type: "object",
    description: "What the server notes about a list.",
    properties: listMeta,
  };
  return definitions;
}

const INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
const QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
const LIST_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";
const listMeta: Readonly<Record<string, OpenApiSchema>> = {
  continue: { type: "string", description: "Where the next page begins, when the list was limited." },
  remainingItemCount: {
    type: "integer",
    format: "int64",
    description: "How many objects follow on further pages.",
  },
  resourceVersion: { type: "string", description: "From here a watch continues the list." },
};

function listOf({ group, version: of, kind }: AnyKind, items: OpenApiSchema, version: 2 | 3): OpenApiSchema {
  return {
    type: "object",
    description: `A list of objects of kind ${kind}.`,
    required: ["items"],
    properties: {
      apiVersion: { type: "string", description: commonFields.apiVersion as string },
      kind: { type: "string", description: commonFields.kind as string },
      metadata: reference(LIST_META, version),
      items: { type: "array", items },
    },
    "x-kubernetes-group-version-kind": [{ group, version: of, kind: `${kind}List` }],
  };
}

/** `core/v1.ServiceSpec` -> `io.k8s.api.core.v1.ServiceSpec`. */
export function definitionName(schema: ObjectSchema): string {
  const [group = "", rest = ""] = schema.name.split("/");
  return group === "meta"
    ? `io.k8s.apimachinery.pkg.apis.meta.${rest}`
    : `io.k8s.api.${group.split(".")[0]}.${rest}`;
}

function addDefinition(
  definitions: Record<string, OpenApiSchema>,
  schema: ObjectSchema,
  version: 2 | 3,
): void {
  const name = definitionName(schema);
  if (definitions[name] !== undefined) return;
  const texts = fieldTexts[schema.name];
  const properties: Record<string, OpenApiSchema> = {};
  // Before the properties, which may refer to it.
  definitions[name] = {
    type: "object",
    ...(texts?.about === undefined ? {} : { description: texts.about }),
    ...(texts?.required === undefined ? {} : { required: texts.required }),
    properties,
  };
  const isKind = "apiVersion" in schema.fields && "metadata" in schema.fields;
  for (const [field, type] of Object.entries(schema.fields)) {
    const text = texts?.fields?.[field] ?? (isKind ? commonFields[field] : undefined);
    properties[field] = {
      ...(text === undefined ? {} : { description: text }),
      ...property(definitions, type, version),
    };
  }
}

function property(definitions: Record<string, OpenApiSchema>, schema: Schema, version: 2 | 3): OpenApiSchema {
  switch (schema.type) {
    case "object":
      addDefinition(definitions, schema as ObjectSchema, version);
      return { ...referTo(schema as ObjectSchema, version), ...objectExtensions(schema as ObjectSchema) };
    case "list": {
      const { items, options } = schema as ListSchema;
      return { type: "array", items: property(definitions, items, version), ...listExtensions(options) };
    }
    case "map": {
      const { values, options } = schema as MapSchema;
      const extensions = options.atomic === true ? { "x-kubernetes-map-type": "atomic" } : {};
      return { type: "object", additionalProperties: property(definitions, values, version), ...extensions };
    }
    case "integer":
      return { type: "integer", format: schema.goType };
    case "boolean":
    case "number":
      return { type: schema.type };
    case "intOrString":
      definitions[INT_OR_STRING] =
        version === 2
          ? { type: "string", format: "int-or-string" }
          : { oneOf: [{ type: "integer" }, { type: "string" }] };
      return reference(INT_OR_STRING, version);
    case "quantity":
      definitions[QUANTITY] =
        version === 2 ? { type: "string" } : { oneOf: [{ type: "string" }, { type: "number" }] };
      return reference(QUANTITY, version);
    case "time":
      return { type: "string", format: "date-time" };
    case "any":
      return { type: "object" };
    default:
      return { type: "string", ...(schema.oneOf === undefined ? {} : { enum: [...schema.oneOf].sort() }) };
  }
}

function referTo(schema: ObjectSchema, version: 2 | 3): OpenApiSchema {
  return reference(definitionName(schema), version);
}

function reference(name: string, version: 2 | 3): OpenApiSchema {
  return version === 2
    ? { $ref: `#/definitions/${name}` }
    : { allOf: [{ $ref: `#/components/schemas/${name}` }] };
}

function objectExtensions({ options }: ObjectSchema): OpenApiSchema {
  return {
    ...(options.retainKeys === true ? { "x-kubernetes-patch-strategy": "retainKeys" } : {}),
    ...(options.atomic === true ? { "x-kubernetes-map-type": "atomic" } : {}),
  };
}

function listExtensions({ mergeKey, mapKeys }: ListSchema["options"]): OpenApiSchema {
  const patch =
    mergeKey === undefined
      ? {}
      : {
          "x-kubernetes-patch-strategy": "merge",
          ...(mergeKey === "" ? {} : { "x-kubernetes-patch-merge-key": mergeKey }),
        };
  if (mapKeys !== undefined)
    return { ...patch, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": mapKeys };
  return { ...patch, "x-kubernetes-list-type": mergeKey === "" ? "set" : "atomic" };
}

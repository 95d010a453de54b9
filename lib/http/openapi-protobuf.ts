/**
 * The OpenAPI document of version 2 in protobuf, the only form in which kubectl asks for it. Field numbers from gnostic's
 * OpenAPIv2.proto; written is what our documents contain.
 */
import { Writer } from "protobufjs/minimal.js";
import type { DocumentV2, OpenApiSchema, Operation } from "./openapi-schema.ts";

/** What clients ask for has an @ before the version, which no media type may have. */
export const OPENAPI_PROTOBUF = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

type Value = string | boolean | Uint8Array | undefined;
type Field = readonly [number: number, value: Value];

export function openApiProtobuf({ swagger, info, paths, definitions }: DocumentV2): Uint8Array {
  const items = Object.entries(paths).map(([path, methods]): Field => [2, named(path, pathItem(methods))]);
  return message([
    [1, swagger],
    [2, named(info.title, info.version)],
    [8, message(items)],
    [9, namedSchemas(definitions)],
  ]);
}

function message(fields: readonly Field[]): Uint8Array {
  const writer = Writer.create();
  for (const [number, value] of fields) {
    if (value === undefined) continue;
    if (typeof value === "boolean") writer.uint32(number << 3).bool(value);
    else if (typeof value === "string") writer.uint32((number << 3) | 2).string(value);
    else writer.uint32((number << 3) | 2).bytes(value);
  }
  return writer.finish();
}

/** Two fields, as all of the small messages have that stand for an entry of a map. */
function named(name: string, value: Value): Uint8Array {
  return message([
    [1, name],
    [2, value],
  ]);
}

/** Gnostic's Any: a value as YAML, which JSON is. */
const any = (value: unknown): Uint8Array => message([[2, JSON.stringify(value)]]);

const METHODS: Readonly<Record<string, number>> = { get: 2, put: 3, post: 4, delete: 5, patch: 8 };

function pathItem(methods: Readonly<Record<string, Operation>>): Uint8Array {
  return message(
    Object.entries(methods).map(([method, operation]) => [
      METHODS[method] as number,
      operationBytes(operation),
    ]),
  );
}

function operationBytes({ parameters, ...extensions }: Operation): Uint8Array {
  return message([
    ...parameters.map((parameter): Field => [8, queryParameter(parameter.name, String(parameter.type))]),
    ...vendorExtensions(13, extensions),
  ]);
}

/** ParametersItem > Parameter > NonBodyParameter > QueryParameterSubSchema. */
function queryParameter(name: string, type: string): Uint8Array {
  const query = message([
    [2, "query"],
    [4, name],
    [6, type],
    [20, true],
  ]);
  return message([[1, message([[2, message([[3, query]])]])]]);
}

function schemaBytes(schema: OpenApiSchema): Uint8Array {
  const {
    $ref,
    format,
    description,
    required = [],
    enum: values = [],
    additionalProperties,
    type,
    items,
    properties,
  } = schema;
  return message([
    [1, $ref],
    [2, format],
    [4, description],
    ...required.map((name): Field => [19, name]),
    ...values.map((value): Field => [20, any(value)]),
    [21, additionalProperties && message([[1, schemaBytes(additionalProperties)]])],
    [22, type === undefined ? undefined : message([[1, type]])],
    [23, items && message([[1, schemaBytes(items)]])],
    [25, properties && namedSchemas(properties)],
    ...vendorExtensions(31, schema),
  ]);
}

function namedSchemas(schemas: Readonly<Record<string, OpenApiSchema>>): Uint8Array {
  return message(Object.entries(schemas).map(([name, schema]) => [1, named(name, schemaBytes(schema))]));
}

function vendorExtensions(number: number, holder: object): Field[] {
  return Object.entries(holder)
    .filter(([name]) => name.startsWith("x-"))
    .map(([name, value]) => [number, named(name, any(value))]);
}

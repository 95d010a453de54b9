/**
 * Kubernetes protobuf to plain objects, guided by the schemas. Models apimachinery's protobuf serializer: four magic
 * bytes, then a `runtime.Unknown` around the message. Only what clients send is read; answers are JSON.
 */

import { Reader } from "protobufjs/minimal.js";
import { ApiError, badRequest } from "../api/api-error.ts";
import { objectReference } from "../api/kinds/endpoints.ts";
import { kinds } from "../api/kinds/index.ts";
import { objectMeta } from "../api/metadata.ts";
import { scales } from "../api/scale.ts";
import {
  base64,
  type Field,
  field,
  IN_ENVELOPE,
  int64,
  type ListSchema,
  list,
  type MapSchema,
  type ObjectSchema,
  object,
  type Schema,
  string,
} from "../api/schema.ts";
import { timestampOf } from "../api/time.ts";
import { latin1 } from "../bytes.ts";

export const PROTOBUF = "application/vnd.kubernetes.protobuf";
const MAGIC = "k8s\0";

const preconditions = object("meta/v1.Preconditions", {
  uid: field(1, string),
  resourceVersion: field(2, string),
});
const deleteOptions = object("meta/v1.DeleteOptions", {
  gracePeriodSeconds: field(1, int64),
  preconditions: field(2, preconditions),
  propagationPolicy: field(4, string),
  dryRun: field(5, list(string)),
});
const eviction = object("policy/v1.Eviction", {
  metadata: field(1, objectMeta),
  deleteOptions: field(2, deleteOptions),
});
const binding = object("core/v1.Binding", {
  metadata: field(1, objectMeta),
  target: field(2, objectReference),
});

/** What is sent besides the kinds that are stored. */
const REQUESTS: Readonly<Record<string, ObjectSchema>> = {
  DeleteOptions: deleteOptions,
  Scale: scales.schema,
  Eviction: eviction,
  Binding: binding,
};

/** @returns the object with apiVersion and kind. @throws ApiError BadRequest for bytes that are no known message. */
export function decodeProtobuf(bytes: Uint8Array): unknown {
  if (latin1(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw badRequest("provided data does not appear to be a protobuf message");
  const { apiVersion, kind, raw } = unwrap(Reader.create(bytes.subarray(MAGIC.length)));
  const schema = schemaOf(apiVersion, kind);
  if (schema === undefined)
    throw badRequest(
      `no kind "${kind}" is registered for version "${apiVersion}" in protobuf: send it as JSON`,
    );
  try {
    return { apiVersion, kind, ...readMessage(Reader.create(raw), raw.length, numbersOf(schema)) };
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw badRequest("unexpected EOF");
  }
}

function schemaOf(apiVersion: string, kind: string): ObjectSchema | undefined {
  return (
    REQUESTS[kind] ??
    kinds.find((candidate) => candidate.kind === kind && candidate.apiVersion === apiVersion)?.schema
  );
}

type Json = Record<string, unknown>;

/** `runtime.Unknown`: the type in the first field, the bytes of the object in the second. */
function unwrap(reader: Reader): { apiVersion: string; kind: string; raw: Uint8Array } {
  let type = new Map<number, string | number>();
  let raw: Uint8Array = new Uint8Array();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) type = readNumbered(reader);
    else if (tag >>> 3 === 2) raw = reader.bytes();
    else reader.skipType(tag & 7);
  }
  return { apiVersion: String(type.get(1) ?? ""), kind: String(type.get(2) ?? ""), raw };
}

/** What a number stands for: the name and schema of a field, or an embedded message. */
type Numbers = Map<number, readonly [name: string, schema: Schema] | Numbers>;

const numbersOfFields = new WeakMap<ObjectSchema["fields"], Numbers>();

function numbersOf({ fields }: ObjectSchema): Numbers {
  let numbers = numbersOfFields.get(fields);
  if (numbers === undefined) {
    numbers = collectNumbers(fields);
    numbersOfFields.set(fields, numbers);
  }
  return numbers;
}

function collectNumbers(fields: ObjectSchema["fields"]): Numbers {
  const numbers: Numbers = new Map();
  for (const [name, schema] of Object.entries(fields)) {
    const { number, embeddedAt } = schema as Field<Schema>;
    if (number === IN_ENVELOPE || hasNoSchema(schema)) continue;
    let holder = numbers;
    if (embeddedAt !== undefined) {
      holder = (numbers.get(embeddedAt) as Numbers | undefined) ?? new Map();
      numbers.set(embeddedAt, holder);
    }
    holder.set(number, [name, schema]);
  }
  return numbers;
}

/** What is not understood is not read either. */
function hasNoSchema(schema: Schema): boolean {
  return schema.type === "any" || (schema.type === "list" && (schema as ListSchema).items.type === "any");
}

function readMessage(reader: Reader, end: number, numbers: Numbers, message: Json = {}): Json {
  while (reader.pos < end) {
    const tag = reader.uint32();
    const field = numbers.get(tag >>> 3);
    if (field === undefined) reader.skipType(tag & 7);
    else if (field instanceof Map) readMessage(reader, reader.uint32() + reader.pos, field, message);
    else readField(reader, message, ...field);
  }
  return message;
}

function readField(reader: Reader, message: Json, name: string, schema: Schema): void {
  if (schema.type === "list") {
    message[name] ??= [];
    (message[name] as unknown[]).push(readValue(reader, (schema as ListSchema).items));
  } else if (schema.type === "map") {
    const { values } = schema as MapSchema;
    message[name] ??= {};
    if (values.type === "any") message[name] = JSON.parse(String(readNumbered(reader).get(1)));
    else readEntry(reader, values, message[name] as Json);
  } else {
    // Go sends all fields that are no pointers. Empty ones are dropped as those of a JSON body are.
    const value = readValue(reader, schema);
    if (value !== undefined) message[name] = value;
  }
}

function readEntry(reader: Reader, values: Schema, entries: Json): void {
  const end = reader.uint32() + reader.pos;
  let key = "";
  let value: unknown = "";
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) key = reader.string();
    else value = readValue(reader, values);
  }
  entries[key] = value;
}

function readValue(reader: Reader, schema: Schema): unknown {
  switch (schema.type) {
    case "string":
      return schema.goType === base64.goType ? btoa(latin1(reader.bytes())) : reader.string();
    case "integer":
      return Number(reader.int64());
    case "boolean":
      return reader.bool();
    case "object": {
      const end = reader.uint32() + reader.pos;
      return readMessage(reader, end, numbersOf(schema as ObjectSchema));
    }
    case "time":
      return readTime(reader);
    case "intOrString":
      return readIntOrString(reader);
    case "quantity":
      return readNumbered(reader).get(1)?.toString() ?? "";
    default:
      reader.skip(reader.uint32());
      return undefined;
  }
}

/** A small message of strings and numbers, by field number. */
function readNumbered(reader: Reader): Map<number, string | number> {
  const end = reader.uint32() + reader.pos;
  const values = new Map<number, string | number>();
  while (reader.pos < end) {
    const tag = reader.uint32();
    values.set(tag >>> 3, (tag & 7) === 2 ? reader.string() : Number(reader.int64()));
  }
  return values;
}

function readTime(reader: Reader): string | undefined {
  const seconds = readNumbered(reader).get(1);
  return typeof seconds === "number" && seconds > 0 ? timestampOf(seconds * 1000) : undefined;
}

function readIntOrString(reader: Reader): number | string {
  const values = readNumbered(reader);
  return values.get(1) === 1 ? (values.get(3) ?? "") : (values.get(2) ?? 0);
}

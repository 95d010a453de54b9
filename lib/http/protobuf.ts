/**
 * Kubernetes protobuf to plain objects, guided by the schemas. Models apimachinery's protobuf serializer: four magic
 * bytes, then a `runtime.Unknown` around the message. Only what clients send is read; answers are JSON.
 */

import { Reader } from "protobufjs/minimal.js";
import { badRequest } from "../api/api-error.ts";
import { objectReference } from "../api/kinds/endpoints.ts";
import { kinds } from "../api/kinds/index.ts";
import { objectMeta } from "../api/metadata.ts";
import { scales } from "../api/scale.ts";
import {
  base64,
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
import { type ProtobufField, protobufFields } from "./protobuf-fields.ts";

export const PROTOBUF = "application/vnd.kubernetes.protobuf";
const MAGIC = Buffer.from("k8s\0", "latin1");

const deleteOptions = object("meta/v1.DeleteOptions", {
  gracePeriodSeconds: int64,
  preconditions: object("meta/v1.Preconditions", { uid: string, resourceVersion: string }),
  propagationPolicy: string,
  dryRun: list(string),
});
const eviction = object("policy/v1.Eviction", { metadata: objectMeta, deleteOptions });
const binding = object("core/v1.Binding", { metadata: objectMeta, target: objectReference });

/** What is sent besides the kinds that are stored. */
const REQUESTS: Readonly<Record<string, ObjectSchema>> = {
  DeleteOptions: deleteOptions,
  Scale: scales.schema,
  Eviction: eviction,
  Binding: binding,
};

/** @returns the object with apiVersion and kind. @throws ApiError BadRequest for bytes that are no known message. */
export function decodeProtobuf(bytes: Buffer): unknown {
  if (!bytes.subarray(0, 4).equals(MAGIC))
    throw badRequest("provided data does not appear to be a protobuf message");
  const { apiVersion, kind, raw } = unwrap(Reader.create(bytes.subarray(4)));
  const schema = schemaOf(apiVersion, kind);
  if (schema === undefined)
    throw badRequest(
      `no kind "${kind}" is registered for version "${apiVersion}" in protobuf: send it as JSON`,
    );
  try {
    return { apiVersion, kind, ...(readMessage(Reader.create(raw), raw.length, schema) as object) };
  } catch (error) {
    throw badRequest(
      `the ${kind} could not be decoded from protobuf: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function schemaOf(apiVersion: string, kind: string): ObjectSchema | undefined {
  return (
    REQUESTS[kind] ??
    kinds.find((candidate) => candidate.kind === kind && candidate.apiVersion === apiVersion)?.schema
  );
}

interface Unknown {
  apiVersion: string;
  kind: string;
  raw: Uint8Array;
}

function unwrap(reader: Reader): Unknown {
  const unknown: Unknown = { apiVersion: "", kind: "", raw: new Uint8Array() };
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) {
      const end = reader.uint32() + reader.pos;
      while (reader.pos < end) {
        const inner = reader.uint32();
        if (inner >>> 3 === 1) unknown.apiVersion = reader.string();
        else if (inner >>> 3 === 2) unknown.kind = reader.string();
        else reader.skipType(inner & 7);
      }
    } else if (tag >>> 3 === 2) unknown.raw = reader.bytes();
    else reader.skipType(tag & 7);
  }
  return unknown;
}

function readMessage(reader: Reader, end: number, schema: ObjectSchema): Record<string, unknown> {
  const fields = protobufFields[schema.name];
  const message: Record<string, unknown> = {};
  while (reader.pos < end) {
    const tag = reader.uint32();
    const field = fields?.get(tag >>> 3);
    const type = field === undefined ? undefined : schema.fields[field.name];
    if (field?.inline !== undefined)
      Object.assign(
        message,
        readMessage(reader, reader.uint32() + reader.pos, { ...schema, name: field.inline }),
      );
    else if (field === undefined || type === undefined) reader.skipType(tag & 7);
    else readField(reader, message, field, type);
  }
  return message;
}

function readField(
  reader: Reader,
  message: Record<string, unknown>,
  { name }: ProtobufField,
  schema: Schema,
): void {
  if (schema.type === "list") {
    const items = (message[name] ?? []) as unknown[];
    message[name] = items;
    items.push(readValue(reader, (schema as ListSchema).items));
  } else if (schema.type === "map") {
    const entries = (message[name] ?? {}) as Record<string, unknown>;
    message[name] = entries;
    const [key, value] = readEntry(reader, (schema as MapSchema).values);
    entries[key] = value;
  } else {
    // Go sends all fields that are no pointers. Empty ones are dropped as those of a JSON body are.
    const value = readValue(reader, schema);
    if (value !== undefined) message[name] = value;
  }
}

function readEntry(reader: Reader, values: Schema): [string, unknown] {
  const end = reader.uint32() + reader.pos;
  let key = "";
  let value: unknown = "";
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) key = reader.string();
    else value = readValue(reader, values);
  }
  return [key, value];
}

function readValue(reader: Reader, schema: Schema): unknown {
  switch (schema.type) {
    case "string":
      return schema.goType === base64.goType
        ? Buffer.from(reader.bytes()).toString("base64")
        : reader.string();
    case "integer":
      return Number(reader.int64());
    case "boolean":
      return reader.bool();
    case "object": {
      const end = reader.uint32() + reader.pos;
      return readMessage(reader, end, schema as ObjectSchema);
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

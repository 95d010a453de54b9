/**
 * From parsed JSON or YAML to an object of a kind, by the kind's schema: wrong types and unknown fields are found here
 * and reported as Go's decoder does. Models sigs.k8s.io/json and transformDecodeError of the API server.
 *
 * What comes out shares nothing with what went in. Go reports the first fault of a document whose keys kubectl sorted; so does this.
 */

import { isRecord } from "../go/value.ts";
import { badRequest } from "./api-error.ts";
import type { Kind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";
import { canonicalQuantity, quantityFault } from "./quantity.ts";
import {
  base64,
  type ListSchema,
  type MapSchema,
  type Mutable,
  microTime,
  type ObjectSchema,
  omitsEmpty,
  type Schema,
} from "./schema.ts";
import { canonicalMicroTime, canonicalTime, timeFault } from "./time.ts";

const UNKNOWN_FIELDS_MAX = 100;

export type FieldValidation = "Ignore" | "Warn" | "Strict";

export interface DecodeOptions {
  /** What happens to unknown and duplicate fields. Default: Ignore. */
  readonly fieldValidation?: FieldValidation;
  /** Receives the texts of `Warning:` headers. */
  readonly warn?: (text: string) => void;
  /** Paths of fields that the text of the document had twice; parsed data cannot tell. */
  readonly duplicates?: readonly string[];
}

/**
 * A deep copy of `raw` with all fields of the right type, without nulls and unknown fields, and with the structs that
 * every object of the kind has.
 *
 * @throws ApiError BadRequest for a wrong type, and with fieldValidation Strict for unknown and duplicate fields.
 */
export function decode<T extends KubeObject>(
  kind: Kind<T>,
  raw: unknown,
  options: DecodeOptions = {},
): Mutable<T> {
  const given = describeType(raw);
  if (given.apiVersion !== undefined && given.apiVersion !== kind.apiVersion) {
    throw badRequest(
      `the API version in the data (${given.apiVersion}) does not match the expected API version (${kind.apiVersion})`,
    );
  }
  const refuse = (why: string) =>
    badRequest(
      `${given.kind ?? kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${why}`,
    );
  if (given.kind !== undefined && given.kind !== kind.kind) {
    throw refuse(
      `converting (${kind.version}.${given.kind}) to (${kind.group.split(".")[0] || "core"}.${kind.kind}): unknown conversion`,
    );
  }
  const { value, fault, strictFaults } = decodeBySchema(kind.schema, raw, options.duplicates);
  if (fault !== undefined) throw refuse(fault.message);
  if (strictFaults.length > 0 && options.fieldValidation === "Strict")
    throw refuse(`strict decoding error: ${strictFaults.join(", ")}`);
  if (options.fieldValidation === "Warn") for (const text of strictFaults) options.warn?.(text);
  return value as Mutable<T>;
}

export interface Fault {
  /** `json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32`. */
  readonly message: string;
  /** The same in the words of the converter that reads patched objects: `unrecognized type: int32`. */
  readonly conversion: string;
}

export interface Decoded {
  readonly value: unknown;
  readonly fault: Fault | undefined;
  /** `unknown field "spec.foo"`, `duplicate field "spec.ports[0].port"`. */
  readonly strictFaults: readonly string[];
}

/** Decodes without throwing. */
export function decodeBySchema(
  schema: ObjectSchema,
  raw: unknown,
  duplicates: readonly string[] = [],
): Decoded {
  const decoder = new Decoder();
  const value = decoder.value(schema, raw, undefined);
  const unknown = decoder.unknown.sort(byPath).map(({ text }) => `unknown field "${text}"`);
  const repeated = duplicates.map((path) => `duplicate field "${path}"`);
  return {
    value,
    fault: firstFault(decoder.faults),
    strictFaults: [...unknown, ...repeated].slice(0, UNKNOWN_FIELDS_MAX),
  };
}

function describeType(raw: unknown): { apiVersion?: string; kind?: string } {
  if (typeof raw !== "object" || raw === null) return {};
  const { apiVersion, kind } = raw as Record<string, unknown>;
  return {
    ...(typeof apiVersion === "string" && apiVersion !== "" ? { apiVersion } : {}),
    ...(typeof kind === "string" && kind !== "" ? { kind } : {}),
  };
}

/** Where the decoder is, linked upwards: only faults turn it into text. */
interface Place {
  readonly parent: Place | undefined;
  /** A field of a struct, a key of a map, or an index of a list. */
  readonly key: string | number;
  /** The struct whose field it is; indices and keys have none. */
  readonly struct: ObjectSchema | undefined;
}

interface Found {
  readonly path: readonly (string | number)[];
}

interface FoundFault extends Found, Fault {
  /** Found by a type's own parser, which ends decoding at once, and so hides faults before it. */
  readonly final: boolean;
}

type Json = Record<string, unknown>;

class Decoder {
  readonly faults: FoundFault[] = [];
  readonly unknown: (Found & { text: string })[] = [];
  /** Most times of an object are the same: their text need not be understood again. */
  #lastTime = "";

  value(schema: Schema, raw: unknown, place: Place | undefined): unknown {
    switch (schema.type) {
      case "object":
        return this.#object(schema as ObjectSchema, raw, place);
      case "list":
        return this.#list(schema as ListSchema, raw, place);
      case "map":
        return this.#map(schema as MapSchema, raw, place);
      case "any":
        return copy(raw);
      default:
        return this.#scalar(schema, raw, place);
    }
  }

  #object(schema: ObjectSchema, raw: unknown, place: Place | undefined): unknown {
    if (!isRecord(raw))
      return this.#mismatch(raw, goType(schema), place, `cannot restore struct from: ${goKind(raw)}`);
    const result: Json = {};
    for (const key of Object.keys(raw)) {
      const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
      const value = raw[key];
      const below: Place = { parent: place, key, struct: schema };
      if (field === undefined) this.unknown.push({ path: pathOf(below), text: indexedPath(below) });
      else if (value !== null && value !== undefined) {
        const decoded = this.value(field, value, below);
        if (!isEmpty(field, decoded) || !omitsEmpty(field)) result[key] = decoded;
      }
    }
    for (const [key, field] of alwaysPresent(schema))
      result[key] ??= field.type === "list" ? [] : this.value(field, {}, undefined);
    return result;
  }

  #list(schema: ListSchema, raw: unknown, place: Place | undefined): unknown {
    if (!Array.isArray(raw))
      return this.#mismatch(raw, goType(schema), place, `cannot restore slice from ${goKind(raw)}`);
    return raw.map((item, at) =>
      this.value(schema.items, item ?? zero(schema.items), { parent: place, key: at, struct: undefined }),
    );
  }

  #map(schema: MapSchema, raw: unknown, place: Place | undefined): unknown {
    if (!isRecord(raw))
      return this.#mismatch(raw, goType(schema), place, `cannot restore map from ${goKind(raw)}`);
    const result: Json = {};
    for (const key of Object.keys(raw)) {
      setOwn(
        result,
        key,
        this.value(schema.values, raw[key] ?? zero(schema.values), { parent: place, key, struct: undefined }),
      );
    }
    return result;
  }

  #scalar(schema: Schema, raw: unknown, place: Place | undefined): unknown {
    switch (schema.type) {
      case "integer":
        return isInteger(raw, schema.goType) ? raw : this.#mismatch(raw, schema.goType, place);
      case "number":
        return typeof raw === "number" ? raw : this.#mismatch(raw, schema.goType, place);
      case "boolean":
        return typeof raw === "boolean" ? raw : this.#mismatch(raw, "bool", place);
      case "intOrString":
        return typeof raw === "string" || isInteger(raw, "int32") ? raw : this.#mismatch(raw, "int32", place);
      case "quantity":
        return this.#quantity(raw, place);
      case "time":
        if (typeof raw !== "string") return this.#mismatch(raw, "string", place);
        return schema.goType === microTime.goType ? this.#microTime(raw, place) : this.#time(raw, place);
      default:
        if (typeof raw !== "string") return this.#mismatch(raw, schema.goType, place);
        return schema.goType === base64.goType ? this.#parsed(raw, base64Fault(raw), place) : raw;
    }
  }

  #time(raw: string, place: Place | undefined): unknown {
    if (raw === this.#lastTime) return raw;
    const fault = timeFault(raw);
    if (fault === undefined) this.#lastTime = canonicalTime(raw);
    return this.#parsed(fault === undefined ? this.#lastTime : raw, fault, place);
  }

  #microTime(raw: string, place: Place | undefined): unknown {
    const fault = timeFault(raw);
    return this.#parsed(fault === undefined ? canonicalMicroTime(raw) : raw, fault, place);
  }

  #quantity(raw: unknown, place: Place | undefined): unknown {
    const text = typeof raw === "string" || typeof raw === "number" ? String(raw) : JSON.stringify(raw);
    return this.#parsed(canonicalQuantity(text), quantityFault(text), place);
  }

  #parsed(value: unknown, fault: string | undefined, place: Place | undefined): unknown {
    if (fault !== undefined)
      this.faults.push({ path: pathOf(place), message: fault, conversion: fault, final: true });
    return value;
  }

  #mismatch(
    raw: unknown,
    type: string,
    place: Place | undefined,
    conversion = `unrecognized type: ${type}`,
  ): undefined {
    const found = `json: cannot unmarshal ${jsonKind(raw, type)} into Go`;
    const field = fieldOf(place);
    const message =
      field === undefined
        ? `${found} value of type ${type}`
        : `${found} struct field ${field} of type ${type}`;
    this.faults.push({ path: pathOf(place), message, conversion, final: false });
    return undefined;
  }
}

/** What Go's encoder leaves out of a field with `omitempty`; structs are never empty. */
function isEmpty(field: Schema, value: unknown): boolean {
  if (typeof value !== "object") return value === "" || value === 0 || value === false;
  if (field.type === "list") return (value as unknown[]).length === 0;
  return field.type === "map" && Object.keys(value as object).length === 0;
}

const presentFields = new WeakMap<ObjectSchema, [string, Schema][]>();

/** The structs and lists that an object has whatever a manifest leaves out, so that rules need not ask. */
function alwaysPresent(schema: ObjectSchema): readonly [string, Schema][] {
  let fields = presentFields.get(schema);
  if (fields === undefined) {
    fields = Object.entries(schema.fields).filter(([, field]) => {
      if (!("present" in field)) return false;
      return (
        field.type === "list" ||
        (field.type === "object" && (field as Schema as ObjectSchema).options.pointer !== true)
      );
    });
    presentFields.set(schema, fields);
  }
  return fields;
}

function firstFault(faults: readonly FoundFault[]): Fault | undefined {
  const final = faults.filter((fault) => fault.final);
  return [...(final.length > 0 ? final : faults)].sort(byPath)[0];
}

function byPath(a: Found, b: Found): number {
  for (const [at, left] of a.path.entries()) {
    const right = b.path[at];
    if (right === undefined) return 1;
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.path.length - b.path.length;
}

function pathOf(place: Place | undefined): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.parent) path.unshift(at.key);
  return path;
}

/** `spec.containers[0].image`. */
function indexedPath(place: Place): string {
  return pathOf(place).reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );
}

/** `Container.spec.containers.ports`: the innermost struct, and the way there without indices and keys. */
function fieldOf(place: Place | undefined): string | undefined {
  const fields: string[] = [];
  let struct: string | undefined;
  for (let at = place; at !== undefined; at = at.parent) {
    if (at.struct === undefined) continue;
    struct ??= at.struct.goType;
    fields.unshift(String(at.key));
  }
  return struct === undefined ? undefined : [struct, ...fields].join(".");
}

/** `v1.PodSpec`, `[]v1.Container`, `map[string]string`, `int32`. */
function goType(schema: Schema): string {
  if (schema.type === "object") return (schema as ObjectSchema).name.replace(/^.*\//, "");
  if (schema.type === "list") return `[]${goType((schema as ListSchema).items)}`;
  return schema.type === "map" ? `map[string]${goType((schema as MapSchema).values)}` : schema.goType;
}

/** What JSON calls a value; a number that is one, but does not fit, is named. */
function jsonKind(raw: unknown, type: string): string {
  if (typeof raw === "number") return /^int\d/.test(type) ? `number ${raw}` : "number";
  if (typeof raw === "boolean") return "bool";
  return Array.isArray(raw) ? "array" : typeof raw;
}

function goKind(raw: unknown): string {
  if (Array.isArray(raw)) return "slice";
  if (typeof raw === "number") return Number.isInteger(raw) ? "int64" : "float64";
  return typeof raw === "object" ? "map" : typeof raw === "boolean" ? "bool" : "string";
}

function isInteger(raw: unknown, type: string): boolean {
  const limit = type === "int32" ? 2 ** 31 : Number.MAX_SAFE_INTEGER + 1;
  return typeof raw === "number" && Number.isInteger(raw) && raw >= -limit && raw < limit;
}

/** What null means as an item of a list or a value of a map. */
function zero(schema: Schema): unknown {
  if (schema.type === "list") return [];
  if (schema.type === "object" || schema.type === "map") return {};
  if (schema.type === "boolean") return false;
  return schema.type === "integer" || schema.type === "number" || schema.type === "intOrString"
    ? 0
    : schema.type === "quantity"
      ? "0"
      : "";
}

function base64Fault(text: string): string | undefined {
  const [valid = ""] = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/.exec(text) ?? [];
  const rest = text.slice(valid.length);
  if (rest === "") return undefined;
  const foreign = rest.search(/[^A-Za-z0-9+/]/);
  return `illegal base64 data at input byte ${valid.length + Math.max(foreign, 0)}`;
}

/** Learners may call a key `__proto__`; it is a key like others. */
function setOwn(target: Json, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

function copy(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(copy);
  if (!isRecord(raw)) return raw;
  const result: Json = {};
  for (const key of Object.keys(raw)) if (raw[key] !== undefined) setOwn(result, key, copy(raw[key]));
  return result;
}

/**
 * Request bodies: JSON, YAML, and protobuf as typed clients send it. What is wrong with one is said in the words of Go's
 * parsers. Models the serializers of apimachinery (runtime/serializer/json) and transformDecodeError of the handlers.
 */
import { ApiError, badRequest } from "../api/api-error.ts";
import type { AnyKind } from "../api/kind.ts";
import { textOfUtf8, toHex } from "../bytes.ts";
import { jsonFault, kindOfJson, unmarshalFault } from "../go/json-faults.ts";
import { isRecord } from "../go/value.ts";
import { parseYaml, YamlError } from "../go/yaml/read.ts";
import { MEDIA_TYPES } from "./encoding.ts";
import type { Exchange } from "./exchange.ts";
import { decodeProtobuf, PROTOBUF } from "./protobuf.ts";
import type { DeleteOptionsBody } from "./write-query.ts";

type Json = Readonly<Record<string, unknown>>;

/** The body as an object. @param called the kind that an error names, when it is not the resource's own. @throws ApiError BadRequest */
export function parseObject(exchange: Exchange, kind: AnyKind, called = kind.kind): Json {
  return parseBody(exchange, (why) =>
    badRequest(
      `the object provided is unrecognized (must be of type ${called}): ${why} (${summaryOf(exchange.body)})`,
    ),
  );
}

/** @returns undefined where there is no body: then the query says how to delete. @throws ApiError BadRequest */
export function parseDeleteOptions(exchange: Exchange): DeleteOptionsBody | undefined {
  return exchange.body.length === 0 ? undefined : (parseBody(exchange, badRequest) as DeleteOptionsBody);
}

/** A body of whatever kind. @throws ApiError BadRequest */
export function parseReview(exchange: Exchange): Json {
  return parseBody(exchange, badRequest);
}

function parseBody(exchange: Exchange, refusal: (why: string) => ApiError): Json {
  const type = (exchange.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() || MEDIA_TYPES[0];
  if (type === PROTOBUF) return decodeProtobuf(exchange.body) as Json;
  if (!(MEDIA_TYPES as readonly string[]).includes(type)) {
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      `the body of the request was in an unknown format - accepted media types include: ${MEDIA_TYPES.join(", ")}`,
    );
  }
  const text = textOfUtf8(exchange.body);
  const value = (type === "application/yaml" ? yamlOf(text, refusal) : jsonOf(text, refusal)) ?? {};
  if (!isRecord(value)) throw refusal(`${NO_TYPE}${unmarshalFault(value, TYPE_META)}`);
  for (const [name, field] of [
    ["apiVersion", value.apiVersion],
    ["kind", value.kind],
  ] as const) {
    if (typeof (field ?? "") !== "string")
      throw refusal(
        `${NO_TYPE}json: cannot unmarshal ${kindOfJson(field)} into Go struct field .${name} of type string`,
      );
  }
  return value;
}

const NO_TYPE = "couldn't get version/kind; json parse error: ";
/** What the server looks for first in any object. */
const TYPE_META =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

function jsonOf(text: string, refusal: (why: string) => ApiError): unknown {
  const fault = jsonFault(text);
  if (fault !== undefined) throw refusal(`${NO_TYPE}${fault.message}`);
  return JSON.parse(text);
}

function yamlOf(text: string, refusal: (why: string) => ApiError): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw error instanceof YamlError ? refusal(error.message) : error;
  }
}

const SUMMARY_BYTES_MAX = 30;

/** The beginning of a body, in hexadecimal digits when it does not look like JSON. */
function summaryOf(body: Uint8Array): string {
  if (body.length === 0) return "<empty>";
  const start = body.subarray(0, SUMMARY_BYTES_MAX);
  const shown = start[0] === "{".charCodeAt(0) ? textOfUtf8(start) : toHex(start);
  return body.length > SUMMARY_BYTES_MAX ? `${shown} ...` : shown;
}

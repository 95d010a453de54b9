/** Request bodies: JSON, YAML for server-side apply, and protobuf as typed clients send it. */
import { load } from "js-yaml";
import { ApiError, badRequest } from "../api/api-error.ts";
import type { AnyKind } from "../api/kind.ts";
import { textOfUtf8 } from "../bytes.ts";
import type { Exchange } from "./exchange.ts";
import { decodeProtobuf, PROTOBUF } from "./protobuf.ts";

/** @param called the kind that an error names, when it is not the resource's own. */
export function parseBody(exchange: Exchange, kind?: AnyKind, called?: string): unknown {
  const type = (exchange.headers["content-type"] ?? "application/json").split(";")[0] as string;
  if (type === PROTOBUF) return decodeProtobuf(exchange.body);
  const text = textOfUtf8(exchange.body);
  if (type === "application/yaml" || type === "application/apply-patch+yaml") return parseYaml(text);
  if (!type.endsWith("json") && type !== "") {
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, ${PROTOBUF}`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const what = called ?? kind?.kind;
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(
      what === undefined
        ? `error decoding patch: ${why}`
        : `${what} in version "${kind?.version ?? "v1"}" cannot be handled as a ${what}: ${why}`,
    );
  }
}

/** The body as an object. @param called as in parseBody. @throws ApiError BadRequest for anything else. */
export function parseObject(exchange: Exchange, kind: AnyKind, called = kind.kind): Record<string, unknown> {
  const value = parseBody(exchange, kind, called);
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  const what =
    value === null
      ? "null"
      : Array.isArray(value)
        ? "array"
        : typeof value === "boolean"
          ? "bool"
          : typeof value;
  const why = `json: cannot unmarshal ${what} into Go value of type ${kind.version}.${called}`;
  throw badRequest(`${called} in version "${kind.version}" cannot be handled as a ${called}: ${why}`);
}

function parseYaml(text: string): unknown {
  try {
    return load(text);
  } catch (error) {
    throw badRequest(
      `error decoding YAML: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
    );
  }
}

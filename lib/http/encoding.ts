/**
 * The form in which a client gets an object: JSON or YAML, indented for people. Models apiserver's negotiation
 * (endpoints/handlers/negotiation) and its serializers. Leaves out protobuf: clients that prefer it take JSON.
 */
import { ApiError } from "../api/api-error.ts";
import { escapedJson } from "../go/json.ts";
import { parseBool } from "../go/strconv.ts";
import { toYaml } from "../go/yaml/write.ts";
import type { Answer, Exchange, ObjectAnswer } from "./exchange.ts";
import { PROTOBUF } from "./protobuf.ts";

export interface Form {
  readonly mediaType: "application/json" | "application/yaml";
  readonly isIndented: boolean;
  /** Another kind that the object is to be shown as: `Table`. */
  readonly as: string | undefined;
}

const JSON_TYPE = "application/json";
const YAML_TYPE = "application/yaml";
/** What this server reads, in the order in which errors list it. */
export const MEDIA_TYPES = [JSON_TYPE, YAML_TYPE, PROTOBUF] as const;
const STREAMED_TYPES = [JSON_TYPE, PROTOBUF] as const;

/** @param isStream a watch, which goes out as JSON alone. @throws ApiError NotAcceptable */
export function formOf(exchange: Exchange, isStream = false): Form {
  const accept = exchange.headers.accept ?? "";
  const offered = isStream ? STREAMED_TYPES : MEDIA_TYPES;
  for (const { type, parameters } of clausesOf(accept === "" ? "*/*" : accept)) {
    const mediaType = offered.find((each) => matches(type, each));
    if (mediaType === undefined) continue;
    return {
      mediaType: mediaType === YAML_TYPE ? YAML_TYPE : JSON_TYPE,
      isIndented: parameters.get("pretty") === "1" || isIndented(exchange),
      as: parameters.get("as"),
    };
  }
  const listed = isStream ? STREAMED_TYPES.map((type) => `${type};stream=watch`) : MEDIA_TYPES;
  throw new ApiError(
    406,
    "NotAcceptable",
    `only the following media types are accepted: ${listed.join(", ")}`,
  );
}

interface Clause {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The most wanted first. */
function clausesOf(accept: string): Clause[] {
  const clauses = accept.split(",").map((text) => {
    const [type = "", ...parameters] = text.split(";").map((part) => part.trim());
    return { type, parameters: new Map(parameters.map((part) => [keyOf(part), textOf(part)])) };
  });
  const quality = ({ parameters }: Clause): number => Number(parameters.get("q") ?? 1);
  return clauses.sort((a, b) => quality(b) - quality(a));
}

const keyOf = (part: string): string => part.split("=", 1)[0] as string;
const textOf = (part: string): string => part.slice(keyOf(part).length + 1);

function matches(wanted: string, offered: string): boolean {
  return wanted === "*/*" || wanted === offered || wanted === `${offered.split("/")[0]}/*`;
}

/** Whether the client is a person: it says so, or it is a program for people. */
function isIndented({ query, headers }: Exchange): boolean {
  const pretty = query.get("pretty") ?? "";
  if (pretty !== "") return parseBool(pretty) === true;
  return /^(curl|Wget|Mozilla\/5\.0)/.test(headers["user-agent"] ?? "");
}

export function encoded({ status, object, parameters = "" }: ObjectAnswer, form: Form): Answer {
  if (form.mediaType === YAML_TYPE) return { status, contentType: YAML_TYPE, body: toYaml(object) };
  const body = form.isIndented
    ? escapedJson(JSON.stringify(object, null, 2))
    : `${escapedJson(JSON.stringify(object))}\n`;
  return { status, contentType: `${JSON_TYPE}${parameters}`, body };
}

/** What is no object of the API, such as the version, is indented JSON for everybody. */
export function indented(status: number, value: object): Answer {
  return { status, contentType: JSON_TYPE, body: escapedJson(JSON.stringify(value, null, 2)) };
}

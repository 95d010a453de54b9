/** The text of a patch, read as the API server reads it: what is wrong with it is said in the words of Go's parsers. */
import { jsonFault, unmarshalFault } from "../go/json-faults.ts";
import { isRecord } from "../go/value.ts";
import { parseYaml, YamlError } from "../go/yaml/read.ts";
import { APPLY, type Patch, type PatchType } from "./api.ts";
import { badRequest } from "./api-error.ts";

/** @throws ApiError BadRequest for a text that is no patch of the type. */
export function readPatch(type: PatchType, text: string): Patch {
  if (type === APPLY) return { type, body: readConfiguration(text) };
  const fault = jsonFault(text);
  if (fault !== undefined) throw undecodable(type, fault.message);
  const body: unknown = JSON.parse(text);
  requireForm(type, body);
  return { type, body };
}

/** @throws ApiError BadRequest for a value of another form than patches of the type have. */
export function requireForm(type: PatchType, body: unknown): void {
  if (type !== "application/json-patch+json") {
    if (body !== null && !isRecord(body)) throw undecodable(type, unmarshalFault(body, OBJECT));
  } else if (!Array.isArray(body)) throw undecodable(type, unmarshalFault(body, `[]${OPERATION}`));
  else {
    const wrong = body.find((operation) => operation !== null && !isRecord(operation));
    if (wrong !== undefined) throw undecodable(type, unmarshalFault(wrong, OPERATION));
  }
}

const OBJECT = "map[string]interface {}";
const OPERATION = "handlers.jsonPatchOp";

/** Strategic patches have a way of their own through the server, which adds no words. */
const undecodable = (type: PatchType, why: string) =>
  badRequest(type === "application/strategic-merge-patch+json" ? why : `error decoding patch: ${why}`);

function readConfiguration(text: string): unknown {
  try {
    const body = parseYaml(text) ?? null;
    if (body === null || isRecord(body)) return body;
    throw new YamlError(`error unmarshaling JSON: while decoding JSON: ${unmarshalFault(body, OBJECT)}`);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const isOfYaml = !error.message.startsWith("error unmarshaling");
    throw badRequest(
      `error decoding YAML: ${isOfYaml ? "error converting YAML to JSON: " : ""}${error.message}`,
    );
  }
}

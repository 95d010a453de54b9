/** What `kubectl wait --for` waits for. Models kubectl/pkg/cmd/wait. */
import type { KubeObject } from "../../api/metadata.ts";
import { compileJsonPath, type JsonPath } from "../../go/jsonpath/evaluate.ts";
import { JsonPathError, relaxedJsonPath } from "../../go/jsonpath/parser.ts";
import { quoted } from "../../go/strconv.ts";
import { goValue } from "../../go/value.ts";
import { reworded } from "../error-text.ts";
import { KubectlError } from "../verb.ts";

export type WaitCondition =
  | { readonly type: "delete" }
  | { readonly type: "create" }
  /** @throws KubectlError when the object can never be compared */
  | { readonly type: "state"; readonly isMet: (object: KubeObject) => boolean };

/** Reads `--for`. @throws KubectlError */
export function parseCondition(text: string): WaitCondition {
  const lower = text.toLowerCase();
  if (lower === "delete") return { type: "delete" };
  if (lower === "create") return { type: "create" };
  if (text.startsWith("condition=")) return statusCondition(text.slice("condition=".length));
  if (text === "jsonpath=") throw new KubectlError("jsonpath expression cannot be empty");
  if (text.startsWith("jsonpath=")) return jsonPathCondition(text.slice("jsonpath=".length));
  throw new KubectlError(`unrecognized condition: ${quoted(text)}`);
}

interface Conditioned extends KubeObject {
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly observedGeneration?: number;
    }[];
  };
}

function statusCondition(text: string): WaitCondition {
  const equals = text.indexOf("=");
  const name = (equals === -1 ? text : text.slice(0, equals)).toLowerCase();
  const wanted = (equals === -1 ? "true" : text.slice(equals + 1)).toLowerCase();
  return {
    type: "state",
    isMet: (object) => {
      const condition = (object as Conditioned).status?.conditions?.find(
        ({ type }) => type.toLowerCase() === name,
      );
      if (condition === undefined) return false;
      const stale =
        condition.observedGeneration !== undefined &&
        condition.observedGeneration < (object.metadata.generation ?? 0);
      return !stale && condition.status.toLowerCase() === wanted;
    },
  };
}

function jsonPathCondition(text: string): WaitCondition {
  const equals = equalsBehindPath(text);
  const path = compile(equals === -1 ? text : text.slice(0, equals));
  if (equals === -1) return { type: "state", isMet: (object) => onlyValue(path, object) !== undefined };
  const wanted = text.slice(equals + 1).replaceAll(/^['"]+|['"]+$/g, "");
  if (wanted === "")
    throw new KubectlError(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  return {
    type: "state",
    isMet: (object) => {
      const value = onlyValue(path, object);
      if (value === undefined) return false;
      if (typeof value === "object" && value !== null)
        throw new KubectlError("jsonpath leads to a nested object or list which is not supported");
      return goValue(value).trim() === wanted.trim();
    },
  };
}

/** Filters inside the braces hold equal signs too. */
function equalsBehindPath(text: string): number {
  const close = text.lastIndexOf("}");
  return text.indexOf("=", close + 1);
}

function compile(text: string): JsonPath {
  return reworded(JsonPathError, () => compileJsonPath(relaxedJsonPath(text)));
}

function onlyValue(path: JsonPath, object: KubeObject): unknown {
  const found = path.find(object);
  if (found.length > 1) throw new KubectlError("given jsonpath expression matches more than one list");
  const values = found[0] ?? [];
  if (values.length > 1) throw new KubectlError("given jsonpath expression matches more than one value");
  return values[0];
}

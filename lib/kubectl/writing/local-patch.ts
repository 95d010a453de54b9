/**
 * What `kubectl patch --dry-run=client` makes of an object without asking the server, which alone knows types and rules.
 * Models getPatchedJSON of kubectl/pkg/cmd/patch and, of its JSON patch library, the commonest complaints.
 */
import type { Patch } from "../../api/api.ts";
import { ApiError } from "../../api/api-error.ts";
import { applyJsonMergePatch } from "../../api/json-merge-patch.ts";
import { applyJsonPatch } from "../../api/json-patch.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { applyStrategicMergePatch } from "../../api/strategic-merge.ts";
import { unmarshalFault } from "../../go/json-faults.ts";
import { isRecord } from "../../go/value.ts";
import { reworded } from "../error-text.ts";
import { KubectlError } from "../verb.ts";

/** @returns a changed copy. @throws KubectlError */
export function patchedLocally(kind: AnyKind, object: KubeObject, { type, body }: Patch): KubeObject {
  return reworded(ApiError, () => patched(kind, object, type, body) as KubeObject);
}

function patched(kind: AnyKind, object: KubeObject, type: Patch["type"], body: unknown): unknown {
  const isObject = isRecord(body);
  switch (type) {
    case "application/json-patch+json":
      if (!Array.isArray(body)) throw new KubectlError(unmarshalFault(body, "jsonpatch.Patch"));
      return body.reduce<unknown>(
        (document, operation) => afterOperation(document, operation as Operation),
        object,
      );
    case "application/merge-patch+json":
      if (Array.isArray(body)) throw new KubectlError(unmarshalFault(body, "unstructured.detector"));
      if (!isObject) throw new KubectlError("Invalid JSON Patch");
      return applyJsonMergePatch(object, body);
    default:
      if (!isObject) throw new KubectlError("invalid JSON document");
      return applyStrategicMergePatch(object, body, kind.schema);
  }
}

interface Operation {
  readonly op: string;
  readonly path: string;
}

const OPERATIONS = ["add", "remove", "replace", "move", "copy", "test"];

function afterOperation(document: unknown, operation: Operation): unknown {
  const { op, path } = operation;
  if (!OPERATIONS.includes(op)) throw new KubectlError(`Unexpected kind: ${op}`);
  try {
    return applyJsonPatch(document, [operation]);
  } catch {
    const key = path.slice(path.lastIndexOf("/") + 1);
    if (op === "remove")
      throw new KubectlError(
        `error in remove for path: '${path}': Unable to remove nonexistent key: ${key}: missing value`,
      );
    throw new KubectlError(`${op} operation does not apply: doc is missing path: "${path}": missing value`);
  }
}

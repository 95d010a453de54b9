/** `--overrides` of run and expose: changes to the object before it is sent. Models kubectl/pkg/cmd/util/override_options.go. */
import type { PatchType } from "../../api/api.ts";
import { ApiError } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { applyPatch } from "../../api/patch.ts";
import { jsonFault } from "../../go/json-faults.ts";
import { stringFlag } from "../command-line/flag-sets.ts";
import { reworded } from "../error-text.ts";
import { type Flag, type FlagValues, KubectlError } from "../verb.ts";

export const overrideFlags: readonly Flag[] = [
  stringFlag("override-type", "How the overrides are meant: json, merge or strategic.", { default: "merge" }),
  stringFlag("overrides", "JSON with changes to the object before it is sent."),
];

const NO_OBJECT =
  'couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

const TYPES: Readonly<Record<string, PatchType>> = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
};

/** @throws KubectlError for text that is no JSON, or does not fit */
export function withOverrides(flags: FlagValues, kind: AnyKind, object: object): KubeObject {
  const text = flags.string("overrides");
  const type = TYPES[flags.string("override-type")];
  if (text === "") return object as KubeObject;
  if (type === undefined) throw new KubectlError(`invalid override type: ${flags.string("override-type")}`);
  if (jsonFault(text) !== undefined) throw new KubectlError("Invalid JSON Patch");
  const body: unknown = JSON.parse(text);
  if (type === TYPES.json && !Array.isArray(body))
    throw new KubectlError("json: cannot unmarshal object into Go value of type jsonpatch.Patch");
  if (type === TYPES.merge && Array.isArray(body)) throw new KubectlError(NO_OBJECT);
  return reworded(ApiError, () => applyPatch(kind, object as KubeObject, { type, body }) as KubeObject);
}

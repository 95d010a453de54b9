/** The four patch types, by content type. */
import type { Patch } from "./api.ts";
import { ApiError } from "./api-error.ts";
import { applyJsonMergePatch } from "./json-merge-patch.ts";
import { applyJsonPatch } from "./json-patch.ts";
import type { AnyKind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";
import { applyStrategicMergePatch } from "./strategic-merge.ts";

/** @returns a new object; the old one is untouched. @throws ApiError for a patch that does not fit. */
export function applyPatch(kind: AnyKind, object: KubeObject, patch: Patch): unknown {
  switch (patch.type) {
    case "application/strategic-merge-patch+json":
      return applyStrategicMergePatch(object, patch.body as object, kind.schema);
    case "application/merge-patch+json":
      return applyJsonMergePatch(object, patch.body);
    case "application/json-patch+json":
      return applyJsonPatch(object, patch.body);
    case "application/apply-patch+yaml":
      throw new ApiError(415, "UnsupportedMediaType", "server-side apply is not modelled: use kubectl apply without --server-side");
  }
}

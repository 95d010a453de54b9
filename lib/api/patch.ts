/** The patch types besides server-side apply, by content type, and what a patch answers that leaves no object of its kind behind. */

import { goValue } from "../go/value.ts";
import type { Patch } from "./api.ts";
import { ApiError } from "./api-error.ts";
import { decodeBySchema, type Fault } from "./decode.ts";
import { invalidValue } from "./field-error.ts";
import { applyJsonMergePatch } from "./json-merge-patch.ts";
import { applyJsonPatch } from "./json-patch.ts";
import type { AnyKind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";
import { requireForm } from "./patch-body.ts";
import { applyStrategicMergePatch } from "./strategic-merge.ts";

/** @returns a new object with metadata; the old one is untouched. @throws ApiError for a patch that does not fit. */
export function applyPatch(kind: AnyKind, object: KubeObject, patch: Patch): unknown {
  const patched = applied(kind, object, patch);
  const { fault, value } = decodeBySchema(kind.schema, patched);
  if (fault !== undefined) throw unreadable(patch, patched, fault);
  return {
    ...(patched as object),
    metadata: (patched as Partial<KubeObject>).metadata ?? (value as KubeObject).metadata,
  };
}

function applied(kind: AnyKind, object: KubeObject, patch: Patch): unknown {
  requireForm(patch.type, patch.body);
  switch (patch.type) {
    case "application/strategic-merge-patch+json":
      return applyStrategicMergePatch(object, patch.body ?? {}, kind.schema);
    case "application/merge-patch+json":
      return applyJsonMergePatch(object, patch.body ?? {});
    case "application/json-patch+json":
      return applyJsonPatch(object, patch.body as readonly unknown[]);
    case "application/apply-patch+yaml":
      throw new Error("an apply patch may make the object: it goes through applyConfiguration");
  }
}

/** Strategic patches are read by a converter that shows the patch, the others by the decoder, which shows its whole result. */
function unreadable(patch: Patch, patched: unknown, fault: Fault): ApiError {
  const isStrategic = patch.type === "application/strategic-merge-patch+json";
  const cause = isStrategic
    ? invalidValue("patch", goValue(patch.body), fault.conversion)
    : invalidValue("patch", JSON.stringify(patched), fault.message);
  return new ApiError(422, "Invalid", ` "" is invalid: ${cause.field}: ${cause.message}`, {
    causes: [cause],
  });
}

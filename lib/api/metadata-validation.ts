/** Models apimachinery/pkg/api/validation: ValidateObjectMeta and ValidateObjectMetaUpdate. */
import type { FieldErrors } from "./field-error.ts";
import type { AnyKind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";

/** Errors of the metadata of a new object, in the order the server reports them. */
export function validateMetadata(_kind: AnyKind, _object: KubeObject): FieldErrors {
  return [];
}

export function validateMetadataUpdate(_kind: AnyKind, _object: KubeObject, _old: KubeObject): FieldErrors {
  return [];
}

/**
 * Strategic merge patches, driven by the schema of a kind: lists are merged by their key, and directives such as
 * `$patch: delete` say what plain merging cannot. Models apimachinery/pkg/util/strategicpatch. Leaves out conflict
 * detection, which only `kubectl apply --overwrite=false` asks for.
 */
import type { ObjectSchema } from "./schema.ts";
import { type Json, mergeObject } from "./strategic-merge-apply.ts";
import { diffObjects } from "./strategic-merge-diff.ts";

/** @throws ApiError BadRequest when the patch misses a merge key or has an unknown directive. */
export function applyStrategicMergePatch(original: object, patch: object, schema: ObjectSchema): Json {
  return mergeObject(original as Json, patch as Json, schema, "apply");
}

/** What turns `original` into `modified`; `{}` when they are equal. */
export function createTwoWayMergePatch(original: object, modified: object, schema: ObjectSchema): Json {
  return diffObjects(original as Json, modified as Json, schema, { deletions: true, changes: true });
}

/**
 * As `kubectl apply` needs it: what `modified` says otherwise than `current`, and deletions of what `original`, the
 * manifest applied before, had and `modified` has no more. Fields that others set stay.
 */
export function createThreeWayMergePatch(
  original: object | undefined,
  modified: object,
  current: object,
  schema: ObjectSchema,
): Json {
  const delta = diffObjects(current as Json, modified as Json, schema, { deletions: false, changes: true });
  const deletions = diffObjects((original ?? {}) as Json, modified as Json, schema, {
    deletions: true,
    changes: false,
  });
  return mergeObject(deletions, delta, schema, "combine");
}

/**
 * How a controller takes what its selector matches, and lets go of what it no longer matches.
 * Models pkg/controller/controller_ref_manager.go.
 */
import type { Api } from "../api/api.ts";
import type { Informer } from "../api/informer.ts";
import type { Kind } from "../api/kind.ts";
import { controllerOf, type KubeObject } from "../api/metadata.ts";
import type { Labels } from "../api/selectors.ts";
import { controllerReference, indexByController, orphansIn, withOwners } from "./owner-reference.ts";

export interface ClaimOptions<T extends KubeObject> {
  readonly api: Api;
  readonly kind: Kind<T>;
  /** Indexed by `indexByController`. */
  readonly cache: Informer<T>;
  readonly matches: (labels: Labels) => boolean;
  /** Orphans that nobody should take any more, such as Pods that have ended. */
  readonly isAdoptable?: (object: T) => boolean;
}

/** What `owner` manages after adopting the matching orphans of its namespace and releasing what matches no longer. */
export function claim<T extends KubeObject>(owner: KubeObject, options: ClaimOptions<T>): T[] {
  const { cache, matches, isAdoptable } = options;
  const owned = [...cache.byIndex(indexByController, owner.metadata.uid)];
  const mine = owned.filter((object) => matches(object.metadata.labels));
  if (owner.metadata.deletionTimestamp !== undefined) return mine;
  if (mine.length < owned.length)
    for (const object of owned) if (!matches(object.metadata.labels)) release(owner, object, options);
  const orphans = [...cache.byIndex(indexByController, orphansIn(owner))].filter(
    (object) =>
      object.metadata.deletionTimestamp === undefined &&
      matches(object.metadata.labels) &&
      (isAdoptable?.(object) ?? true),
  );
  return [...mine, ...orphans.map((object) => adopt(owner, object, options))];
}

function adopt<T extends KubeObject>(owner: KubeObject, object: T, { api, kind }: ClaimOptions<T>): T {
  const ownerReferences = [...(object.metadata.ownerReferences ?? []), controllerReference(owner)];
  return api.update(kind, { ...object, metadata: { ...object.metadata, ownerReferences } });
}

function release<T extends KubeObject>(owner: KubeObject, object: T, { api, kind }: ClaimOptions<T>): void {
  api.update(
    kind,
    withOwners(object, (reference) => reference.uid !== owner.metadata.uid),
  );
}

/** Whether `object` is managed by exactly this owner, not by an earlier one of the same name. */
export function isControlledBy(object: KubeObject, owner: KubeObject): boolean {
  return controllerOf(object)?.uid === owner.metadata.uid;
}

/**
 * Who owns an object. Models apimachinery/pkg/apis/meta/v1/controller_ref.go.
 */
import { controllerOf, type KubeObject, type OwnerReference } from "../api/metadata.ts";

/** The reference by which `owner` manages a dependent: deleting the owner in the foreground waits for it. */
export function controllerReference(owner: KubeObject): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  return {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The object with only those of its owners. */
export function withOwners<T extends KubeObject>(
  object: T,
  keeps: (owner: OwnerReference, at: number) => boolean,
): T {
  const kept = (object.metadata.ownerReferences ?? []).filter(keeps);
  return {
    ...object,
    metadata: { ...object.metadata, ownerReferences: kept.length === 0 ? undefined : kept },
  };
}

const orphansOf = (namespace: string | undefined): string => `orphans of ${namespace}`;

/** Index of an Informer: dependents by the uid of their controller, the others by namespace for `orphansIn`. */
export function indexByController(object: KubeObject): readonly string[] {
  return [controllerOf(object)?.uid ?? orphansOf(object.metadata.namespace)];
}

/** The value under which `indexByController` keeps the objects of a namespace that nobody manages. */
export function orphansIn(owner: KubeObject): string {
  return orphansOf(owner.metadata.namespace);
}

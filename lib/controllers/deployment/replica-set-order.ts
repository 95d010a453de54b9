/** Which ReplicaSet is the newest, and which are older. Models FindNewReplicaSet and the sort orders of deployment/util. */
import { isEqual } from "../../api/equal.ts";
import type { PodTemplateSpec } from "../../api/kinds/pod-spec.ts";
import type { ReplicaSet } from "../../api/kinds/replica-set.ts";

export const POD_TEMPLATE_HASH = "pod-template-hash";

/** The oldest set with exactly this template is the new one; the others follow, oldest first. */
export function findNewest(
  template: PodTemplateSpec,
  sets: readonly ReplicaSet[],
): { newSet: ReplicaSet | undefined; oldSets: ReplicaSet[] } {
  const sorted = sets.toSorted(byCreation);
  const newSet = sorted.find((set) => hasTemplate(set, template));
  return { newSet, oldSets: sorted.filter((set) => set !== newSet) };
}

/** Whether the set was made from this template, its hash apart. */
export function hasTemplate(set: ReplicaSet, template: PodTemplateSpec): boolean {
  return isEqual(withoutHash(set.spec.template), withoutHash(template));
}

/** Labels and annotations that are there but empty are as good as absent, as in Go. */
function withoutHash({ metadata, spec }: PodTemplateSpec): unknown {
  const { [POD_TEMPLATE_HASH]: _, ...labels } = metadata?.labels ?? {};
  return {
    metadata: { ...metadata, labels, annotations: metadata?.annotations ?? {}, creationTimestamp: undefined },
    spec,
  };
}

export function byCreation(a: ReplicaSet, b: ReplicaSet): number {
  return (
    compare(a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? "") ||
    compare(a.metadata.name, b.metadata.name)
  );
}

/** The largest first; among equals the newest first when growing, the oldest first when shrinking. */
export function bySize(growing: boolean): (a: ReplicaSet, b: ReplicaSet) => number {
  return (a, b) => b.spec.replicas - a.spec.replicas || (growing ? byCreation(b, a) : byCreation(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

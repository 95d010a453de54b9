/** What a namespace says while it is being emptied. Models pkg/controller/namespace/deletion/status_condition_utils.go. */
import type { AnyKind } from "../../api/kind.ts";
import type { Condition, KubeObject } from "../../api/metadata.ts";

/** Type, reason and message of those that report no trouble. */
const FINE = [
  ["NamespaceDeletionDiscoveryFailure", "ResourcesDiscovered", "All resources successfully discovered"],
  [
    "NamespaceDeletionGroupVersionParsingFailure",
    "ParsedGroupVersions",
    "All legacy kube types successfully parsed",
  ],
  [
    "NamespaceDeletionContentFailure",
    "ContentDeleted",
    "All content successfully deleted, may be waiting on finalization",
  ],
  ["NamespaceContentRemaining", "ContentRemoved", "All content successfully removed"],
  ["NamespaceFinalizersRemaining", "ContentHasNoFinalizers", "All content-preserving finalizers finished"],
] as const;

export function terminationConditions(
  known: readonly Condition[],
  remaining: ReadonlyMap<AnyKind, readonly KubeObject[]>,
  timestamp: string,
): Condition[] {
  const troubles = new Map<string, { reason: string; message: string }>();
  const counts = [...remaining]
    .map(([kind, objects]) => `${kind.plural}.${kind.group} has ${objects.length} resource instances`)
    .sort();
  if (counts.length > 0)
    troubles.set("NamespaceContentRemaining", {
      reason: "SomeResourcesRemain",
      message: `Some resources are remaining: ${counts.join(", ")}`,
    });
  const finalizers = finalizerCounts([...remaining.values()].flat());
  if (finalizers.length > 0) {
    const message = `Some content in the namespace has finalizers remaining: ${finalizers.join(", ")}`;
    troubles.set("NamespaceFinalizersRemaining", { reason: "SomeFinalizersRemain", message });
  }
  return FINE.map(([type, reason, message]) => {
    const trouble = troubles.get(type);
    const status = trouble === undefined ? "False" : "True";
    const before = known.find((condition) => condition.type === type);
    const lastTransitionTime = before?.status === status ? before.lastTransitionTime : timestamp;
    return { type, status, lastTransitionTime, ...(trouble ?? { reason, message }) };
  });
}

function finalizerCounts(objects: readonly KubeObject[]): string[] {
  const counts = new Map<string, number>();
  for (const { metadata } of objects)
    for (const finalizer of metadata.finalizers ?? [])
      counts.set(finalizer, (counts.get(finalizer) ?? 0) + 1);
  return [...counts].map(([finalizer, count]) => `${finalizer} in ${count} resource instances`).sort();
}

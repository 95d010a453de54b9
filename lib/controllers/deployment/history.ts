/** Old ReplicaSets beyond revisionHistoryLimit go. Models cleanupDeployment in pkg/controller/deployment/sync.go. */
import { type ReplicaSet, replicaSets } from "../../api/kinds/replica-set.ts";
import { revisionOf } from "./annotations.ts";
import { type Rollout, replicaSetsOf } from "./rollout.ts";

export function forgetHistory(rollout: Rollout): void {
  const { api } = rollout.context;
  const alive = replicaSetsOf(rollout).oldSets.filter((set) => set.metadata.deletionTimestamp === undefined);
  const surplus = alive.length - rollout.deployment.spec.revisionHistoryLimit;
  if (surplus <= 0) return;
  const oldest = alive.toSorted((a, b) => revisionOf(a) - revisionOf(b)).slice(0, surplus);
  for (const set of oldest.filter(isEmpty))
    api.delete(replicaSets, set.metadata.namespace ?? "", set.metadata.name);
}

function isEmpty({ metadata, spec, status }: ReplicaSet): boolean {
  return (
    spec.replicas === 0 &&
    status.replicas === 0 &&
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  );
}

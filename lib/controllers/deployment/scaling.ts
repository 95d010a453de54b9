/** Scaling that is no rollout: replicas changed, or the Deployment is paused. Models sync in pkg/controller/deployment/sync.go. */
import type { ReplicaSet } from "../../api/kinds/replica-set.ts";
import { desiredReplicasOf, maxReplicasOf } from "./annotations.ts";
import { proportionalCounts } from "./proportional-scaling.ts";
import { byCreation, bySize } from "./replica-set-order.ts";
import { maxSurgeOf } from "./rolling-update.ts";
import {
  activeOf,
  maxPodsOf,
  type ReplicaSetsOfDeployment,
  type Rollout,
  replicaSetsOf,
  replicasOf,
  scaleReplicaSet,
} from "./rollout.ts";

/** Whether replicas were changed since the active ReplicaSets got their sizes. */
export function isScaling(rollout: Rollout): boolean {
  return activeOf(replicaSetsOf(rollout).all).some(
    (set) =>
      (desiredReplicasOf(set) ?? rollout.deployment.spec.replicas) !== rollout.deployment.spec.replicas,
  );
}

export function scale(rollout: Rollout): void {
  const { deployment } = rollout;
  const sets = replicaSetsOf(rollout);
  const only = activeOrLatest(sets);
  if (only !== undefined) {
    if (only.spec.replicas !== deployment.spec.replicas)
      scaleReplicaSet(rollout, only, deployment.spec.replicas);
  } else if (isSaturated(rollout, sets.newSet)) {
    for (const old of activeOf(sets.oldSets)) scaleReplicaSet(rollout, old, 0);
  } else if (deployment.spec.strategy.type === "RollingUpdate") {
    scaleProportionally(rollout, activeOf(sets.all));
  }
}

/** The one ReplicaSet that all scaling concerns; undefined while several are active. */
function activeOrLatest({ newSet, oldSets, all }: ReplicaSetsOfDeployment): ReplicaSet | undefined {
  const active = activeOf(all);
  if (active.length > 1) return undefined;
  return active[0] ?? newSet ?? oldSets.toSorted(byCreation).at(-1);
}

function isSaturated({ deployment }: Rollout, newSet: ReplicaSet | undefined): boolean {
  const { replicas } = deployment.spec;
  return (
    newSet !== undefined &&
    desiredReplicasOf(newSet) === replicas &&
    newSet.spec.replicas === replicas &&
    (newSet.status.availableReplicas ?? 0) === replicas
  );
}

function scaleProportionally(rollout: Rollout, active: readonly ReplicaSet[]): void {
  const { deployment } = rollout;
  const { replicas } = deployment.spec;
  const isGrowing = (replicas > 0 ? maxPodsOf(deployment) : 0) > replicasOf(active);
  const sorted = active.toSorted(bySize(isGrowing));
  const counts = proportionalCounts(
    { desired: replicas, maxSurge: maxSurgeOf(deployment), observed: deployment.status.replicas ?? 0 },
    sorted.map((set) => ({ replicas: set.spec.replicas, maxReplicas: maxReplicasOf(set) })),
  );
  for (const [at, set] of sorted.entries()) scaleReplicaSet(rollout, set, counts[at] ?? set.spec.replicas);
}

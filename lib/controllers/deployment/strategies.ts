/** The two ways from an old template to a new one. Models rolloutRolling and rolloutRecreate of pkg/controller/deployment. */
import type { Pod } from "../../api/kinds/pod.ts";
import type { ReplicaSet } from "../../api/kinds/replica-set.ts";
import { isPodTerminal } from "../pod-state.ts";
import { forgetHistory } from "./history.ts";
import { syncNewReplicaSet } from "./new-replica-set.ts";
import { isComplete } from "./progress.ts";
import {
  maxSurgeOf,
  maxUnavailableOf,
  newReplicaCount,
  oldReplicaCounts,
  type Sizes,
} from "./rolling-update.ts";
import { activeOf, type Rollout, replicaSetsOf, replicasOf, scaleReplicaSet } from "./rollout.ts";
import { writeRolloutStatus } from "./status.ts";

/** One step: the new ReplicaSet grows if it may, else the old ones shrink if they may. */
export function rollOut(rollout: Rollout): void {
  if (!syncNewReplicaSet(rollout, true)) return;
  const isMoving = growNewSet(rollout) || shrinkOldSets(rollout);
  finish(rollout, isMoving);
}

function growNewSet(rollout: Rollout): boolean {
  const { deployment } = rollout;
  const { newSet, all } = replicaSetsOf(rollout);
  if (newSet === undefined) return false;
  const wanted = deployment.spec.replicas;
  const current = newSet.spec.replicas;
  const count =
    current > wanted ? wanted : newReplicaCount(wanted, maxSurgeOf(deployment), replicasOf(all), current);
  return count !== current && scaleReplicaSet(rollout, newSet, count);
}

function shrinkOldSets(rollout: Rollout): boolean {
  const { deployment } = rollout;
  const { newSet, oldSets } = replicaSetsOf(rollout);
  const active = activeOf(oldSets);
  if (newSet === undefined || active.length === 0) return false;
  const counts = oldReplicaCounts(
    deployment.spec.replicas,
    maxUnavailableOf(deployment),
    sizesOf(newSet),
    active.map(sizesOf),
  );
  const shrunk = active.filter(
    (set, at) => counts[at] !== set.spec.replicas && scaleReplicaSet(rollout, set, counts[at] ?? 0),
  );
  return shrunk.length > 0;
}

const sizesOf = ({ spec, status }: ReplicaSet): Sizes => ({
  replicas: spec.replicas,
  available: status.availableReplicas ?? 0,
});

/** All old Pods go, and only then the new ones come. @param podsOf the Pods of a ReplicaSet. */
export function recreate(rollout: Rollout, podsOf: (set: ReplicaSet) => Iterable<Pod>): void {
  if (!syncNewReplicaSet(rollout, false)) return;
  const { oldSets } = replicaSetsOf(rollout);
  const emptied = activeOf(oldSets).filter((set) => scaleReplicaSet(rollout, set, 0));
  const isMoving = emptied.length > 0 || oldSets.some((set) => hasPods(set, podsOf(set)));
  if (!isMoving) {
    if (!syncNewReplicaSet(rollout, true)) return;
    const { newSet } = replicaSetsOf(rollout);
    if (newSet !== undefined && newSet.spec.replicas !== rollout.deployment.spec.replicas)
      scaleReplicaSet(rollout, newSet, rollout.deployment.spec.replicas);
  }
  finish(rollout, isMoving);
}

function hasPods({ status }: ReplicaSet, pods: Iterable<Pod>): boolean {
  return status.replicas > 0 || [...pods].some((pod) => !isPodTerminal(pod));
}

function finish(rollout: Rollout, isMoving: boolean): void {
  if (!isMoving && isComplete(rollout.deployment, rollout.deployment.status)) forgetHistory(rollout);
  writeRolloutStatus(rollout);
}

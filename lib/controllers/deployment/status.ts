/** What a Deployment says about itself. Models calculateStatus and syncRolloutStatus of pkg/controller/deployment. */
import { type Deployment, type DeploymentCondition, deployments } from "../../api/kinds/deployment.ts";
import type { ReplicaSet } from "../../api/kinds/replica-set.ts";
import { nonZero } from "../status-counter.ts";
import { newCondition, withCondition, withoutCondition } from "./conditions.ts";
import { withProgress } from "./progress.ts";
import { maxUnavailableOf } from "./rolling-update.ts";
import { type ReplicaSetsOfDeployment, type Rollout, replicaSetsOf, replicasOf } from "./rollout.ts";

type Status = Deployment["status"];

/** Writes counters and conditions while a rollout goes on. */
export function writeRolloutStatus(rollout: Rollout): void {
  const { context, deployment } = rollout;
  const sets = replicaSetsOf(rollout);
  const status = nextStatus(rollout, sets);
  const moment = { now: context.now(), timestamp: context.timestamp() };
  const progressed = withProgress(
    deployment,
    deployment.status,
    status,
    status.conditions ?? [],
    sets.newSet?.metadata.name,
    moment,
  );
  write(rollout, { ...status, conditions: withFailure(progressed, sets) });
}

/** Writes counters while nothing is rolled out: the Deployment is paused, or was only scaled. */
export function writeStatus(rollout: Rollout): void {
  write(rollout, nextStatus(rollout, replicaSetsOf(rollout)));
}

function write(rollout: Rollout, status: Status): void {
  rollout.deployment = rollout.context.api.update(
    deployments,
    { ...rollout.deployment, status },
    { subresource: "status", by: "component" },
  );
}

function nextStatus(
  { deployment, conditions, context }: Rollout,
  { newSet, all }: ReplicaSetsOfDeployment,
): Status {
  const available = sum(all, (set) => set.status.availableReplicas);
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: nonZero(sum(all, (set) => set.status.replicas)),
    updatedReplicas: nonZero(newSet?.status.replicas ?? 0),
    readyReplicas: nonZero(sum(all, (set) => set.status.readyReplicas)),
    availableReplicas: nonZero(available),
    unavailableReplicas: nonZero(Math.max(0, replicasOf(all) - available)),
    collisionCount: deployment.status.collisionCount,
    conditions: withCondition(
      conditions,
      availability(available >= deployment.spec.replicas - maxUnavailableOf(deployment), context.timestamp()),
    ),
  };
}

function availability(isAvailable: boolean, timestamp: string): DeploymentCondition {
  return isAvailable
    ? newCondition(
        "Available",
        "True",
        "MinimumReplicasAvailable",
        "Deployment has minimum availability.",
        timestamp,
      )
    : newCondition(
        "Available",
        "False",
        "MinimumReplicasUnavailable",
        "Deployment does not have minimum availability.",
        timestamp,
      );
}

/** Hands on why Pods cannot be created: of the new ReplicaSet if it says so, else of any. */
function withFailure(
  conditions: readonly DeploymentCondition[],
  { newSet, oldSets }: ReplicaSetsOfDeployment,
): readonly DeploymentCondition[] {
  for (const set of [...(newSet === undefined ? [] : [newSet]), ...oldSets]) {
    const failure = set.status.conditions?.find(({ type }) => type === "ReplicaFailure");
    if (failure === undefined) continue;
    const { type, status, reason, message, lastTransitionTime } = failure;
    return withCondition(conditions, {
      type,
      status,
      reason,
      message,
      lastTransitionTime,
      lastUpdateTime: lastTransitionTime,
    });
  }
  return withoutCondition(conditions, "ReplicaFailure");
}

function sum(sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number | undefined): number {
  return sets.reduce((total, set) => total + (count(set) ?? 0), 0);
}

/** Whether a rollout moves, is done or is stuck. Models pkg/controller/deployment/progress.go. */
import type { Deployment, DeploymentCondition } from "../../api/kinds/deployment.ts";
import { getCondition, newCondition, withCondition, withoutCondition } from "./conditions.ts";

type Status = Deployment["status"];
type Conditions = readonly DeploymentCondition[];

export const NEW_REPLICA_SET_AVAILABLE = "NewReplicaSetAvailable";
export const TIMED_OUT = "ProgressDeadlineExceeded";

/** The largest int32 stands for "no deadline". */
const NO_DEADLINE = 2_147_483_647;

export function hasDeadline({ spec }: Deployment): boolean {
  return spec.progressDeadlineSeconds !== NO_DEADLINE;
}

/** Every replica is of the current template and available. */
export function isComplete({ spec, metadata }: Deployment, status: Status): boolean {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, observedGeneration = 0 } = status;
  return (
    updatedReplicas === spec.replicas &&
    replicas === spec.replicas &&
    availableReplicas === spec.replicas &&
    observedGeneration >= (metadata.generation ?? 0)
  );
}

function isProgressing(before: Status, now: Status): boolean {
  const outdated = (status: Status): number => (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    (now.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    outdated(now) < outdated(before) ||
    (now.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (now.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/** @returns Unix milliseconds at which the rollout counts as stuck; undefined when it cannot any more. */
export function deadlineOf(deployment: Deployment, conditions: Conditions): number | undefined {
  const progressing = getCondition(conditions, "Progressing");
  if (
    !hasDeadline(deployment) ||
    progressing === undefined ||
    progressing.reason === NEW_REPLICA_SET_AVAILABLE ||
    progressing.reason === TIMED_OUT
  )
    return undefined;
  return Date.parse(progressing.lastUpdateTime ?? "") + deployment.spec.progressDeadlineSeconds * 1000;
}

export interface Moment {
  /** Unix milliseconds. */
  readonly now: number;
  readonly timestamp: string;
}

/**
 * The conditions with what the Progressing one has to say now.
 *
 * @param before the status as it stands. @param status the counters as they will be.
 * @param newSet name of the ReplicaSet that is rolled out.
 */
export function withProgress(
  deployment: Deployment,
  before: Status,
  status: Status,
  conditions: Conditions,
  newSet: string | undefined,
  moment: Moment,
): Conditions {
  if (!hasDeadline(deployment)) return withoutCondition(conditions, "Progressing");
  const known = getCondition(conditions, "Progressing");
  if ((status.replicas ?? 0) === (status.updatedReplicas ?? 0) && known?.reason === NEW_REPLICA_SET_AVAILABLE)
    return conditions;
  const subject =
    newSet === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${newSet}"`;
  const condition = (value: "True" | "False", reason: string, message: string) =>
    newCondition("Progressing", value, reason, `${subject} ${message}`, moment.timestamp);
  if (isComplete(deployment, status))
    return withCondition(
      conditions,
      condition("True", NEW_REPLICA_SET_AVAILABLE, "has successfully progressed."),
    );
  if (isProgressing(before, status)) {
    const updated = condition("True", "ReplicaSetUpdated", "is progressing.");
    // Taken out first, so that the time of the update is noted although status and reason stay.
    const lastTransitionTime =
      known?.status === "True" ? known.lastTransitionTime : updated.lastTransitionTime;
    return withCondition(withoutCondition(conditions, "Progressing"), { ...updated, lastTransitionTime });
  }
  const deadline = deadlineOf(deployment, conditions);
  if (deadline !== undefined && deadline < moment.now)
    return withCondition(conditions, condition("False", TIMED_OUT, "has timed out progressing."));
  return conditions;
}

/** A paused Deployment makes no progress, and nobody may call it stuck. */
export function withPause(deployment: Deployment, conditions: Conditions, timestamp: string): Conditions {
  const known = getCondition(conditions, "Progressing");
  if (!hasDeadline(deployment) || known?.reason === TIMED_OUT) return conditions;
  const wasPaused = known?.reason === "DeploymentPaused";
  const isPaused = deployment.spec.paused === true;
  if (isPaused === wasPaused) return conditions;
  const [reason, message] = isPaused
    ? ["DeploymentPaused", "Deployment is paused"]
    : ["DeploymentResumed", "Deployment is resumed"];
  return withCondition(
    conditions,
    newCondition("Progressing", "Unknown", reason as string, message as string, timestamp),
  );
}

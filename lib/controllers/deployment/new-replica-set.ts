/**
 * The ReplicaSet of the current template: found and brought up to date, or created.
 * Models getNewReplicaSet in pkg/controller/deployment/sync.go.
 */
import { ApiError, isConflict, isNamespaceTerminating } from "../../api/api-error.ts";
import { isEqual } from "../../api/equal.ts";
import { deployments } from "../../api/kinds/deployment.ts";
import type { PodTemplateSpec } from "../../api/kinds/pod-spec.ts";
import { type ReplicaSet, replicaSets } from "../../api/kinds/replica-set.ts";
import { isControlledBy } from "../claim.ts";
import { controllerReference } from "../owner-reference.ts";
import { podTemplateHash } from "../pod-template-hash.ts";
import { REVISION, revisionOf, withRevision, withSizes } from "./annotations.ts";
import { getCondition, newCondition, withCondition } from "./conditions.ts";
import { hasDeadline } from "./progress.ts";
import { hasTemplate, POD_TEMPLATE_HASH } from "./replica-set-order.ts";
import { maxSurgeOf, newReplicaCount } from "./rolling-update.ts";
import { annotateDeployment, type Rollout, recordScaling, replicaSetsOf, replicasOf } from "./rollout.ts";

/**
 * Numbers the new ReplicaSet as the latest revision; its number becomes the Deployment's.
 *
 * @param create whether to create the set when there is none. @returns false when that failed and the pass must end.
 */
export function syncNewReplicaSet(rollout: Rollout, create: boolean): boolean {
  const { newSet, oldSets } = replicaSetsOf(rollout);
  const revision = Math.max(0, ...oldSets.map(revisionOf)) + 1;
  if (newSet !== undefined) adoptRevision(rollout, newSet, revision);
  else if (create) return createNewReplicaSet(rollout, oldSets, revision);
  return true;
}

function adoptRevision(rollout: Rollout, newSet: ReplicaSet, revision: number): void {
  const { context, deployment } = rollout;
  const annotations = withRevision(deployment, newSet.metadata.annotations ?? {}, revision);
  const { minReadySeconds } = deployment.spec;
  if (
    !isEqual(annotations, newSet.metadata.annotations ?? {}) ||
    (minReadySeconds ?? 0) !== (newSet.spec.minReadySeconds ?? 0)
  ) {
    context.api.update(replicaSets, {
      ...newSet,
      metadata: { ...newSet.metadata, annotations },
      spec: { ...newSet.spec, minReadySeconds },
    });
  }
  setRevision(rollout, annotations[REVISION] ?? "");
  if (!hasDeadline(deployment) || getCondition(rollout.conditions, "Progressing") !== undefined) return;
  setProgressing(rollout, "True", "FoundNewReplicaSet", `Found new replica set "${newSet.metadata.name}"`);
}

function createNewReplicaSet(rollout: Rollout, oldSets: readonly ReplicaSet[], revision: number): boolean {
  const { context, deployment, recorder } = rollout;
  const draft = draftReplicaSet(rollout, oldSets, revision);
  const { name } = draft.metadata;
  try {
    context.api.create(replicaSets, deployment.metadata.namespace ?? "", draft);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return isConflict(error) ? resolveCollision(rollout, name) : noteFailure(rollout, name, error);
  }
  if (draft.spec.replicas > 0) recordScaling(recorder, deployment, name, 0, draft.spec.replicas);
  setRevision(rollout, String(revision));
  if (hasDeadline(deployment))
    setProgressing(rollout, "True", "NewReplicaSetCreated", `Created new replica set "${name}"`);
  return true;
}

function draftReplicaSet({ deployment }: Rollout, oldSets: readonly ReplicaSet[], revision: number) {
  const { template, selector, minReadySeconds, replicas } = deployment.spec;
  const hash = podTemplateHash(template, deployment.status.collisionCount);
  const labels = { ...template.metadata?.labels, [POD_TEMPLATE_HASH]: hash };
  return {
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      labels,
      annotations: withSizes(deployment, withRevision(deployment, {}, revision)),
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas:
        deployment.spec.strategy.type === "Recreate"
          ? replicas
          : newReplicaCount(replicas, maxSurgeOf(deployment), replicasOf(oldSets), 0),
      minReadySeconds,
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [POD_TEMPLATE_HASH]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } } as PodTemplateSpec,
    },
  };
}

/** The name is taken: by an earlier try of ours, or by another template with the same hash; then the next try hashes differently. */
function resolveCollision({ context, deployment }: Rollout, name: string): boolean {
  const taken = context.api.get(replicaSets, deployment.metadata.namespace ?? "", name);
  if (isControlledBy(taken, deployment) && hasTemplate(taken, deployment.spec.template)) return true;
  const status = { ...deployment.status, collisionCount: (deployment.status.collisionCount ?? 0) + 1 };
  context.api.update(deployments, { ...deployment, status }, { subresource: "status", by: "component" });
  return false;
}

function noteFailure(rollout: Rollout, name: string, error: ApiError): boolean {
  const { context, deployment, recorder } = rollout;
  if (isNamespaceTerminating(error)) return false;
  const message = `Failed to create new replica set "${name}": ${error.message}`;
  if (hasDeadline(deployment)) setProgressing(rollout, "False", "ReplicaSetCreateError", message);
  recorder.record(deployment, "Warning", "ReplicaSetCreateError", message);
  context.api.update(
    deployments,
    { ...rollout.deployment, status: { ...deployment.status, conditions: rollout.conditions } },
    { subresource: "status", by: "component" },
  );
  return false;
}

function setRevision(rollout: Rollout, revision: string): void {
  if (rollout.deployment.metadata.annotations?.[REVISION] !== revision)
    annotateDeployment(rollout, { [REVISION]: revision });
}

function setProgressing(rollout: Rollout, status: "True" | "False", reason: string, message: string): void {
  rollout.conditions = withCondition(
    rollout.conditions,
    newCondition("Progressing", status, reason, message, rollout.context.timestamp()),
  );
}

/** What one pass over one Deployment works on. */
import type { EventRecorder } from "../../api/event-recorder.ts";
import { type Deployment, type DeploymentCondition, deployments } from "../../api/kinds/deployment.ts";
import { type ReplicaSet, replicaSets } from "../../api/kinds/replica-set.ts";
import type { ControllerContext } from "../controller.ts";
import { withSizes } from "./annotations.ts";
import { findNewest } from "./replica-set-order.ts";
import { maxSurgeOf } from "./rolling-update.ts";

export interface Rollout {
  readonly context: ControllerContext;
  readonly recorder: EventRecorder;
  /** What the Deployment manages at this moment. */
  readonly owned: () => readonly ReplicaSet[];
  deployment: Deployment;
  /** What status.conditions will be: written once, at the end of the pass. */
  conditions: readonly DeploymentCondition[];
}

export interface ReplicaSetsOfDeployment {
  /** The one whose template is the Deployment's. */
  readonly newSet: ReplicaSet | undefined;
  /** Oldest first. */
  readonly oldSets: readonly ReplicaSet[];
  readonly all: readonly ReplicaSet[];
}

export function replicaSetsOf({ deployment, owned }: Rollout): ReplicaSetsOfDeployment {
  const { newSet, oldSets } = findNewest(deployment.spec.template, owned());
  return { newSet, oldSets, all: newSet === undefined ? oldSets : [...oldSets, newSet] };
}

export function replicasOf(sets: readonly ReplicaSet[]): number {
  return sets.reduce((total, set) => total + set.spec.replicas, 0);
}

export function activeOf(sets: readonly ReplicaSet[]): ReplicaSet[] {
  return sets.filter((set) => set.spec.replicas > 0);
}

/** Gives a ReplicaSet its size, and notes what the Deployment wanted then. @returns whether the size is another one. */
export function scaleReplicaSet(rollout: Rollout, set: ReplicaSet, replicas: number): boolean {
  const { context, deployment, recorder } = rollout;
  const { metadata, spec } = set;
  const annotations = withSizes(deployment, metadata.annotations ?? {});
  context.api.update(replicaSets, {
    ...set,
    metadata: { ...metadata, annotations },
    spec: { ...spec, replicas },
  });
  if (replicas === spec.replicas) return false;
  recordScaling(recorder, deployment, metadata.name, spec.replicas, replicas);
  return true;
}

export function recordScaling(
  recorder: EventRecorder,
  deployment: Deployment,
  name: string,
  from: number,
  to: number,
): void {
  recorder.record(
    deployment,
    "Normal",
    "ScalingReplicaSet",
    `Scaled ${to > from ? "up" : "down"} replica set ${name} from ${from} to ${to}`,
  );
}

/** Writes annotations of the Deployment, with its status so that they do not count as a generation, and goes on with what came of it. */
export function annotateDeployment(rollout: Rollout, annotations: Readonly<Record<string, string>>): void {
  const { context, deployment } = rollout;
  const metadata = {
    ...deployment.metadata,
    annotations: { ...deployment.metadata.annotations, ...annotations },
  };
  rollout.deployment = context.api.update(
    deployments,
    { ...deployment, metadata },
    { subresource: "status", by: "component" },
  );
}

export function maxPodsOf(deployment: Deployment): number {
  return deployment.spec.replicas + maxSurgeOf(deployment);
}

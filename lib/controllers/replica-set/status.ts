/** What a ReplicaSet says about itself. Models pkg/controller/replicaset/replica_set_utils.go. */
import type { Pod } from "../../api/kinds/pod.ts";
import type { PodTemplateSpec } from "../../api/kinds/pod-spec.ts";
import type { ReplicaSet } from "../../api/kinds/replica-set.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { isPodAvailable, isPodReady } from "../pod-state.ts";
import { compilePairs } from "../selector.ts";
import { nonZero } from "../status-counter.ts";

export type ReplicaStatus = ReplicaSet["status"];
type ReplicaCondition = NonNullable<ReplicaStatus["conditions"]>[number];

/** What a ReplicaSet and a ReplicationController have in common. */
export interface ReplicaOwner extends KubeObject {
  readonly spec: {
    readonly replicas: number;
    readonly minReadySeconds?: number | undefined;
    readonly template: PodTemplateSpec;
  };
  readonly status: ReplicaStatus;
}

export interface Observation {
  /** Unix milliseconds. */
  readonly now: number;
  readonly timestamp: string;
  /** Why Pods could not be created. */
  readonly failure: string | undefined;
}

/** @param active the Pods as they were before this pass created or deleted any. */
export function nextStatus(
  owner: ReplicaOwner,
  active: readonly Pod[],
  observation: Observation,
): ReplicaStatus {
  const { template, minReadySeconds = 0 } = owner.spec;
  const isFullyLabeled = compilePairs(template.metadata?.labels);
  let fullyLabeled = 0;
  let ready = 0;
  let available = 0;
  for (const pod of active) {
    if (isFullyLabeled(pod.metadata.labels)) fullyLabeled++;
    if (!isPodReady(pod)) continue;
    ready++;
    if (minReadySeconds === 0 || isPodAvailable(pod, minReadySeconds, observation.now)) available++;
  }
  return {
    replicas: active.length,
    fullyLabeledReplicas: nonZero(fullyLabeled),
    readyReplicas: nonZero(ready),
    availableReplicas: nonZero(available),
    observedGeneration: owner.metadata.generation,
    conditions: nextConditions(owner, observation),
  };
}

/** The only condition there is says why Pods are missing; the first reason stays until it is over. */
function nextConditions(
  { status }: ReplicaOwner,
  { failure, timestamp }: Observation,
): readonly ReplicaCondition[] | undefined {
  const others = (status.conditions ?? []).filter(({ type }) => type !== "ReplicaFailure");
  const known = status.conditions?.find(({ type }) => type === "ReplicaFailure");
  if (failure === undefined) return others.length === 0 ? undefined : others;
  return [
    ...others,
    known ?? {
      type: "ReplicaFailure",
      status: "True",
      lastTransitionTime: timestamp,
      reason: "FailedCreate",
      message: failure,
    },
  ];
}

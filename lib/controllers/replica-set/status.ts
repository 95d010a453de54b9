/** What a ReplicaSet says about itself. Models pkg/controller/replicaset/replica_set_utils.go. */
import type { Pod } from "../../api/kinds/pod.ts";
import type { PodTemplateSpec } from "../../api/kinds/pod-spec.ts";
import type { ReplicaSet } from "../../api/kinds/replica-set.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { isPodAvailable, isPodReady } from "../pod-state.ts";
import { compilePairs } from "../selector.ts";
import { nonZero } from "../status-counter.ts";
import type { Alike } from "./replica-tally.ts";

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
  readonly timestamp: string;
  /** Why Pods could not be created. */
  readonly failure: string | undefined;
}

/** Of the active Pods. */
export interface ReplicaCounts {
  active: number;
  fullyLabeled: number;
  ready: number;
  available: number;
}

/** @param now Unix milliseconds. */
export function countReplicas(owner: ReplicaOwner, active: readonly Pod[], now: number): ReplicaCounts {
  const { template, minReadySeconds = 0 } = owner.spec;
  const isFullyLabeled = compilePairs(template.metadata?.labels);
  const counts = { active: active.length, fullyLabeled: 0, ready: 0, available: 0 };
  for (const pod of active) {
    if (isFullyLabeled(pod.metadata.labels)) counts.fullyLabeled++;
    if (!isPodReady(pod)) continue;
    counts.ready++;
    if (minReadySeconds === 0 || isPodAvailable(pod, minReadySeconds, now)) counts.available++;
  }
  return counts;
}

/** The same from a tally; whether a ready Pod is available it knows only where ready is enough. */
export function sumReplicas(owner: ReplicaOwner, tally: Iterable<Alike>): ReplicaCounts {
  const isFullyLabeled = compilePairs(owner.spec.template.metadata?.labels);
  const counts = { active: 0, fullyLabeled: 0, ready: 0, available: 0 };
  for (const { labels, active, ready } of tally) {
    counts.active += active;
    if (isFullyLabeled(labels)) counts.fullyLabeled += active;
    counts.ready += ready;
    counts.available += ready;
  }
  return counts;
}

/** @param counts of the Pods as they were before this pass created or deleted any. */
export function nextStatus(
  owner: ReplicaOwner,
  counts: ReplicaCounts,
  observation: Observation,
): ReplicaStatus {
  return {
    replicas: counts.active,
    fullyLabeledReplicas: nonZero(counts.fullyLabeled),
    readyReplicas: nonZero(counts.ready),
    availableReplicas: nonZero(counts.available),
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

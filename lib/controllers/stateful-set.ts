/**
 * Keeps the Pods of StatefulSets: named by ordinals, started and stopped in order. Models pkg/controller/statefulset.
 *
 * Leaves out volume claims, and ControllerRevisions: a Pod below the partition that is lost comes back from the new template.
 */

import { ApiError, isNamespaceTerminating } from "../api/api-error.ts";
import type { EventRecorder } from "../api/event-recorder.ts";
import { keyOf } from "../api/informer.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { type StatefulSet, statefulSets } from "../api/kinds/stateful-set.ts";
import { controllerOf } from "../api/metadata.ts";
import { claim } from "./claim.ts";
import { type ControllerContext, createQueue, type StartController } from "./controller.ts";
import { indexByController } from "./owner-reference.ts";
import { isPodAvailable, isPodReady, isPodTerminal } from "./pod-state.ts";
import { compileLabelSelector } from "./selector.ts";
import {
  firstOrdinal,
  newPod,
  ordinalOf,
  podName,
  podRevision,
  revisionOf,
} from "./stateful-set/identity.ts";
import { nextStep, type Replica } from "./stateful-set/next-step.ts";
import { nonZero } from "./status-counter.ts";

const LATENCY_MS = 10;
/** How soon creating Pods is tried again after it failed. */
const RETRY_MS = 10_000;

interface Pass {
  readonly context: ControllerContext;
  readonly recorder: EventRecorder;
  readonly set: StatefulSet;
  readonly owned: readonly Pod[];
}

export const startStatefulSetController: StartController = (context) => {
  const { api, informers } = context;
  const recorder = context.recorder("statefulset-controller");
  const cache = informers.of(statefulSets);
  const podCache = informers.of(pods).indexBy(indexByController);

  const queue = createQueue(context, LATENCY_MS, (key) => {
    const set = cache.byKey(key);
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return;
    const matches = compileLabelSelector(set.spec.selector);
    const claimed = claim(set, {
      api,
      kind: pods,
      cache: podCache,
      matches,
      isAdoptable: (pod) => ordinalOf(set, pod) !== undefined,
    });
    const pass: Pass = {
      context,
      recorder,
      set,
      owned: claimed.filter((pod) => ordinalOf(set, pod) !== undefined),
    };
    if (!takeStep(pass)) queue.addAfter(key, RETRY_MS, true);
    writeStatus(pass);
    const { minReadySeconds = 0 } = set.spec;
    if (
      minReadySeconds > 0 &&
      pass.owned.some((pod) => isPodReady(pod) && !isPodAvailable(pod, minReadySeconds, context.now()))
    ) {
      queue.addAfter(key, minReadySeconds * 1000 + 1000);
    }
  });

  cache.onEvent(({ object }) => queue.add(keyOf(object)));
  podCache.onEvent(({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === statefulSets.kind) queue.add(`${object.metadata.namespace}/${owner.name}`);
    if (owner !== undefined) return;
    for (const set of cache.list()) if (ordinalOf(set, object) !== undefined) queue.add(keyOf(set));
  });
};

/** @returns false when creating a Pod failed. */
function takeStep(pass: Pass): boolean {
  const { set, owned } = pass;
  const { replicas, podManagementPolicy, updateStrategy } = set.spec;
  const first = firstOrdinal(set);
  const byOrdinal = new Map(owned.map((pod) => [ordinalOf(set, pod) as number, pod]));
  const wanted = Array.from({ length: replicas }, (_, at) =>
    replica(pass, first + at, byOrdinal.get(first + at)),
  );
  const surplus = [...byOrdinal]
    .filter(([ordinal]) => ordinal < first || ordinal >= first + replicas)
    .map(([ordinal, pod]) => replica(pass, ordinal, pod));
  const step = nextStep(wanted, surplus, {
    isOrdered: podManagementPolicy === "OrderedReady",
    updateFrom:
      updateStrategy.type === "RollingUpdate" ? (updateStrategy.rollingUpdate?.partition ?? 0) : undefined,
  });
  for (const pod of step.delete) remove(pass, pod);
  return step.create.every((ordinal) => create(pass, ordinal));
}

function replica({ context, set }: Pass, ordinal: number, pod: Pod | undefined): Replica<Pod> {
  const isRunning = pod?.status.phase === "Running";
  return {
    ordinal,
    pod,
    isEnded: pod !== undefined && isPodTerminal(pod),
    isTerminating: pod?.metadata.deletionTimestamp !== undefined,
    isHealthy:
      pod !== undefined && isRunning && isPodAvailable(pod, set.spec.minReadySeconds ?? 0, context.now()),
    isUpdated: pod !== undefined && podRevision(pod) === revisionOf(set),
  };
}

function create({ context, set, recorder }: Pass, ordinal: number): boolean {
  const subject = `create Pod ${podName(set, ordinal)} in StatefulSet ${set.metadata.name}`;
  try {
    context.api.create(pods, set.metadata.namespace ?? "", newPod(set, ordinal));
    recorder.record(set, "Normal", "SuccessfulCreate", `${subject} successful`);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (isNamespaceTerminating(error)) return true;
    recorder.record(set, "Warning", "FailedCreate", `${subject} failed error: ${error.message}`);
    return false;
  }
}

function remove({ context, set, recorder }: Pass, { metadata }: Pod): void {
  context.api.delete(pods, metadata.namespace ?? "", metadata.name);
  recorder.record(
    set,
    "Normal",
    "SuccessfulDelete",
    `delete Pod ${metadata.name} in StatefulSet ${set.metadata.name} successful`,
  );
}

function writeStatus({ context, set, owned }: Pass): void {
  const { minReadySeconds = 0, replicas, updateStrategy } = set.spec;
  const updateRevision = revisionOf(set);
  const currentRevision = set.status.currentRevision ?? updateRevision;
  const alive = owned.filter((pod) => pod.metadata.deletionTimestamp === undefined);
  const count = (matches: (pod: Pod) => boolean): number => alive.filter(matches).length;
  const updated = count((pod) => podRevision(pod) === updateRevision);
  const ready = owned.filter(isPodReady).length;
  const isDone =
    updateStrategy.type === "RollingUpdate" &&
    updated === replicas &&
    ready === replicas &&
    owned.length === replicas;
  const status = {
    ...set.status,
    observedGeneration: set.metadata.generation,
    replicas: owned.length,
    readyReplicas: nonZero(ready),
    availableReplicas: nonZero(
      owned.filter((pod) => isPodAvailable(pod, minReadySeconds, context.now())).length,
    ),
    currentReplicas: nonZero(isDone ? updated : count((pod) => podRevision(pod) === currentRevision)),
    updatedReplicas: nonZero(updated),
    currentRevision: isDone ? updateRevision : currentRevision,
    updateRevision,
    collisionCount: set.status.collisionCount ?? 0,
  };
  const current = context.api.get(statefulSets, set.metadata.namespace ?? "", set.metadata.name);
  context.api.update(statefulSets, { ...current, status }, { subresource: "status", by: "component" });
}

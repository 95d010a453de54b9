/**
 * The engine of everything that keeps a number of equal Pods: creates what is missing, deletes what is too much.
 * Models pkg/controller/replicaset/replica_set.go, which ReplicationControllers share.
 *
 * Leaves out expectations (the cache here is never behind the writes of the same controller), bursts of at most 500, and
 * slow start: the first Pod that cannot be created ends the attempt, as it does there.
 */

import type { WatchEvent } from "../../api/api.ts";
import { ApiError, isNamespaceTerminating } from "../../api/api-error.ts";
import type { EventRecorder } from "../../api/event-recorder.ts";
import { type Informer, keyOf } from "../../api/informer.ts";
import type { Kind } from "../../api/kind.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import { controllerOf } from "../../api/metadata.ts";
import type { Labels } from "../../api/selectors.ts";
import type { WorkQueue } from "../../sim/work-queue.ts";
import { claim } from "../claim.ts";
import { type ControllerContext, createQueue, passIntervalMs } from "../controller.ts";
import { indexByController, orphansIn } from "../owner-reference.ts";
import { podFromTemplate } from "../pod-from-template.ts";
import { isPodActive, isPodReady } from "../pod-state.ts";
import { orderForDeletion } from "./deletion-order.ts";
import { ReplicaTally } from "./replica-tally.ts";
import { countReplicas, nextStatus, type ReplicaCounts, type ReplicaOwner, sumReplicas } from "./status.ts";

export interface ReplicaControllerOptions<T extends ReplicaOwner> {
  readonly kind: Kind<T>;
  /** In whose name events are written. */
  readonly component: string;
  readonly compile: (owner: T) => (labels: Labels) => boolean;
}

const LATENCY_MS = 10;
/** How soon creating Pods is tried again after it failed. */
const RETRY_MS = 10_000;
/** Timestamps are whole seconds: what is due after some seconds is looked at one later. */
const CLOCK_SKEW_MS = 1000;

export function startReplicaController<T extends ReplicaOwner>(
  context: ControllerContext,
  options: ReplicaControllerOptions<T>,
): void {
  const { informers } = context;
  const controller: ReplicaController<T> = {
    context,
    options,
    recorder: context.recorder(options.component),
    owners: informers.of(options.kind).indexBy(indexByController),
    pods: informers.of(pods).indexBy(indexByController),
    tally: new ReplicaTally(informers.of(pods), options.kind.kind),
  };
  const queue = createQueue(
    context,
    LATENCY_MS,
    (key) => reconcile(controller, queue, key),
    (key) => passIntervalMs(controller.owners.byKey(key)?.spec.replicas ?? 0),
  );
  controller.owners.onEvent(({ object }) => queue.add(keyOf(object)));
  controller.pods.onEvent((event) => enqueueOwners(controller, queue, event));
}

interface ReplicaController<T extends ReplicaOwner> {
  readonly context: ControllerContext;
  readonly options: ReplicaControllerOptions<T>;
  readonly recorder: EventRecorder;
  readonly owners: Informer<T>;
  readonly pods: Informer<Pod>;
  readonly tally: ReplicaTally;
}

function enqueueOwners<T extends ReplicaOwner>(
  controller: ReplicaController<T>,
  queue: WorkQueue,
  { type, object, old }: WatchEvent<Pod>,
): void {
  const owner = ownerOf(controller, object);
  const before =
    old === undefined || old.metadata.ownerReferences === object.metadata.ownerReferences
      ? undefined
      : ownerOf(controller, old);
  if (before !== undefined) queue.add(keyOf(before));
  if (owner !== undefined) {
    queue.add(keyOf(owner));
    const { minReadySeconds = 0 } = owner.spec;
    const isReadyNow = minReadySeconds > 0 && old !== undefined && !isPodReady(old) && isPodReady(object);
    if (isReadyNow) queue.addAfter(keyOf(owner), minReadySeconds * 1000 + CLOCK_SKEW_MS);
    return;
  }
  const mayBeAdopted =
    type !== "DELETED" &&
    controllerOf(object) === undefined &&
    old?.metadata.labels !== object.metadata.labels;
  if (mayBeAdopted || before !== undefined) {
    for (const candidate of controller.owners.list()) {
      if (
        candidate.metadata.namespace === object.metadata.namespace &&
        controller.options.compile(candidate)(object.metadata.labels)
      )
        queue.add(keyOf(candidate));
    }
  }
}

function ownerOf<T extends ReplicaOwner>({ owners, options }: ReplicaController<T>, pod: Pod): T | undefined {
  const reference = controllerOf(pod);
  if (reference?.kind !== options.kind.kind || reference.apiVersion !== options.kind.apiVersion)
    return undefined;
  const owner = owners.get(pod.metadata.namespace ?? "", reference.name);
  return owner?.metadata.uid === reference.uid ? owner : undefined;
}

function reconcile<T extends ReplicaOwner>(
  controller: ReplicaController<T>,
  queue: WorkQueue,
  key: string,
): void {
  const owner = controller.owners.byKey(key);
  if (owner === undefined) return;
  const { context, options } = controller;
  const known = tallied(controller, owner);
  const active = known === undefined ? claimed(controller, owner) : [];
  const counts = known ?? countReplicas(owner, active, context.now());
  const missing = owner.spec.replicas - counts.active;
  const failure =
    owner.metadata.deletionTimestamp === undefined ? manage(controller, owner, active, missing) : undefined;
  const status = nextStatus(owner, counts, { timestamp: context.timestamp(), failure });
  // Adoption and the events it causes may have written the owner; only its status is taken from here.
  context.api.update(
    options.kind,
    { ...context.api.get(options.kind, owner.metadata.namespace ?? "", owner.metadata.name), status },
    { subresource: "status", by: "component" },
  );
  if (failure !== undefined) queue.addAfter(key, RETRY_MS, true);
  const { minReadySeconds = 0, replicas } = owner.spec;
  if (minReadySeconds > 0 && status.readyReplicas === replicas && status.availableReplicas !== replicas) {
    queue.addAfter(key, minReadySeconds * 1000 + CLOCK_SKEW_MS);
  }
}

/** @returns undefined when a Pod has to be taken, let go of, deleted, or asked since when it is ready: then each is looked at. */
function tallied<T extends ReplicaOwner>(
  { pods: cache, tally, options }: ReplicaController<T>,
  owner: T,
): ReplicaCounts | undefined {
  const { minReadySeconds = 0, replicas } = owner.spec;
  const matches = options.compile(owner);
  const alike = [...tally.of(owner.metadata.uid)];
  const counts = sumReplicas(owner, alike);
  if (minReadySeconds > 0 || counts.active > replicas || alike.some(({ labels }) => !matches(labels)))
    return undefined;
  for (const orphan of cache.byIndex(indexByController, orphansIn(owner)))
    if (matches(orphan.metadata.labels)) return undefined;
  return counts;
}

function claimed<T extends ReplicaOwner>(
  { context, options, pods: cache }: ReplicaController<T>,
  owner: T,
): readonly Pod[] {
  const matches = options.compile(owner);
  const owned = claim(owner, { api: context.api, kind: pods, cache, matches, isAdoptable: isPodActive });
  return owned.filter(isPodActive);
}

/** @param active looked at only where some are too many. @returns why not all of it could be done. */
function manage<T extends ReplicaOwner>(
  controller: ReplicaController<T>,
  owner: T,
  active: readonly Pod[],
  missing: number,
): string | undefined {
  if (missing > 0) return createPods(controller, owner, missing);
  if (missing < 0) deletePods(controller, owner, active, -missing);
  return undefined;
}

function createPods<T extends ReplicaOwner>(
  { context, recorder }: ReplicaController<T>,
  owner: T,
  count: number,
): string | undefined {
  const namespace = owner.metadata.namespace ?? "";
  const template = podFromTemplate(owner, owner.spec.template);
  for (let created = 0; created < count; created++) {
    try {
      const pod = context.api.create(pods, namespace, template, { isRepeated: true });
      recorder.record(owner, "Normal", "SuccessfulCreate", `Created pod: ${pod.metadata.name}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Its owner goes with the namespace.
      if (isNamespaceTerminating(error)) return undefined;
      recorder.record(owner, "Warning", "FailedCreate", `Error creating: ${error.message}`);
      return error.message;
    }
  }
  return undefined;
}

function deletePods<T extends ReplicaOwner>(
  controller: ReplicaController<T>,
  owner: T,
  active: readonly Pod[],
  count: number,
): void {
  const { context, recorder } = controller;
  const surplus = orderForDeletion(active, relatedPods(controller, owner), context.now()).slice(0, count);
  for (const { metadata } of surplus) {
    context.api.delete(pods, metadata.namespace ?? "", metadata.name);
    recorder.record(owner, "Normal", "SuccessfulDelete", `Deleted pod: ${metadata.name}`);
  }
}

/** The Pods of all owners that the same Deployment manages. */
function relatedPods<T extends ReplicaOwner>({ owners, pods: cache }: ReplicaController<T>, owner: T): Pod[] {
  const manager = controllerOf(owner);
  const siblings = manager === undefined ? [owner] : owners.byIndex(indexByController, manager.uid);
  return [...siblings].flatMap((sibling) => [...cache.byIndex(indexByController, sibling.metadata.uid)]);
}

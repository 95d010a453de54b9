/**
 * Keeps one Pod of each DaemonSet on every node that fits. Models pkg/controller/daemon.
 *
 * Leaves out ControllerRevisions, and with them `kubectl rollout undo` and `history` of DaemonSets.
 */

import { ApiError, isNamespaceTerminating } from "../api/api-error.ts";
import type { EventRecorder } from "../api/event-recorder.ts";
import { keyOf } from "../api/informer.ts";
import { type DaemonSet, daemonSets } from "../api/kinds/daemon-set.ts";
import { type Node, nodes } from "../api/kinds/node.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { controllerOf } from "../api/metadata.ts";
import { claim } from "./claim.ts";
import { type ControllerContext, createQueue, type StartController } from "./controller.ts";
import { daemonPod, fitOf, REVISION_HASH, revisionHashOf, targetNodeOf } from "./daemon-set/daemon-pods.ts";
import { type NodeDaemons, planUpdate } from "./daemon-set/rolling-update.ts";
import { resolveFenceposts } from "./deployment/rolling-update.ts";
import { indexByController } from "./owner-reference.ts";
import { isPodActive, isPodAvailable, isPodReady } from "./pod-state.ts";
import { compileLabelSelector } from "./selector.ts";
import { nonZero } from "./status-counter.ts";

const LATENCY_MS = 10;
/** How soon creating Pods is tried again after it failed. */
const RETRY_MS = 10_000;

interface Pass {
  readonly context: ControllerContext;
  readonly recorder: EventRecorder;
  readonly daemonSet: DaemonSet;
  readonly nodes: readonly Node[];
  readonly byNode: ReadonlyMap<string, readonly Pod[]>;
}

export const startDaemonSetController: StartController = (context) => {
  const { api, informers } = context;
  const recorder = context.recorder("daemonset-controller");
  const cache = informers.of(daemonSets);
  const podCache = informers.of(pods).indexBy(indexByController);
  const nodeCache = informers.of(nodes);

  const queue = createQueue(context, LATENCY_MS, (key) => {
    const daemonSet = cache.byKey(key);
    if (daemonSet === undefined || daemonSet.metadata.deletionTimestamp !== undefined) return;
    const matches = compileLabelSelector(daemonSet.spec.selector);
    const owned = claim(daemonSet, { api, kind: pods, cache: podCache, matches, isAdoptable: isPodActive });
    const pass: Pass = {
      context,
      recorder,
      daemonSet,
      nodes: [...nodeCache.list()],
      byNode: groupByNode(owned),
    };
    if (!manage(pass)) queue.addAfter(key, RETRY_MS, true);
    if (!update(pass)) queue.addAfter(key, RETRY_MS, true);
    writeStatus(pass);
    const { minReadySeconds = 0 } = daemonSet.spec;
    if (
      minReadySeconds > 0 &&
      owned.some((pod) => isPodReady(pod) && !isPodAvailable(pod, minReadySeconds, context.now()))
    ) {
      queue.addAfter(key, minReadySeconds * 1000 + 1000);
    }
  });

  const enqueueAll = (): void => {
    for (const daemonSet of cache.list()) queue.add(keyOf(daemonSet));
  };
  cache.onEvent(({ object }) => queue.add(keyOf(object)));
  podCache.onEvent(({ object }) => {
    const owner = controllerOf(object);
    if (owner === undefined) enqueueAll();
    else if (owner.kind === daemonSets.kind) queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
  nodeCache.onEvent(({ object, old }) => {
    const isHeartbeat =
      old !== undefined && old.spec === object.spec && old.metadata.labels === object.metadata.labels;
    if (!isHeartbeat) enqueueAll();
  });
};

function groupByNode(owned: readonly Pod[]): Map<string, Pod[]> {
  const byNode = new Map<string, Pod[]>();
  for (const pod of owned) {
    const node = targetNodeOf(pod);
    if (node !== undefined) byNode.set(node, [...(byNode.get(node) ?? []), pod]);
  }
  return byNode;
}

const activeOn = ({ byNode }: Pass, node: string): Pod[] =>
  (byNode.get(node) ?? []).filter((pod) => pod.metadata.deletionTimestamp === undefined);

/** Creates what is missing and deletes what has ended, is doubled, or has no business there. @returns false when creating failed. */
function manage(pass: Pass): boolean {
  const { daemonSet, nodes: all, byNode } = pass;
  const missing: Node[] = [];
  for (const node of all) {
    const { shouldRun, mayStay } = fitOf(daemonSet, node);
    const existing = activeOn(pass, node.metadata.name);
    if (!mayStay) for (const pod of existing) remove(pass, pod);
    else if (shouldRun && (byNode.get(node.metadata.name) ?? []).length === 0) missing.push(node);
    else removeSurplus(pass, node, existing);
  }
  const known = new Set(all.map(({ metadata }) => metadata.name));
  for (const node of byNode.keys())
    if (!known.has(node)) for (const pod of activeOn(pass, node)) remove(pass, pod);
  return missing.every((node) => create(pass, node));
}

/** One daemon stays, and while the template changes one of each. */
function removeSurplus(pass: Pass, node: Node, existing: readonly Pod[]): void {
  const hash = revisionHashOf(pass.daemonSet);
  const failed = existing.filter(({ status }) => status.phase === "Failed");
  for (const pod of failed) {
    const message = `Found failed daemon pod ${pod.metadata.namespace}/${pod.metadata.name} on node ${node.metadata.name}, will try to kill it`;
    pass.recorder.record(pass.daemonSet, "Warning", "FailedDaemonPod", message);
  }
  const alive = existing.filter(({ status }) => status.phase !== "Failed").toSorted(byAge);
  const isYoung = (pod: Pod): boolean => pod.metadata.labels?.[REVISION_HASH] === hash;
  const surplus = [...alive.filter(isYoung).slice(1), ...alive.filter((pod) => !isYoung(pod)).slice(1)];
  for (const pod of [...failed, ...surplus]) remove(pass, pod);
}

function byAge(a: Pod, b: Pod): number {
  return (a.metadata.creationTimestamp ?? "") < (b.metadata.creationTimestamp ?? "") ? -1 : 1;
}

/** @returns false when creating failed. */
function update(pass: Pass): boolean {
  const { daemonSet, nodes: all, context } = pass;
  const { updateStrategy, minReadySeconds = 0 } = daemonSet.spec;
  if (updateStrategy.type !== "RollingUpdate") return true;
  const hash = revisionHashOf(daemonSet);
  const fitting = all.filter((node) => fitOf(daemonSet, node).shouldRun);
  const daemons = fitting.map(({ metadata }): NodeDaemons<Pod> => {
    const judged = activeOn(pass, metadata.name).map((pod) => ({
      pod,
      isAvailable: isPodAvailable(pod, minReadySeconds, context.now()),
    }));
    const isYoung = ({ pod }: { pod: Pod }): boolean => pod.metadata.labels?.[REVISION_HASH] === hash;
    return { node: metadata.name, young: judged.find(isYoung), old: judged.find((each) => !isYoung(each)) };
  });
  const { maxUnavailable = 1, maxSurge = 0 } = updateStrategy.rollingUpdate ?? {};
  const fenceposts = resolveFenceposts(maxSurge, maxUnavailable, fitting.length);
  const plan = planUpdate(daemons, fenceposts.maxUnavailable, fenceposts.maxSurge);
  for (const pod of plan.delete) remove(pass, pod);
  return fitting
    .filter(({ metadata }) => plan.surgeOn.includes(metadata.name))
    .every((node) => create(pass, node));
}

function create({ context, daemonSet, recorder }: Pass, node: Node): boolean {
  try {
    const pod = context.api.create(pods, daemonSet.metadata.namespace ?? "", daemonPod(daemonSet, node));
    recorder.record(daemonSet, "Normal", "SuccessfulCreate", `Created pod: ${pod.metadata.name}`);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (isNamespaceTerminating(error)) return true;
    recorder.record(daemonSet, "Warning", "FailedCreate", `Error creating: ${error.message}`);
    return false;
  }
}

function remove({ context, daemonSet, recorder }: Pass, { metadata }: Pod): void {
  const current = context.api.find(pods, metadata.namespace ?? "", metadata.name);
  if (current?.metadata.deletionTimestamp !== undefined || current === undefined) return;
  context.api.delete(pods, metadata.namespace ?? "", metadata.name);
  recorder.record(daemonSet, "Normal", "SuccessfulDelete", `Deleted pod: ${metadata.name}`);
}

function writeStatus(pass: Pass): void {
  const { context, daemonSet, nodes: all, byNode } = pass;
  const { minReadySeconds = 0 } = daemonSet.spec;
  const hash = revisionHashOf(daemonSet);
  const counts = { desired: 0, current: 0, misscheduled: 0, ready: 0, available: 0, updated: 0 };
  for (const node of all) {
    const daemons = byNode.get(node.metadata.name) ?? [];
    const { shouldRun } = fitOf(daemonSet, node);
    if (!shouldRun && daemons.length > 0) counts.misscheduled++;
    if (!shouldRun) continue;
    counts.desired++;
    if (daemons.length > 0) counts.current++;
    if (daemons.some(isPodReady)) counts.ready++;
    if (daemons.some((pod) => isPodAvailable(pod, minReadySeconds, context.now()))) counts.available++;
    if (daemons.some((pod) => pod.metadata.labels?.[REVISION_HASH] === hash)) counts.updated++;
  }
  const status = {
    ...daemonSet.status,
    currentNumberScheduled: counts.current,
    numberMisscheduled: counts.misscheduled,
    desiredNumberScheduled: counts.desired,
    numberReady: counts.ready,
    observedGeneration: daemonSet.metadata.generation,
    updatedNumberScheduled: nonZero(counts.updated),
    numberAvailable: nonZero(counts.available),
    numberUnavailable: nonZero(counts.desired - counts.available),
  };
  const current = context.api.get(daemonSets, daemonSet.metadata.namespace ?? "", daemonSet.metadata.name);
  context.api.update(daemonSets, { ...current, status }, { subresource: "status", by: "component" });
}

/**
 * Turns Deployments into ReplicaSets, and one template into the next. Models pkg/controller/deployment.
 *
 * Leaves out the rollback annotation of the old extensions API: `kubectl rollout undo` changes the template instead.
 */

import { keyOf } from "../api/informer.ts";
import { type Deployment, deployments } from "../api/kinds/deployment.ts";
import { pods } from "../api/kinds/pod.ts";
import { type ReplicaSet, replicaSets } from "../api/kinds/replica-set.ts";
import { controllerOf } from "../api/metadata.ts";
import type { Timer } from "../sim/loop.ts";
import { claim } from "./claim.ts";
import { createQueue, type StartController } from "./controller.ts";
import { forgetHistory } from "./deployment/history.ts";
import { syncNewReplicaSet } from "./deployment/new-replica-set.ts";
import { deadlineOf, withPause } from "./deployment/progress.ts";
import type { Rollout } from "./deployment/rollout.ts";
import { isScaling, scale } from "./deployment/scaling.ts";
import { writeStatus } from "./deployment/status.ts";
import { recreate, rollOut } from "./deployment/strategies.ts";
import { indexByController } from "./owner-reference.ts";
import { compileLabelSelector } from "./selector.ts";

/** Slower than the ReplicaSets follow, so that a step of a rollout is done before the next one begins. */
const LATENCY_MS = 20;
/** Timestamps are whole seconds: a deadline is looked at one second after it. */
const CLOCK_SKEW_MS = 1000;

export const startDeploymentController: StartController = (context) => {
  const { api, informers, loop } = context;
  const recorder = context.recorder("deployment-controller");
  const cache = informers.of(deployments);
  const setCache = informers.of(replicaSets).indexBy(indexByController);
  const podCache = informers.of(pods).indexBy(indexByController);
  const deadlines = new Map<string, Timer>();

  const queue = createQueue(context, LATENCY_MS, (key) => {
    const deployment = cache.byKey(key);
    if (deployment === undefined) return deadlines.get(key)?.cancel();
    claim(deployment, {
      api,
      kind: replicaSets,
      cache: setCache,
      matches: compileLabelSelector(deployment.spec.selector),
    });
    const owned = (): ReplicaSet[] => [...setCache.byIndex(indexByController, deployment.metadata.uid)];
    const rollout: Rollout = {
      context,
      recorder,
      owned,
      deployment,
      conditions: deployment.status.conditions ?? [],
    };
    reconcile(rollout, (set) => podCache.byIndex(indexByController, set.metadata.uid));
    watchDeadline(key, rollout.deployment);
  });

  /** So that a rollout that moves no more is called stuck although nothing happens to it. */
  const watchDeadline = (key: string, deployment: Deployment): void => {
    deadlines.get(key)?.cancel();
    const deadline = deadlineOf(deployment, deployment.status.conditions ?? []);
    if (deadline === undefined) return;
    const delayMs = deadline + CLOCK_SKEW_MS - context.now();
    // A deadline that passed without a word is that of a paused or deleted Deployment.
    if (delayMs <= 0) return;
    const timer = loop.schedule(delayMs, () => queue.add(key), { background: true });
    deadlines.set(key, timer);
  };

  const enqueueOwner = (set: ReplicaSet): void => {
    const owner = controllerOf(set);
    const namespace = set.metadata.namespace ?? "";
    if (owner?.kind === "Deployment") queue.add(`${namespace}/${owner.name}`);
    if (owner !== undefined) return;
    for (const deployment of cache.list()) {
      if (
        deployment.metadata.namespace === namespace &&
        compileLabelSelector(deployment.spec.selector)(set.metadata.labels)
      )
        queue.add(keyOf(deployment));
    }
  };

  cache.onEvent(({ object }) => queue.add(keyOf(object)));
  setCache.onEvent(({ object, old }) => {
    enqueueOwner(object);
    if (old !== undefined && old.metadata.ownerReferences !== object.metadata.ownerReferences)
      enqueueOwner(old);
  });
  // Only Recreate waits for Pods to be gone; everything else shows in the status of a ReplicaSet.
  podCache.onEvent(({ type, object }) => {
    const owner = type === "DELETED" ? controllerOf(object) : undefined;
    const set =
      owner?.kind === "ReplicaSet" ? setCache.get(object.metadata.namespace ?? "", owner.name) : undefined;
    if (set === undefined) return;
    const deployment = cache.get(object.metadata.namespace ?? "", controllerOf(set)?.name ?? "");
    if (deployment?.spec.strategy.type === "Recreate") queue.add(keyOf(deployment));
  });
};

function reconcile(rollout: Rollout, podsOf: Parameters<typeof recreate>[1]): void {
  const { deployment, context } = rollout;
  if (deployment.metadata.deletionTimestamp !== undefined) {
    writeStatus(rollout);
    return;
  }
  rollout.conditions = withPause(deployment, rollout.conditions, context.timestamp());
  if (deployment.spec.paused === true || isScaling(rollout)) {
    syncNewReplicaSet(rollout, false);
    scale(rollout);
    if (deployment.spec.paused === true) forgetHistory(rollout);
    writeStatus(rollout);
  } else if (deployment.spec.strategy.type === "Recreate") recreate(rollout, podsOf);
  else rollOut(rollout);
}

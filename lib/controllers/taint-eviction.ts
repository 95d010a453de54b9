/**
 * Deletes Pods from nodes with NoExecute taints that they do not tolerate, or not for longer. Models pkg/controller/tainteviction.
 */
import { keyOf } from "../api/informer.ts";
import { nodes } from "../api/kinds/node.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import type { Timer } from "../sim/loop.ts";
import { createQueue, type StartController } from "./controller.ts";
import { indexByNode } from "./pod-state.ts";
import { secondsTolerated } from "./scheduler/taints.ts";

const LATENCY_MS = 10;

export const startTaintEvictionController: StartController = (context) => {
  const { api, informers, loop } = context;
  const recorder = context.recorder("taint-eviction-controller");
  const nodeCache = informers.of(nodes);
  const podCache = informers.of(pods).indexBy(indexByNode);
  const evictions = new Map<string, Timer>();

  const queue = createQueue(context, LATENCY_MS, (key) => {
    const pod = podCache.byKey(key);
    const node = nodeCache.get("", pod?.spec.nodeName ?? "");
    const seconds = pod === undefined || node === undefined ? undefined : secondsTolerated(pod, node);
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined || seconds === undefined)
      cancel(key, pod);
    else if (!evictions.has(key)) plan(key, seconds);
  });

  const plan = (key: string, seconds: number): void => {
    const timer = loop.schedule(seconds * 1000, () => {
      evictions.delete(key);
      const pod = podCache.byKey(key);
      if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return;
      recorder.record(pod, "Normal", "TaintManagerEviction", `Marking for deletion Pod ${key}`);
      api.delete(pods, pod.metadata.namespace ?? "", pod.metadata.name);
    });
    evictions.set(key, timer);
  };

  const cancel = (key: string, pod: Pod | undefined): void => {
    const timer = evictions.get(key);
    if (timer === undefined) return;
    timer.cancel();
    evictions.delete(key);
    if (pod !== undefined)
      recorder.record(pod, "Normal", "TaintManagerEviction", `Cancelling deletion of Pod ${key}`);
  };

  nodeCache.onEvent(({ object, old }) => {
    if (old?.spec.taints === object.spec.taints) return;
    for (const pod of podCache.byIndex(indexByNode, object.metadata.name)) queue.add(keyOf(pod));
  });
  podCache.onEvent(({ object, old }) => {
    const { nodeName = "" } = object.spec;
    const isTainted = (nodeCache.get("", nodeName)?.spec.taints ?? []).some(
      ({ effect }) => effect === "NoExecute",
    );
    const isNew =
      old === undefined ||
      old.spec !== object.spec ||
      old.metadata.deletionTimestamp !== object.metadata.deletionTimestamp;
    if (isNew && (isTainted || evictions.has(keyOf(object)))) queue.add(keyOf(object));
  });
};

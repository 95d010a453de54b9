/**
 * Gives every Pod a node. Models pkg/scheduler with its default plug-ins.
 *
 * Leaves out priorities and preemption, scheduling gates, affinity between Pods and explicit topology spread constraints.
 */
import { isConflict, isNotFound } from "../api/api-error.ts";
import { isEqual } from "../api/equal.ts";
import { keyOf, splitKey } from "../api/informer.ts";
import { type Node, nodes } from "../api/kinds/node.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { type ControllerContext, createQueue, type StartController } from "./controller.ts";
import { isPodTerminal, podCondition } from "./pod-state.ts";
import { capacityOf } from "./scheduler/filter.ts";
import { fitError } from "./scheduler/fit-error.ts";
import { NodeLoads } from "./scheduler/node-load.ts";
import { place, type ScheduledNode } from "./scheduler/placement.ts";

const NAME = "default-scheduler";
const LATENCY_MS = 5;
/** How soon Pods without a node are tried again after something changed that may help them. */
const BACKOFF_MS = 1000;
/** How soon they are tried again although nothing changed. */
const LEFTOVER_MS = 300_000;

export const startScheduler: StartController = (context) => {
  const { api, informers, loop } = context;
  const recorder = context.recorder(NAME);
  const random = context.random.fork("scheduler");
  const loads = new NodeLoads();
  const known = new Map<string, ScheduledNode>();
  let candidates: readonly ScheduledNode[] = [];
  const unschedulable = new Set<string>();
  let isRetryDue = false;
  let isLeftoverRetryDue = false;

  const queue = createQueue(context, LATENCY_MS, (key) => {
    const { namespace, name } = splitKey(key);
    const pod = api.find(pods, namespace, name);
    if (pod === undefined || !needsNode(pod)) return;
    const placement = place(pod, candidates, random);
    if ("refusals" in placement) {
      const message = fitError(placement.refusals);
      unschedulable.add(key);
      recorder.record(pod, "Warning", "FailedScheduling", message);
      noteFailure(context, pod, message);
      retryLeftovers();
    } else {
      bind(pod, placement.node);
    }
  });

  const bind = (pod: Pod, node: string): void => {
    const { namespace = "", name } = pod.metadata;
    try {
      api.pods.bind(namespace, name, node);
    } catch (error) {
      if (isConflict(error) || isNotFound(error)) return;
      throw error;
    }
    recorder.record(pod, "Normal", "Scheduled", `Successfully assigned ${namespace}/${name} to ${node}`);
  };

  const retryAll = (): void => {
    for (const key of unschedulable) queue.add(key);
    unschedulable.clear();
  };
  const retrySoon = (): void => {
    if (isRetryDue || unschedulable.size === 0) return;
    isRetryDue = true;
    loop.schedule(BACKOFF_MS, () => {
      isRetryDue = false;
      retryAll();
    });
  };
  const retryLeftovers = (): void => {
    if (isLeftoverRetryDue) return;
    isLeftoverRetryDue = true;
    const run = (): void => {
      isLeftoverRetryDue = false;
      retryAll();
    };
    loop.schedule(LEFTOVER_MS, run, { background: true });
  };

  informers.of(nodes).onEvent(({ type, object, old }) => {
    const { name } = object.metadata;
    if (type === "DELETED") known.delete(name);
    else known.set(name, { node: object, capacity: capacityOf(object), load: loads.of(name) });
    candidates = [...known.values()];
    if (type === "ADDED" || (old !== undefined && mayFitNow(old, object))) retrySoon();
  });
  informers.of(pods).onEvent(({ type, object, old }) => {
    const key = keyOf(object);
    const leftRoom = loads.observe(object, type === "DELETED");
    if (leftRoom) retrySoon();
    if (type === "DELETED" || (old !== undefined && old.spec !== object.spec)) unschedulable.delete(key);
    if (type !== "DELETED" && !unschedulable.has(key) && needsNode(object)) queue.add(key);
  });
};

function needsNode(pod: Pod): boolean {
  const { spec, metadata } = pod;
  const isMine = (spec.schedulerName ?? NAME) === NAME;
  return (
    isMine && (spec.nodeName ?? "") === "" && metadata.deletionTimestamp === undefined && !isPodTerminal(pod)
  );
}

/** Whether a node changed in what the filters look at; heartbeats change other things. */
function mayFitNow(old: Node, node: Node): boolean {
  return !isEqual(
    [old.spec, old.metadata.labels, old.status.allocatable],
    [node.spec, node.metadata.labels, node.status.allocatable],
  );
}

function noteFailure({ api, timestamp }: ControllerContext, pod: Pod, message: string): void {
  const known = podCondition(pod, "PodScheduled");
  if (known?.status === "False" && known.message === message) return;
  const condition = {
    type: "PodScheduled",
    status: "False",
    reason: "Unschedulable",
    message,
    lastProbeTime: null,
    lastTransitionTime: known?.status === "False" ? known.lastTransitionTime : timestamp(),
  };
  const conditions = [
    ...(pod.status.conditions ?? []).filter(({ type }) => type !== condition.type),
    condition,
  ];
  api.update(
    pods,
    { ...pod, status: { ...pod.status, conditions } },
    { subresource: "status", by: "component" },
  );
}

/** What controllers ask about a Pod. Models pkg/api/v1/pod/util.go. */
import type { Pod, PodCondition } from "../api/kinds/pod.ts";

export function podCondition(pod: Pod, type: string): PodCondition | undefined {
  // A loop, because this is asked more often than anything else.
  for (const condition of pod.status.conditions ?? []) if (condition.type === type) return condition;
  return undefined;
}

export function isPodReady(pod: Pod): boolean {
  return podCondition(pod, "Ready")?.status === "True";
}

/** Index of an Informer: Pods by the node that they are bound to. */
export function indexByNode({ spec }: Pod): readonly string[] {
  return spec.nodeName === undefined || spec.nodeName === "" ? [] : [spec.nodeName];
}

/** Unix milliseconds since when the Pod is as ready as it is; undefined before a kubelet said anything. */
export function readyChangedAt(pod: Pod): number | undefined {
  const time = podCondition(pod, "Ready")?.lastTransitionTime;
  return time === undefined || time === null ? undefined : Date.parse(time);
}

/** Ready for at least `minReadySeconds`. @param now Unix milliseconds. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  if (!isPodReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const since = readyChangedAt(pod);
  return since !== undefined && since + minReadySeconds * 1000 < now;
}

/** Succeeded or Failed: its containers will not run again. */
export function isPodTerminal(pod: Pod): boolean {
  return pod.status.phase === "Succeeded" || pod.status.phase === "Failed";
}

/** Neither ended nor being deleted: it counts as a replica. */
export function isPodActive(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && !isPodTerminal(pod);
}

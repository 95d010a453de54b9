/** Taints of nodes and what Pods tolerate of them. Models component-helpers/scheduling/corev1/helpers.go. */
import type { Node, Taint } from "../../api/kinds/node.ts";
import type { Pod } from "../../api/kinds/pod.ts";

type Toleration = NonNullable<Pod["spec"]["tolerations"]>[number];

const UNSCHEDULABLE: Taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== "" && effect !== taint.effect) return false;
  if (key !== undefined && key !== "" && key !== taint.key) return false;
  return operator === "Exists" || (value ?? "") === (taint.value ?? "");
}

function isTolerated(pod: Pod, taint: Taint): boolean {
  return (pod.spec.tolerations ?? []).some((toleration) => tolerates(toleration, taint));
}

/** The first taint that keeps the Pod away from the node. */
export function untoleratedTaint(pod: Pod, node: Node): Taint | undefined {
  for (const taint of node.spec.taints ?? [])
    if ((taint.effect === "NoSchedule" || taint.effect === "NoExecute") && !isTolerated(pod, taint))
      return taint;
  return undefined;
}

/** Taints that only ask the Pod to prefer another node. */
export function dislikedTaints(pod: Pod, node: Node): number {
  let count = 0;
  for (const taint of node.spec.taints ?? [])
    if (taint.effect === "PreferNoSchedule" && !isTolerated(pod, taint)) count++;
  return count;
}

/** Whether the node was cordoned and the Pod does not mind. */
export function toleratesCordon(pod: Pod): boolean {
  return isTolerated(pod, UNSCHEDULABLE);
}

/**
 * How many seconds the Pod may stay with the NoExecute taints of its node; undefined: for ever. A taint that several
 * tolerations cover counts for the shortest.
 */
export function secondsTolerated(pod: Pod, node: Node): number | undefined {
  const evicting = (node.spec.taints ?? []).filter(({ effect }) => effect === "NoExecute");
  if (!evicting.every((taint) => isTolerated(pod, taint))) return 0;
  const used = (pod.spec.tolerations ?? []).filter((toleration) =>
    evicting.some((taint) => tolerates(toleration, taint)),
  );
  const limits = used.flatMap(({ tolerationSeconds }) =>
    tolerationSeconds === undefined ? [] : [Math.max(0, tolerationSeconds)],
  );
  return limits.length === 0 ? undefined : Math.min(...limits);
}

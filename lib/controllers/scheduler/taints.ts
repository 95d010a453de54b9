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
  return node.spec.taints?.find((taint) => (taint.effect === "NoSchedule" || taint.effect === "NoExecute") && !isTolerated(pod, taint));
}

/** Taints that only ask the Pod to prefer another node. */
export function dislikedTaints(pod: Pod, node: Node): number {
  return node.spec.taints?.filter((taint) => taint.effect === "PreferNoSchedule" && !isTolerated(pod, taint)).length ?? 0;
}

/** Whether the node was cordoned and the Pod does not mind. */
export function toleratesCordon(pod: Pod): boolean {
  return isTolerated(pod, UNSCHEDULABLE);
}

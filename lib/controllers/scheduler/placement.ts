/**
 * Which of the nodes that fit is best. Models the scoring of the default plug-ins in the order of their weights:
 * TaintToleration, NodeAffinity, PodTopologySpread with the system's default constraints, NodeResourcesFit.
 *
 * Leaves out their exact weights: the first that makes a difference decides. As in the real one, equals draw lots.
 */

import type { Node } from "../../api/kinds/node.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import { controllerOf } from "../../api/metadata.ts";
import type { Random } from "../../sim/random.ts";
import { type Capacity, type Refusal, refusalOf } from "./filter.ts";
import { affinityWeight } from "./node-affinity.ts";
import type { NodeLoad } from "./node-load.ts";
import { demandOf } from "./pod-demand.ts";
import { dislikedTaints } from "./taints.ts";

export interface ScheduledNode {
  readonly node: Node;
  readonly capacity: Capacity;
  readonly load: NodeLoad;
}

export type Placement = { readonly node: string } | { readonly refusals: readonly Refusal[] };

/** Lower is better, the first number that differs decides. */
interface Score {
  readonly disliked: number;
  readonly unwanted: number;
  readonly siblings: number;
  readonly usage: number;
}

/**
 * Nothing is made for a node that is not the best so far, not even a closure in what is called here: ten thousand Pods
 * look at a hundred nodes a million times.
 */
export function place(pod: Pod, nodes: readonly ScheduledNode[], random: Random): Placement {
  const demand = demandOf(pod);
  const controller = controllerOf(pod)?.uid;
  const refusals: Refusal[] = [];
  let best: Score | undefined;
  let equals: string[] = [];
  for (const { node, capacity, load } of nodes) {
    const refusal = refusalOf(pod, demand, node, capacity, load);
    if (refusal !== undefined) {
      refusals.push(refusal);
      continue;
    }
    const disliked = dislikedTaints(pod, node);
    const unwanted = -affinityWeight(pod, node);
    const siblings = controller === undefined ? 0 : (load.byController.get(controller) ?? 0);
    // What is used is compared last, and worked out only where the rest is equal.
    const order =
      best === undefined
        ? -1
        : disliked - best.disliked ||
          unwanted - best.unwanted ||
          siblings - best.siblings ||
          usageOf(capacity, load) - best.usage;
    if (order > 0) continue;
    if (order < 0) {
      best = { disliked, unwanted, siblings, usage: usageOf(capacity, load) };
      equals = [];
    }
    equals.push(node.metadata.name);
  }
  const chosen = equals.length > 1 ? equals[random.int(equals.length)] : equals[0];
  return chosen === undefined ? { refusals } : { node: chosen };
}

function usageOf(capacity: Capacity, load: NodeLoad): number {
  return (
    share(load.weightMilliCpu, capacity.milliCpu) +
    share(load.weightMemoryBytes, capacity.memoryBytes) +
    share(load.pods, capacity.pods)
  );
}

const share = (used: number, all: number): number => (all === 0 ? 0 : used / all);

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
import type { NodeLoad, NodeLoads } from "./node-load.ts";
import { demandOf } from "./pod-demand.ts";
import { dislikedTaints } from "./taints.ts";

export interface ScheduledNode {
  readonly node: Node;
  readonly capacity: Capacity;
}

export type Placement = { readonly node: string } | { readonly refusals: readonly Refusal[] };

export function place(pod: Pod, nodes: Iterable<ScheduledNode>, loads: NodeLoads, random: Random): Placement {
  const demand = demandOf(pod);
  const controller = controllerOf(pod)?.uid;
  const refusals: Refusal[] = [];
  let best: Score | undefined;
  let equals: string[] = [];
  for (const { node, capacity } of nodes) {
    const load = loads.of(node.metadata.name);
    const refusal = refusalOf(pod, demand, node, capacity, load);
    if (refusal !== undefined) {
      refusals.push(refusal);
      continue;
    }
    const score = scoreOf(pod, node, capacity, load, controller);
    const order = best === undefined ? -1 : compare(score, best);
    if (order > 0) continue;
    if (order < 0) equals = [];
    best = score;
    equals.push(node.metadata.name);
  }
  const chosen = equals.length > 1 ? equals[random.int(equals.length)] : equals[0];
  return chosen === undefined ? { refusals } : { node: chosen };
}

/** Lower is better, the first number that differs decides. */
type Score = readonly [disliked: number, unwanted: number, siblings: number, load: number];

function scoreOf(
  pod: Pod,
  node: Node,
  capacity: Capacity,
  load: NodeLoad,
  controller: string | undefined,
): Score {
  const siblings = controller === undefined ? 0 : (load.byController.get(controller) ?? 0);
  return [dislikedTaints(pod, node), -affinityWeight(pod, node), siblings, usage(capacity, load)];
}

function usage(capacity: Capacity, load: NodeLoad): number {
  return (
    share(load.weightMilliCpu, capacity.milliCpu) +
    share(load.weightMemoryBytes, capacity.memoryBytes) +
    share(load.pods, capacity.pods)
  );
}

const share = (used: number, all: number): number => (all === 0 ? 0 : used / all);

function compare(a: Score, b: Score): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
}

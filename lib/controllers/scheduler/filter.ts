/**
 * Whether a Pod can run on a node, and if not, why: only the first filter that refuses is reported.
 * Models the filter plug-ins NodeUnschedulable, TaintToleration, NodeAffinity, NodePorts and NodeResourcesFit, in this
 * order. Leaves out affinity between Pods, topology spread constraints that must hold, and volumes.
 */
import type { Node } from "../../api/kinds/node.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import { quantityOf } from "../../api/quantity.ts";
import { matchesNodeAffinity } from "./node-affinity.ts";
import type { NodeLoad } from "./node-load.ts";
import type { PodDemand, Resources } from "./pod-demand.ts";
import { toleratesCordon, untoleratedTaint } from "./taints.ts";

export interface Capacity extends Resources {
  readonly pods: number;
}

export interface Refusal {
  readonly reasons: readonly string[];
  /** Whether it would help if other Pods went. */
  readonly isResolvable: boolean;
}

export function capacityOf({ status }: Node): Capacity {
  const milli = (name: string): number => quantityOf(status.allocatable?.[name]).milli;
  return { pods: milli("pods") / 1000, milliCpu: milli("cpu"), memoryBytes: milli("memory") / 1000 };
}

const forGood = (reason: string): Refusal => ({ reasons: [reason], isResolvable: false });

/** @returns why the Pod cannot run there; undefined when it can. */
export function refusalOf(
  pod: Pod,
  demand: PodDemand,
  node: Node,
  capacity: Capacity,
  load: NodeLoad,
): Refusal | undefined {
  if (node.spec.unschedulable === true && !toleratesCordon(pod)) return forGood("node(s) were unschedulable");
  const taint = untoleratedTaint(pod, node);
  if (taint !== undefined)
    return forGood(`node(s) had untolerated taint {${taint.key}: ${taint.value ?? ""}}`);
  if (!matchesNodeAffinity(pod, node)) return forGood("node(s) didn't match Pod's node affinity/selector");
  if (isPortTaken(demand, load)) {
    return { reasons: ["node(s) didn't have free ports for the requested pod ports"], isResolvable: true };
  }
  return shortage(demand, capacity, load);
}

function isPortTaken(demand: PodDemand, load: NodeLoad): boolean {
  for (const port of demand.hostPorts) if (load.hostPorts.has(port)) return true;
  return false;
}

function shortage(demand: PodDemand, capacity: Capacity, load: NodeLoad): Refusal | undefined {
  const lacksPods = load.pods + 1 > capacity.pods;
  const lacksCpu = demand.milliCpu > 0 && demand.milliCpu > capacity.milliCpu - load.milliCpu;
  const lacksMemory = demand.memoryBytes > 0 && demand.memoryBytes > capacity.memoryBytes - load.memoryBytes;
  if (!lacksPods && !lacksCpu && !lacksMemory) return undefined;
  const reasons = [
    lacksPods ? ["Too many pods"] : [],
    lacksCpu ? ["Insufficient cpu"] : [],
    lacksMemory ? ["Insufficient memory"] : [],
  ].flat();
  return {
    reasons,
    isResolvable: demand.milliCpu <= capacity.milliCpu && demand.memoryBytes <= capacity.memoryBytes,
  };
}

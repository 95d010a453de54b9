/**
 * What runs on each node, counted with every event of a Pod instead of anew for every decision.
 * Models the NodeInfo snapshot of pkg/scheduler/framework.
 */

import { keyOf } from "../../api/informer.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import { controllerOf } from "../../api/metadata.ts";
import { isPodTerminal } from "../pod-state.ts";
import { demandOf, type PodDemand } from "./pod-demand.ts";

export interface NodeLoad {
  pods: number;
  milliCpu: number;
  memoryBytes: number;
  weightMilliCpu: number;
  weightMemoryBytes: number;
  readonly hostPorts: Map<string, number>;
  /** Pods that are not being deleted, by the uid of their controller. */
  readonly byController: Map<string, number>;
}

interface Share {
  readonly node: string;
  readonly demand: PodDemand;
  readonly controller: string | undefined;
}

export class NodeLoads {
  readonly #loads = new Map<string, NodeLoad>();
  readonly #shares = new Map<string, Share>();

  of(node: string): NodeLoad {
    let load = this.#loads.get(node);
    if (load === undefined) {
      load = {
        pods: 0,
        milliCpu: 0,
        memoryBytes: 0,
        weightMilliCpu: 0,
        weightMemoryBytes: 0,
        hostPorts: new Map(),
        byController: new Map(),
      };
      this.#loads.set(node, load);
    }
    return load;
  }

  /** Counts the Pod as it is now. @returns whether it left room on a node. */
  observe(pod: Pod, isDeleted: boolean): boolean {
    const key = keyOf(pod);
    const node = pod.spec.nodeName ?? "";
    const before = this.#shares.get(key);
    if (node === "" || isDeleted || isPodTerminal(pod)) {
      if (before === undefined) return false;
      this.#shares.delete(key);
      this.#count(before, -1);
      return true;
    }
    const controller = pod.metadata.deletionTimestamp === undefined ? controllerOf(pod)?.uid : undefined;
    if (before !== undefined && before.node === node && before.controller === controller) return false;
    if (before !== undefined) this.#count(before, -1);
    const share = { node, controller, demand: before?.demand ?? demandOf(pod) };
    this.#shares.set(key, share);
    this.#count(share, 1);
    return false;
  }

  #count({ node, demand, controller }: Share, sign: 1 | -1): void {
    const load = this.of(node);
    load.pods += sign;
    load.milliCpu += sign * demand.milliCpu;
    load.memoryBytes += sign * demand.memoryBytes;
    load.weightMilliCpu += sign * demand.weight.milliCpu;
    load.weightMemoryBytes += sign * demand.weight.memoryBytes;
    for (const port of demand.hostPorts) increase(load.hostPorts, port, sign);
    if (controller !== undefined) increase(load.byController, controller, sign);
  }
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

/**
 * Taints nodes that are cordoned or in trouble, so that the scheduler stays away. Models pkg/controller/nodelifecycle.
 * Leaves out missed heartbeats: a node is as it says it is. Evictions are in taint-eviction.ts.
 */
import { isEqual } from "../api/equal.ts";
import { type Node, nodes, type Taint } from "../api/kinds/node.ts";
import { createQueue, type StartController } from "./controller.ts";

const LATENCY_MS = 10;

const taintKey = (trouble: string): string => `node.kubernetes.io/${trouble}`;

/** Condition, its troubling status, and the taint that stands for it. */
const TROUBLES = [
  ["Ready", "False", "not-ready"],
  ["Ready", "Unknown", "unreachable"],
  ["MemoryPressure", "True", "memory-pressure"],
  ["DiskPressure", "True", "disk-pressure"],
  ["NetworkUnavailable", "True", "network-unavailable"],
  ["PIDPressure", "True", "pid-pressure"],
] as const;
/** On such a node nothing should stay either. */
const EVICTING = new Set(["not-ready", "unreachable"]);
const OWN_KEYS = new Set(["unschedulable", ...TROUBLES.map(([, , trouble]) => trouble)].map(taintKey));

export const startNodeLifecycleController: StartController = (context) => {
  const { api, informers, timestamp } = context;
  const cache = informers.of(nodes);
  const queue = createQueue(context, LATENCY_MS, (name) => {
    const node = cache.byKey(name);
    if (node === undefined) return;
    const before = node.spec.taints ?? [];
    const others = before.filter(({ key }) => !OWN_KEYS.has(key));
    const own = ownTaints(node).map(
      (taint) =>
        before.find(({ key, effect }) => key === taint.key && effect === taint.effect) ?? {
          ...taint,
          timeAdded: timestamp(),
        },
    );
    const taints = [...others, ...own];
    if (!isEqual(before, taints))
      api.update(nodes, {
        ...node,
        spec: { ...node.spec, taints: taints.length === 0 ? undefined : taints },
      });
  });
  cache.onEvent(({ object }) => queue.add(object.metadata.name));
};

function ownTaints({ spec, status }: Node): Taint[] {
  const troubles = TROUBLES.filter(([type, troubling]) =>
    status.conditions?.some((condition) => condition.type === type && condition.status === troubling),
  );
  const found = [
    ...troubles.map(([, , trouble]) => trouble),
    ...(spec.unschedulable === true ? ["unschedulable"] : []),
  ];
  return found.flatMap((trouble) => [
    { key: taintKey(trouble), effect: "NoSchedule" },
    ...(EVICTING.has(trouble) ? [{ key: taintKey(trouble), effect: "NoExecute" }] : []),
  ]);
}

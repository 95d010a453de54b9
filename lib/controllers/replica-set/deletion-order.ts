/** Which Pods go first when there are too many. Models ActivePodsWithRanks of pkg/controller/controller_utils.go. */
import type { Pod } from "../../api/kinds/pod.ts";
import { isPodActive, isPodReady, readyChangedAt } from "../pod-state.ts";

const DELETION_COST_ANNOTATION = "controller.kubernetes.io/pod-deletion-cost";
const PHASE_ORDER: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

interface Candidate {
  readonly pod: Pod;
  readonly isAssigned: boolean;
  readonly phase: number;
  readonly isReady: boolean;
  readonly cost: number;
  /** Related Pods on the same node. */
  readonly crowd: number;
  readonly readyAge: number | undefined;
  readonly restarts: number;
  readonly age: number;
}

/**
 * The Pods in the order in which they are deleted: unassigned, pending, not ready, cheap, crowded, young ones first.
 *
 * @param related Pods that count when a node is crowded; includes `pods`.
 * @param now Unix milliseconds.
 */
export function orderForDeletion(pods: readonly Pod[], related: Iterable<Pod>, now: number): Pod[] {
  const crowds = new Map<string, number>();
  for (const pod of related) {
    const node = pod.spec.nodeName ?? "";
    if (isPodActive(pod)) crowds.set(node, (crowds.get(node) ?? 0) + 1);
  }
  return pods
    .map((pod) => describe(pod, crowds, now))
    .sort(compare)
    .map(({ pod }) => pod);
}

function describe(pod: Pod, crowds: ReadonlyMap<string, number>, now: number): Candidate {
  const node = pod.spec.nodeName ?? "";
  const cost = Number(pod.metadata.annotations?.[DELETION_COST_ANNOTATION] ?? 0);
  const isReady = isPodReady(pod);
  const readyAt = isReady ? readyChangedAt(pod) : undefined;
  return {
    pod,
    isAssigned: node !== "",
    phase: PHASE_ORDER[pod.status.phase] ?? 0,
    isReady,
    cost: Number.isInteger(cost) ? cost : 0,
    crowd: crowds.get(node) ?? 0,
    readyAge: readyAt === undefined ? undefined : now - readyAt,
    restarts: Math.max(0, ...(pod.status.containerStatuses ?? []).map((status) => status.restartCount)),
    age: now - Date.parse(pod.metadata.creationTimestamp ?? ""),
  };
}

/** Negative when `a` is to be deleted before `b`. */
function compare(a: Candidate, b: Candidate): number {
  if (a.isAssigned !== b.isAssigned) return a.isAssigned ? 1 : -1;
  if (a.phase !== b.phase) return a.phase - b.phase;
  if (a.isReady !== b.isReady) return a.isReady ? 1 : -1;
  if (a.cost !== b.cost) return a.cost - b.cost;
  if (a.crowd !== b.crowd) return b.crowd - a.crowd;
  if (a.isReady && a.readyAge !== b.readyAge) return compareAges(a, b, a.readyAge, b.readyAge);
  if (a.restarts !== b.restarts) return b.restarts - a.restarts;
  return a.age === b.age ? 0 : compareAges(a, b, a.age, b.age);
}

/** The younger first, but ages of the same power of two count as equal: then the uid decides, which is random. */
function compareAges(a: Candidate, b: Candidate, ageA: number | undefined, ageB: number | undefined): number {
  if (ageA === undefined || ageB === undefined) return ageA === undefined ? -1 : 1;
  const difference = magnitude(ageA) - magnitude(ageB);
  if (difference !== 0) return difference;
  return a.pod.metadata.uid < b.pod.metadata.uid ? -1 : 1;
}

const NANOSECONDS_PER_MS = 1_000_000;

function magnitude(ageMs: number): number {
  return ageMs > 0 ? Math.floor(Math.log2(ageMs * NANOSECONDS_PER_MS)) : -1;
}

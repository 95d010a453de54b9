/**
 * The arithmetic of a rolling update: how far the new ReplicaSet may grow and the old ones must shrink, now.
 * Models pkg/controller/deployment/rolling.go and the counting parts of its util package.
 */
import type { Deployment } from "../../api/kinds/deployment.ts";

/** Pods that may exist beyond the wanted number, and that may be missing from it. */
export interface Fenceposts {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

export interface Sizes {
  readonly replicas: number;
  readonly available: number;
}

/** Surge is rounded up and unavailability down; when both come to 0 one Pod may be missing, or nothing could ever move. */
export function resolveFenceposts(
  maxSurge: number | string,
  maxUnavailable: number | string,
  replicas: number,
): Fenceposts {
  const surge = scaled(maxSurge, replicas, Math.ceil);
  const unavailable = scaled(maxUnavailable, replicas, Math.floor);
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

function scaled(value: number | string, total: number, round: (value: number) => number): number {
  return typeof value === "number" ? value : round((Number.parseInt(value, 10) * total) / 100);
}

function fencepostsOf({ spec }: Deployment): Fenceposts {
  const { maxSurge = 0, maxUnavailable = 0 } = spec.strategy.rollingUpdate ?? {};
  return resolveFenceposts(maxSurge, maxUnavailable, spec.replicas);
}

export function maxSurgeOf(deployment: Deployment): number {
  return deployment.spec.strategy.type === "RollingUpdate" ? fencepostsOf(deployment).maxSurge : 0;
}

export function maxUnavailableOf(deployment: Deployment): number {
  const { strategy, replicas } = deployment.spec;
  if (strategy.type !== "RollingUpdate" || replicas === 0) return 0;
  return Math.min(fencepostsOf(deployment).maxUnavailable, replicas);
}

/**
 * The size the new ReplicaSet should have now.
 *
 * @param total replicas of all ReplicaSets, `current` among them.
 */
export function newReplicaCount(desired: number, maxSurge: number, total: number, current: number): number {
  const room = desired + maxSurge - total;
  return room <= 0 ? current : current + Math.min(room, desired - current);
}

/**
 * The sizes the old ReplicaSets should have now: first goes what is not available, then what can be spared.
 *
 * @param oldSets oldest first. @returns a size for each.
 */
export function oldReplicaCounts(
  desired: number,
  maxUnavailable: number,
  newSet: Sizes,
  oldSets: readonly Sizes[],
): number[] {
  const minAvailable = desired - maxUnavailable;
  const total = newSet.replicas + sum(oldSets, (set) => set.replicas);
  const spare = total - minAvailable - (newSet.replicas - newSet.available);
  if (spare <= 0) return oldSets.map((set) => set.replicas);
  const healthy = takeFrom(
    oldSets.map((set) => set.replicas),
    oldSets.map((set) => set.replicas - set.available),
    spare,
  );
  const available = newSet.available + sum(oldSets, (set) => set.available);
  return takeFrom(healthy, healthy, available - minAvailable);
}

/** Takes up to `limit` in all, and up to `takeable` from each, in order. */
function takeFrom(counts: readonly number[], takeable: readonly number[], limit: number): number[] {
  let left = Math.max(0, limit);
  return counts.map((count, at) => {
    const taken = Math.max(0, Math.min(left, takeable[at] ?? 0));
    left -= taken;
    return count - taken;
  });
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}

/**
 * Scaling in the middle of a rollout: every active ReplicaSet gets its share, so that the risk stays spread.
 * Models scale in pkg/controller/deployment/sync.go and GetReplicaSetProportion of its util package.
 */

export interface ScalableSet {
  readonly replicas: number;
  /** The most Pods the Deployment allowed when it last sized the set. */
  readonly maxReplicas: number | undefined;
}

export interface ScaleTarget {
  readonly desired: number;
  readonly maxSurge: number;
  /** status.replicas of the Deployment: what to start from when a set does not know its `maxReplicas`. */
  readonly observed: number;
}

/**
 * @param sets active ReplicaSets, largest first: the first one takes what rounding leaves over.
 * @returns a size for each.
 */
export function proportionalCounts(target: ScaleTarget, sets: readonly ScalableSet[]): number[] {
  const allowed = target.desired > 0 ? target.desired + target.maxSurge : 0;
  const toAdd = allowed - sets.reduce((total, set) => total + set.replicas, 0);
  let added = 0;
  const counts = sets.map((set) => {
    const share = proportion(target, set, toAdd - added);
    added += share;
    return set.replicas + share;
  });
  if (counts[0] !== undefined) counts[0] = Math.max(0, counts[0] + toAdd - added);
  return counts;
}

function proportion(target: ScaleTarget, set: ScalableSet, left: number): number {
  if (set.replicas === 0 || left === 0) return 0;
  const share = fraction(target, set);
  return left > 0 ? Math.min(share, left) : Math.max(share, left);
}

function fraction(
  { desired, maxSurge, observed }: ScaleTarget,
  { replicas, maxReplicas }: ScalableSet,
): number {
  if (desired === 0) return -replicas;
  const base = maxReplicas === undefined || maxReplicas === 0 ? observed : maxReplicas;
  if (base === 0) return 0;
  return Math.round((replicas * (desired + maxSurge)) / base) - replicas;
}

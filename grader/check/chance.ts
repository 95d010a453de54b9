/**
 * How likely it is that chance alone makes a check call a right answer wrong, where the proxy's mode chooses by chance: bounds, which
 * add up for each cluster. `bootcamp verify` holds the sum under FALSE_ALARM_RATE.
 */
import type { Cluster } from "service-bootcamp";

/** The probability with which a right answer may be called wrong, or a wrong one right, under a proxy mode that chooses by chance. */
export const FALSE_ALARM_RATE = 1e-6;

const sums = new WeakMap<Cluster, number>();

/** @param bound on a probability; it counts for nothing where endpoints take turns. */
export function addFalseAlarm(cluster: Cluster, bound: number): void {
  if (!cluster.proxyMode.takesTurns) sums.set(cluster, falseAlarmOf(cluster) + bound);
}

/** A bound on the probability that chance has failed, or would have failed, some check of the cluster. */
export function falseAlarmOf(cluster: Cluster): number {
  return sums.get(cluster) ?? 0;
}

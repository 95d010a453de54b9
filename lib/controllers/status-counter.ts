/** Kubernetes leaves counters of 0 out of a status. */
export function nonZero(count: number): number | undefined {
  return count === 0 ? undefined : count;
}

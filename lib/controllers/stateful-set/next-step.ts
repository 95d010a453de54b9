/**
 * What a StatefulSet does next: Pods start in the order of their ordinals and go in the opposite one, each waiting for
 * the others, unless they may all go at once. Models updateStatefulSet in pkg/controller/statefulset/stateful_set_control.go.
 */

export interface Replica<P> {
  readonly ordinal: number;
  /** Undefined when it is to be created. */
  readonly pod: P | undefined;
  /** Failed or Succeeded: it is deleted, to be created anew. */
  readonly isEnded: boolean;
  readonly isTerminating: boolean;
  /** Running and ready for as long as minReadySeconds asks. */
  readonly isHealthy: boolean;
  readonly isUpdated: boolean;
}

export interface StepOptions {
  /** OrderedReady: one thing at a time. */
  readonly isOrdered: boolean;
  /** Replicas from this ordinal on are replaced by the new template; undefined: none is. */
  readonly updateFrom: number | undefined;
}

export interface Step<P> {
  readonly create: readonly number[];
  readonly delete: readonly P[];
}

/** @param wanted by ordinal. @param surplus Pods with ordinals beyond. */
export function nextStep<P>(
  wanted: readonly Replica<P>[],
  surplus: readonly Replica<P>[],
  options: StepOptions,
): Step<P> {
  const create: number[] = [];
  const remove: P[] = [];
  for (const { ordinal, pod, isEnded, isTerminating, isHealthy } of wanted) {
    if (pod === undefined) create.push(ordinal);
    else if (isEnded && !isTerminating) remove.push(pod);
    else if (isHealthy && !isTerminating) continue;
    if (options.isOrdered) return { create, delete: remove };
  }
  const firstUnhealthy = surplus
    .toSorted((a, b) => a.ordinal - b.ordinal)
    .find(({ isHealthy, isTerminating }) => !isHealthy || isTerminating);
  for (const replica of surplus.toSorted((a, b) => b.ordinal - a.ordinal)) {
    const mayGo = replica.isHealthy || replica === firstUnhealthy || !options.isOrdered;
    if (replica.pod !== undefined && !replica.isTerminating && mayGo) remove.push(replica.pod);
    if (options.isOrdered) return { create, delete: remove };
  }
  if (options.updateFrom === undefined || create.length > 0) return { create, delete: remove };
  return { create, delete: [...remove, ...outdated(wanted, options.updateFrom)] };
}

/** The last Pod of the old template, when all behind it are healthy. */
function outdated<P>(wanted: readonly Replica<P>[], from: number): P[] {
  for (const { ordinal, pod, isTerminating, isHealthy, isUpdated } of wanted.toReversed()) {
    if (ordinal < from || pod === undefined) return [];
    if (!isUpdated && !isTerminating) return [pod];
    if (!isHealthy || isTerminating) return [];
  }
  return [];
}

/** Which daemons are replaced now. Models rollingUpdate of pkg/controller/daemon/update.go. */

/** The daemons of one node that are not being deleted, judged by the template of now. */
export interface NodeDaemons<P> {
  readonly node: string;
  readonly young: { readonly pod: P; readonly isAvailable: boolean } | undefined;
  readonly old: { readonly pod: P; readonly isAvailable: boolean } | undefined;
}

export interface DaemonUpdate<P> {
  readonly delete: readonly P[];
  /** Nodes that get a new daemon beside the old one. */
  readonly surgeOn: readonly string[];
}

/** @param maxUnavailable nodes without an available daemon. @param maxSurge nodes with two; then none may be missing. */
export function planUpdate<P>(
  nodes: readonly NodeDaemons<P>[],
  maxUnavailable: number,
  maxSurge: number,
): DaemonUpdate<P> {
  return maxSurge > 0 ? planSurge(nodes, maxSurge) : planReplacement(nodes, maxUnavailable);
}

function planReplacement<P>(nodes: readonly NodeDaemons<P>[], maxUnavailable: number): DaemonUpdate<P> {
  const broken: P[] = [];
  const candidates: P[] = [];
  let unavailable = 0;
  for (const { young, old } of nodes) {
    if (young === undefined && old?.isAvailable === true) candidates.push(old.pod);
    else if (young?.isAvailable !== true || old !== undefined) unavailable++;
    if (young === undefined && old?.isAvailable === false) broken.push(old.pod);
  }
  return {
    delete: [...broken, ...candidates.slice(0, Math.max(0, maxUnavailable - unavailable))],
    surgeOn: [],
  };
}

function planSurge<P>(nodes: readonly NodeDaemons<P>[], maxSurge: number): DaemonUpdate<P> {
  const replaced: P[] = [];
  const broken: string[] = [];
  const candidates: string[] = [];
  let surging = 0;
  for (const { node, young, old } of nodes) {
    if (old === undefined) continue;
    if (young === undefined) (old.isAvailable ? candidates : broken).push(node);
    else if (young.isAvailable) replaced.push(old.pod);
    else surging++;
  }
  return { delete: replaced, surgeOn: [...broken, ...candidates.slice(0, Math.max(0, maxSurge - surging))] };
}

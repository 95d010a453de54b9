/** What checks saw of the requests that they sent, in order: kept beside each cluster until somebody takes it. */
import type { Cluster, Hop, Reply, Server } from "service-bootcamp";

/** Why there was no reply. */
export type ErrorCode = NonNullable<Reply["error"]>["code"];

/** The way that a request went. */
export interface Way {
  /** Who sent it: a name that the exercise gave, or a node. */
  readonly client: string;
  readonly url: string;
  /** The Service whose endpoint the URL is, where each of them is visited. */
  readonly endpointOf?: string | undefined;
}

export interface Observed extends Way {
  readonly server?: Server | undefined;
  /** 0 when there was no reply. */
  readonly status: number;
  readonly error?: ErrorCode | undefined;
}

const observed = new WeakMap<Cluster, Observed[]>();

export function observe(
  cluster: Cluster,
  { client, url, endpointOf }: Way,
  answers: readonly (Reply | Hop)[],
): void {
  const all = observed.get(cluster) ?? [];
  for (const { server, status = 0, error } of answers)
    all.push({
      client,
      url,
      endpointOf,
      server,
      status,
      error: typeof error === "object" ? error.code : error,
    });
  observed.set(cluster, all);
}

/** All since it was last taken. */
export function takeObserved(cluster: Cluster): readonly Observed[] {
  const all = observed.get(cluster) ?? [];
  observed.delete(cluster);
  return all;
}

/**
 * Session affinity ClientIP on one node: which endpoint a client address was sent to, per Service port. The time limit
 * slides: each new connection restarts it. Models `-m recent` of iptables and the persistence templates of ipvs.
 */
import type { Endpoint } from "./service-endpoints.ts";

interface Memory {
  endpoint: Endpoint;
  /** The list that is known to hold the endpoint. */
  seenIn: readonly Endpoint[];
  usedAt: number;
}

/** What a BackendPort has while its Service asks for affinity. */
export interface AffinityScope {
  readonly timeoutMs: number;
}

/** A client that is bound to an endpoint. */
export interface RememberedClient {
  readonly ip: string;
  /** `ip:port`. */
  readonly endpoint: string;
  readonly expiresInMs: number;
}

export class ClientAffinity {
  readonly #memories = new WeakMap<AffinityScope, Map<string, Memory>>();

  /** The client's endpoint, if that still exists and the time limit is not over. */
  find(
    scope: AffinityScope,
    clientIP: string,
    endpoints: readonly Endpoint[],
    now: number,
  ): Endpoint | undefined {
    const memory = this.#memories.get(scope)?.get(clientIP);
    if (memory === undefined || now - memory.usedAt >= scope.timeoutMs) return undefined;
    if (memory.seenIn === endpoints) return memory.endpoint;
    return endpoints.find(({ key }) => key === memory.endpoint.key);
  }

  /** Clients whose time limit is not over. */
  remembered(scope: AffinityScope, now: number): RememberedClient[] {
    const all = [...(this.#memories.get(scope) ?? [])].map(([client, { endpoint, usedAt }]) => ({
      ip: client.split(" ")[0] as string,
      endpoint: endpoint.key,
      expiresInMs: usedAt + scope.timeoutMs - now,
    }));
    return all.filter(({ expiresInMs }) => expiresInMs > 0);
  }

  remember(
    scope: AffinityScope,
    clientIP: string,
    endpoint: Endpoint,
    endpoints: readonly Endpoint[],
    now: number,
  ): void {
    const clients = this.#memories.get(scope) ?? new Map<string, Memory>();
    const memory = clients.get(clientIP);
    if (memory === undefined) {
      clients.set(clientIP, { endpoint, seenIn: endpoints, usedAt: now });
      this.#memories.set(scope, clients);
      return;
    }
    memory.endpoint = endpoint;
    memory.seenIn = endpoints;
    memory.usedAt = now;
  }
}

/**
 * How many connections of a virtual server have ended lately: the InActConn of ipvsadm. The kernel of a node with ipvs
 * remembers each for two minutes after its end. Requests take no time here, so none is ever found active.
 */
import type { Frontend } from "./service-table.ts";

/** The kernel's FIN_WAIT. */
const REMEMBERED_MS = 120_000;

/** How many entries of an endpoint are looked through for those that are forgotten; then twice as many as were left. */
const LOOKED_THROUGH_AT = 64;

interface Ended {
  readonly at: number;
  count: number;
}

/** Of one endpoint, oldest first. */
interface EndedConnections {
  all: Ended[];
  lookThroughAt: number;
}

export class ConnectionCounts {
  readonly #ended = new WeakMap<Frontend, Map<string, EndedConnections>>();

  note(frontend: Frontend, endpoint: string, now: number): void {
    let byEndpoint = this.#ended.get(frontend);
    if (byEndpoint === undefined) {
      byEndpoint = new Map();
      this.#ended.set(frontend, byEndpoint);
    }
    let ended = byEndpoint.get(endpoint);
    if (ended === undefined) {
      ended = { all: [], lookThroughAt: LOOKED_THROUGH_AT };
      byEndpoint.set(endpoint, ended);
    }
    const last = ended.all[ended.all.length - 1];
    if (last !== undefined && last.at === now) last.count++;
    else ended.all.push({ at: now, count: 1 });
    if (ended.all.length < ended.lookThroughAt) return;
    ended.all = ended.all.filter(({ at }) => at + REMEMBERED_MS > now);
    ended.lookThroughAt = Math.max(LOOKED_THROUGH_AT, 2 * ended.all.length);
  }

  /** @param endpoint `ip:port`. */
  inactive(frontend: Frontend, endpoint: string, now: number): number {
    const { all = [] } = this.#ended.get(frontend)?.get(endpoint) ?? {};
    return all.reduce((sum, { at, count }) => (at + REMEMBERED_MS > now ? sum + count : sum), 0);
  }
}

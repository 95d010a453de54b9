/**
 * How many connections of a virtual server have ended lately: the InActConn of ipvsadm. The kernel of a node with ipvs
 * remembers each for two minutes after its end. Requests take no time here, so none is ever found active.
 */
import type { Frontend } from "./service-table.ts";

/** The kernel's FIN_WAIT. */
const REMEMBERED_MS = 120_000;

interface Ended {
  readonly at: number;
  count: number;
}

export class ConnectionCounts {
  readonly #ended = new WeakMap<Frontend, Map<string, Ended[]>>();

  note(frontend: Frontend, endpoint: string, now: number): void {
    let byEndpoint = this.#ended.get(frontend);
    if (byEndpoint === undefined) {
      byEndpoint = new Map();
      this.#ended.set(frontend, byEndpoint);
    }
    let ended = byEndpoint.get(endpoint);
    if (ended === undefined) {
      ended = [];
      byEndpoint.set(endpoint, ended);
    }
    const last = ended.at(-1);
    if (last?.at === now) {
      last.count++;
      return;
    }
    while (ended[0] !== undefined && ended[0].at + REMEMBERED_MS <= now) ended.shift();
    ended.push({ at: now, count: 1 });
  }

  /** @param endpoint `ip:port`. */
  inactive(frontend: Frontend, endpoint: string, now: number): number {
    const ended = this.#ended.get(frontend)?.get(endpoint) ?? [];
    return ended.reduce((sum, { at, count }) => (at + REMEMBERED_MS > now ? sum + count : sum), 0);
  }
}

/**
 * Round robin: one endpoint after the other, counted per node and per address and port of a Service.
 *
 * When endpoints come or go, the turn passes on from the one that was used last, or from its nearest predecessor that
 * is still there, as the kernel's own pointer moves. Where the kernel's order of endpoints depends on when each was
 * added, this is the order of their addresses. Leaves out the other schedulers and weights.
 */
import type { Endpoint } from "../../service-endpoints.ts";
import type { Frontend } from "../../service-table.ts";
import type { Balancer } from "../proxy-mode.ts";

interface Turn {
  endpoints: readonly Endpoint[];
  /** Index of the endpoint that was used last; -1 before the first. */
  last: number;
}

export function createRoundRobin(): Balancer {
  const turns = new WeakMap<Frontend, Turn>();
  return (frontend, endpoints) => {
    let turn = turns.get(frontend);
    if (turn === undefined) {
      turn = { endpoints, last: -1 };
      turns.set(frontend, turn);
    } else if (turn.endpoints !== endpoints) {
      turn.last = positionAfterChange(turn, endpoints);
      turn.endpoints = endpoints;
    }
    turn.last = (turn.last + 1) % endpoints.length;
    return endpoints[turn.last] as Endpoint;
  };
}

function positionAfterChange({ endpoints: before, last }: Turn, endpoints: readonly Endpoint[]): number {
  const positions = new Map(endpoints.map((endpoint, at) => [endpoint.key, at]));
  for (let at = last; at >= 0; at--) {
    const position = positions.get((before[at] as Endpoint).key);
    if (position !== undefined) return position;
  }
  return -1;
}

/** Many requests as one experiment: who asks whom, how often, how many at a time, and the record of each. */
import { toMs } from "./duration.ts";
import type { Hop, NetworkClient, OutgoingRequest } from "./network/http.ts";
import { outgoingRequest, type RequestOptions } from "./request.ts";
import type { Loop } from "./sim/loop.ts";

export interface TrafficOptions extends Omit<RequestOptions, "url"> {
  /** A Service by name: `web`, `web:8080`, `shop/web`, `shop/web:8080`. Only Pods know such names. */
  readonly to?: string;
  /** Instead of `to`: any URL. */
  readonly url?: string;
  /** How many requests. At most 100,000. */
  readonly count: number;
  /** Simulated time from the start of one request to the start of the next: milliseconds or `1s`. Default: none. */
  readonly every?: number | string;
  /** How many clients send at the same time, each waiting for its reply. Default 1. */
  readonly concurrency?: number;
  /** Whether each client goes on using its connection, which is bound to one Pod. Default: a new connection each time. */
  readonly keepAlive?: boolean;
}

export interface BackgroundTrafficOptions
  extends Omit<TrafficOptions, "count" | "concurrency" | "keepAlive" | "every"> {
  /** Simulated time from the start of one request to the start of the next: milliseconds or `1s`. */
  readonly every: number | string;
  /** How long new requests are started: milliseconds or `45s`. */
  readonly for: number | string;
  /** Called when a request has ended. */
  readonly onHop?: (hop: Hop) => void;
}

/** Requests that many people send: each begins at its time, whether those before it have been answered or not. */
export interface BackgroundTraffic {
  /** Of the requests that have ended, in the order in which they were started. */
  readonly hops: readonly Hop[];
  /** How many requests there will be. */
  readonly count: number;
  /** When the last one begins, in simulated milliseconds since the cluster's start. */
  readonly lastStartAt: number;
  readonly isEnded: boolean;
}

const REQUESTS_MAX = 100_000;
const CLIENTS_MAX = 1_000;

/**
 * @returns the records in the order in which the requests were started.
 * @throws RangeError for a number out of range, or a destination that is none.
 */
export async function sendTraffic(
  loop: Loop,
  client: NetworkClient,
  options: TrafficOptions,
): Promise<readonly Hop[]> {
  const { count, concurrency = 1, keepAlive = false } = options;
  if (!Number.isInteger(count) || count < 1 || count > REQUESTS_MAX)
    throw new RangeError(`count is 1 to ${REQUESTS_MAX} requests (requestsMax), not ${count}`);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > CLIENTS_MAX)
    throw new RangeError(`concurrency is 1 to ${CLIENTS_MAX} clients (clientsMax), not ${concurrency}`);
  const request = outgoingRequest({ ...options, url: urlOf(options) });
  const everyMs = toMs(options.every ?? 0);
  const startedAt = loop.now;
  const hops: Hop[] = [];
  let next = 0;
  const sendInTurn = async (own: OutgoingRequest): Promise<void> => {
    while (next < count) {
      const number = next++;
      const pauseMs = startedAt + number * everyMs - loop.now;
      if (pauseMs > 0) await loop.sleep(pauseMs);
      hops[number] = (await client.send(own)).hop; // clients take turns
    }
  };
  const clients = Array.from({ length: Math.min(concurrency, count) }, () =>
    keepAlive ? { ...request, keepAlive: {} } : request,
  );
  await Promise.all(clients.map((own) => loop.run(() => sendInTurn(own))));
  return hops;
}

/**
 * Starts traffic beside what else happens in the cluster: it moves no time itself, and goes on whenever time moves.
 * @throws RangeError for a number out of range, or a destination that is none.
 */
export function startTraffic(
  loop: Loop,
  client: NetworkClient,
  options: BackgroundTrafficOptions,
): BackgroundTraffic {
  const everyMs = toMs(options.every);
  const count = Math.ceil(toMs(options.for) / everyMs);
  if (!(count >= 1 && count <= REQUESTS_MAX))
    throw new RangeError(
      `\`every\` ${options.every} and \`for\` ${options.for} make no number of requests from 1 to ${REQUESTS_MAX} (requestsMax)`,
    );
  const request = outgoingRequest({ ...options, url: urlOf(options) });
  const startedAt = loop.now;
  const ended: (Hop | undefined)[] = Array.from({ length: count });
  let left = count;
  const send = async (number: number): Promise<void> => {
    const { hop } = await client.send(request);
    ended[number] = hop;
    left--;
    options.onHop?.(hop);
  };
  loop.spawn(async () => {
    for (let number = 0; number < count; number++) {
      const pauseMs = startedAt + number * everyMs - loop.now;
      if (pauseMs > 0) await loop.sleep(pauseMs, { background: true });
      loop.spawn(() => send(number));
    }
  });
  return {
    count,
    lastStartAt: startedAt + (count - 1) * everyMs,
    get hops() {
      return ended.filter((hop) => hop !== undefined);
    },
    get isEnded() {
      return left === 0;
    },
  };
}

function urlOf({ to, url }: Pick<TrafficOptions, "to" | "url">): string {
  if (url !== undefined && to === undefined) return url;
  if (url !== undefined || to === undefined)
    throw new RangeError(
      "say where the requests go: either `to`, a Service such as web or shop/web:8080, or `url`",
    );
  const parts = /^(?:([a-z0-9-]+)\/)?([a-z0-9-]+)(:\d+)?$/.exec(to);
  if (parts === null)
    throw new RangeError(
      `"${to}" is no Service: write NAME, NAME:PORT, NAMESPACE/NAME or NAMESPACE/NAME:PORT`,
    );
  const [, namespace, name, port = ""] = parts;
  return `http://${name}${namespace === undefined ? "" : `.${namespace}`}${port}/`;
}

/**
 * HTTP keep-alive on the client's side: connections that stay open for the next requests to the same host and port.
 * A connection was translated once, when it was opened, so it stays with its Pod whatever happens to the Service.
 */
import type { HttpReply, OutgoingRequest } from "./http.ts";

interface Kept<Route> {
  /** The address that the client had resolved. */
  readonly ip: string;
  readonly route: Route;
  /** When the server closes it, unless another request comes. */
  readonly closesAt: number;
}

export class KeptConnections<Route> {
  readonly #open = new WeakMap<object, Map<string, Kept<Route>>>();
  readonly #isUsable: (route: Route) => boolean;
  readonly #now: () => number;

  /** @param isUsable whether the other end is still there. */
  constructor(isUsable: (route: Route) => boolean, now: () => number) {
    this.#isUsable = isUsable;
    this.#now = now;
  }

  /** The connection that a request may use. One that has closed meanwhile is forgotten: the client opens another. */
  find({ keepAlive, host, port }: OutgoingRequest): Kept<Route> | undefined {
    if (keepAlive === undefined) return undefined;
    const connections = this.#open.get(keepAlive);
    const kept = connections?.get(`${host}:${port}`);
    if (kept === undefined || (this.#now() < kept.closesAt && this.#isUsable(kept.route))) return kept;
    connections?.delete(`${host}:${port}`);
    return undefined;
  }

  keep(
    { keepAlive, host, port }: OutgoingRequest,
    ip: string,
    route: Route,
    idleTimeoutMs = Number.POSITIVE_INFINITY,
  ): void {
    if (keepAlive === undefined) return;
    const connections = this.#open.get(keepAlive) ?? new Map<string, Kept<Route>>();
    this.#open.set(
      keepAlive,
      connections.set(`${host}:${port}`, { ip, route, closesAt: this.#now() + idleTimeoutMs }),
    );
  }

  close({ keepAlive, host, port }: OutgoingRequest): void {
    if (keepAlive !== undefined) this.#open.get(keepAlive)?.delete(`${host}:${port}`);
  }
}

/** Whether the request or the reply asks for the end of the connection behind it. */
export function closesConnection({ headers }: Pick<HttpReply, "headers">): boolean {
  return Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === "connection" && value.toLowerCase() === "close",
  );
}

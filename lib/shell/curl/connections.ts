/** The connections and names that one curl command line remembers from URL to URL. */
import type { Url } from "../commands/http-text.ts";

interface Connection {
  /** Undefined until it is made. */
  number: number | undefined;
  /** What the network knows it by. */
  readonly token: object;
}

export class Connections {
  readonly #connections = new Map<string, Connection>();
  readonly #names = new Set<string>();
  #next = 0;

  /** The number of the connection that stands for the URL's host and port. */
  openTo(url: Url): number | undefined {
    return this.#connections.get(keyOf(url))?.number;
  }

  /** For OutgoingRequest.keepAlive: the connection that stands, or the one to come. */
  tokenFor(url: Url): object {
    const known = this.#connections.get(keyOf(url)) ?? { number: undefined, token: {} };
    this.#connections.set(keyOf(url), known);
    return known.token;
  }

  /** Numbers the connection that was just made, or tried. */
  open(url: Url): number {
    this.learn(url);
    const number = this.#next++;
    const connection = this.#connections.get(keyOf(url));
    if (connection !== undefined) connection.number = number;
    return number;
  }

  close(url: Url): void {
    this.#connections.delete(keyOf(url));
  }

  /** Whether the address of the URL's host has been looked up before, or was given. */
  knows(url: Url): boolean {
    return this.#names.has(keyOf(url));
  }

  learn(url: Url): void {
    this.#names.add(keyOf(url));
  }
}

/** Without the scheme: what curl remembers it by. */
function keyOf({ host, port }: Url): string {
  return `${host}:${port}`;
}

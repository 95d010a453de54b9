/**
 * The learner's own machine as a host of the network: programs on it may listen, and what is at its loopback addresses is
 * reached from itself alone. Models bind(2) of Linux for a user without privileges; texts are those of Go's net package.
 *
 * Leaves out IPv6 traffic: a port at ::1 is taken, and gets no traffic.
 */
import type { HttpHandler } from "./http.ts";
import type { Host } from "./topology.ts";

interface Listener {
  readonly address: string;
  readonly port: number;
}

/** net.ipv4.ip_unprivileged_port_start. */
const FIRST_FREE_FOR_ALL = 1_024;
/** net.ipv4.ip_local_port_range. */
const EPHEMERAL = { first: 32_768, count: 28_232 };
const WILDCARDS: readonly string[] = ["0.0.0.0", "::"];

export class OwnMachine implements Host {
  readonly node = "";
  readonly ip: string;
  readonly name: string;
  readonly ports = new Map<number, HttpHandler>();
  readonly loopback = new Map<number, HttpHandler>();
  readonly #random: (limit: number) => number;
  readonly #listeners = new Set<Listener>();

  /** @param random a number below the limit. */
  constructor(options: {
    readonly ip: string;
    readonly name: string;
    readonly random: (limit: number) => number;
  }) {
    this.ip = options.ip;
    this.name = options.name;
    this.#random = options.random;
  }

  /**
   * @param port 0 for any that is free.
   * @returns the port, and what ends listening. @throws Error in the system's words: `address already in use`.
   */
  listen(
    address: string,
    port: number,
    handler: HttpHandler,
  ): { readonly port: number; readonly close: () => void } {
    const isLoopback = /^127\./.test(address) || address === "::1";
    if (!isLoopback && address !== this.ip && !WILDCARDS.includes(address))
      throw new Error("cannot assign requested address");
    if (port > 0 && port < FIRST_FREE_FOR_ALL) throw new Error("permission denied");
    if (port > 0 && this.#isTaken(address, port)) throw new Error("address already in use");
    const listener = { address, port: port === 0 ? this.#freePort(address) : port };
    this.#listeners.add(listener);
    const reached = address.includes(":") ? undefined : isLoopback ? this.loopback : this.ports;
    reached?.set(listener.port, handler);
    const close = (): void => {
      if (this.#listeners.delete(listener)) reached?.delete(listener.port);
    };
    return { port: listener.port, close };
  }

  #isTaken(address: string, port: number): boolean {
    const clashes = (other: string): boolean =>
      other === address ||
      (other.includes(":") === address.includes(":") &&
        (WILDCARDS.includes(other) || WILDCARDS.includes(address)));
    return [...this.#listeners].some((listener) => listener.port === port && clashes(listener.address));
  }

  #freePort(address: string): number {
    let port = EPHEMERAL.first + this.#random(EPHEMERAL.count);
    while (this.#isTaken(address, port))
      port = EPHEMERAL.first + ((port + 1 - EPHEMERAL.first) % EPHEMERAL.count);
    return port;
  }
}

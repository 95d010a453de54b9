/**
 * The learner's own machine as a host of the network: programs on it may listen, and what is at its loopback addresses is
 * reached from itself alone. Models bind(2) of Linux for a user without privileges; texts are those of Go's net package.
 *
 * Leaves out IPv6 traffic: a port at ::1 is taken, and gets no traffic.
 */
import type { HttpHandler, Server } from "./http.ts";
import { isOwnAddress, ListeningSockets } from "./listening-sockets.ts";
import type { Host } from "./topology.ts";

/** net.ipv4.ip_unprivileged_port_start. */
const FIRST_FREE_FOR_ALL = 1_024;
/** net.ipv4.ip_local_port_range. */
const EPHEMERAL = { first: 32_768, count: 28_232 };

export class OwnMachine implements Host {
  readonly node = "";
  readonly ip: string;
  readonly server: Server;
  readonly sockets = new ListeningSockets();
  readonly #random: (limit: number) => number;

  /** @param random a number below the limit. */
  constructor(options: {
    readonly ip: string;
    readonly name: string;
    readonly random: (limit: number) => number;
  }) {
    this.ip = options.ip;
    this.server = { kind: "node", name: options.name, ip: options.ip };
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
    if (!isOwnAddress(address, this.ip)) throw new Error("cannot assign requested address");
    if (port > 0 && port < FIRST_FREE_FOR_ALL) throw new Error("permission denied");
    const first = EPHEMERAL.first + (port === 0 ? this.#random(EPHEMERAL.count) : 0);
    for (let tried = 0; tried < EPHEMERAL.count; tried++) {
      const free = EPHEMERAL.first + ((first + tried - EPHEMERAL.first) % EPHEMERAL.count);
      const socket = { address, port: port === 0 ? free : port, handler, program: "kubectl" };
      const failure = this.sockets.open(socket, this.ip);
      if (failure === undefined) return { port: socket.port, close: () => this.sockets.close(socket) };
      if (port > 0) break;
    }
    throw new Error("address already in use");
  }
}

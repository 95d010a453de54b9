/**
 * What listens in one network namespace, and at which of its addresses. Models bind(2) and listen(2) of Linux for TCP.
 * Leaves out IPv6 traffic: what listens at `::` or `::1` alone is there and gets none.
 */
import type { HttpHandler } from "./http.ts";

export interface ListeningSocket {
  /** `*` is every address, IPv6 and IPv4; `0.0.0.0` every IPv4 address; `::` every IPv6 address. */
  readonly address: string;
  readonly port: number;
  readonly handler: HttpHandler;
  /** The name of the process, as `ss -p` shows it. */
  readonly program: string;
}

/** Why a process cannot listen: the errors EADDRINUSE and EADDRNOTAVAIL. */
export type BindError = "in use" | "not available";

const WILDCARDS: readonly string[] = ["*", "0.0.0.0", "::"];

export class ListeningSockets {
  /** Few, so that to look through them is cheaper than to keep tables. */
  readonly #open: ListeningSocket[] = [];

  /** In the order of their opening. */
  get all(): readonly ListeningSocket[] {
    return this.#open;
  }

  /** @param isLoopback whether the packet came to 127.0.0.1 instead of the namespace's own address. */
  at(port: number, isLoopback: boolean): HttpHandler | undefined {
    for (const socket of this.#open)
      if (socket.port === port && hears(socket.address, isLoopback)) return socket.handler;
    return undefined;
  }

  /** @param ip the namespace's own address. @returns undefined when it listens. */
  open(socket: ListeningSocket, ip: string): BindError | undefined {
    if (!isOwnAddress(socket.address, ip)) return "not available";
    if (this.#open.some((other) => clash(other, socket))) return "in use";
    this.#open.push(socket);
    return undefined;
  }

  close(socket: ListeningSocket): void {
    const at = this.#open.indexOf(socket);
    if (at >= 0) this.#open.splice(at, 1);
  }
}

/** `8080`, `127.0.0.1:8080`, `[::1]:8080`. A number alone is every address. */
export function parseEndpoint(text: string): { readonly address: string; readonly port: number } {
  const colon = text.lastIndexOf(":");
  const host = text.slice(0, Math.max(colon, 0)).replace(/^\[(.*)\]$/, "$1");
  const address = host === "" ? "*" : host === "localhost" ? "127.0.0.1" : host;
  return { address, port: Number(text.slice(colon + 1)) };
}

/** Whether a process can listen at an address. @param ip the address of its network namespace. */
export function isOwnAddress(address: string, ip: string): boolean {
  return WILDCARDS.includes(address) || address.startsWith("127.") || address === "::1" || address === ip;
}

function hears(address: string, isLoopback: boolean): boolean {
  if (address === "*" || address === "0.0.0.0") return true;
  return !address.includes(":") && address.startsWith("127.") === isLoopback;
}

function clash(one: ListeningSocket, other: ListeningSocket): boolean {
  if (one.port !== other.port) return false;
  if (one.address === other.address || one.address === "*" || other.address === "*") return true;
  const isSameFamily = one.address.includes(":") === other.address.includes(":");
  return isSameFamily && (WILDCARDS.includes(one.address) || WILDCARDS.includes(other.address));
}

/**
 * Hands out the addresses of one block in turn, as the `host-local` plug-in of CNI does: the one after the last, and
 * from the start again at the end, so that an address rests before it comes back.
 */
import { type Cidr, formatIPv4, parseIPv4 } from "./ip-address.ts";

export class IpPool {
  readonly #taken = new Set<number>();
  readonly #first: number;
  readonly #count: number;
  #next: number;

  /**
   * @param cidr the block; its first two addresses (network, gateway) and its last one (broadcast) stay free.
   * @param start how many addresses to skip before the first one that is handed out.
   */
  constructor(cidr: Cidr, start = 0) {
    this.#first = cidr.first + 2;
    this.#count = Math.max(0, cidr.size - 3);
    this.#next = this.#count === 0 ? 0 : start % this.#count;
  }

  /** @returns an address, or undefined when all are taken. */
  allocate(): string | undefined {
    for (let tried = 0; tried < this.#count; tried++) {
      const candidate = this.#first + this.#next;
      this.#next = (this.#next + 1) % this.#count;
      if (this.#taken.has(candidate)) continue;
      this.#taken.add(candidate);
      return formatIPv4(candidate);
    }
    return undefined;
  }

  /** Keeps an address of the block from being handed out. */
  reserve(ip: string): void {
    const value = parseIPv4(ip);
    if (value !== undefined) this.#taken.add(value);
  }

  release(ip: string): void {
    const value = parseIPv4(ip);
    if (value !== undefined) this.#taken.delete(value);
  }
}

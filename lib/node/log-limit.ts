/** `limitBytes` of a container's log: how much of it a reader gets, in bytes of UTF-8. Models LogWriter of the kubelet. */

/** Bytes that a UTF-16 unit takes at the most. */
const BYTES_PER_UNIT_MAX = 3;

export class LogLimit {
  #left: number;

  constructor(limitBytes = Number.POSITIVE_INFINITY) {
    this.#left = limitBytes;
  }

  get isReached(): boolean {
    return this.#left <= 0;
  }

  /** @returns as much of the text as there is room for, in whole characters: where one is cut in two, the log ends */
  take(text: string): string {
    if (this.#left === Number.POSITIVE_INFINITY) return text;
    const room = new Uint8Array(Math.max(0, Math.min(this.#left, text.length * BYTES_PER_UNIT_MAX)));
    const { read, written } = new TextEncoder().encodeInto(text, room);
    this.#left = read < text.length ? 0 : this.#left - written;
    return text.slice(0, read);
  }
}

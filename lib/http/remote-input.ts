/** What a client types or pipes into a remote command, from when it comes to when the command reads it. */
import type { Loop } from "../sim/loop.ts";

/** How much input a session takes that nobody reads (stdinBytesMax). */
export const STDIN_BYTES_MAX = 4 * 1024 * 1024;
const INTERRUPT = 0x03;

export class RemoteInput {
  readonly #loop: Loop;
  #pieces: Buffer[] = [];
  #unreadBytes = 0;
  #hasEnded = false;
  #wake: () => void = () => {};
  #onInterrupt: (() => void) | undefined;

  constructor(loop: Loop) {
    this.#loop = loop;
  }

  /** @returns what is wrong, once more waits unread than may. */
  push(bytes: Buffer): string | undefined {
    const interrupt = this.#onInterrupt === undefined ? -1 : bytes.lastIndexOf(INTERRUPT);
    if (interrupt >= 0) {
      this.#take(); // what was typed ahead is for nobody any more
      this.#onInterrupt?.();
      return this.push(bytes.subarray(interrupt + 1));
    }
    this.#unreadBytes += bytes.length;
    if (this.#unreadBytes > STDIN_BYTES_MAX)
      return `more than ${STDIN_BYTES_MAX} bytes of input wait unread (stdinBytesMax)`;
    this.#pieces.push(bytes);
    this.#wake();
    return undefined;
  }

  /** @param call hears of each Ctrl-C from now on, instead of whoever reads; undefined: nobody does. */
  onInterrupt(call: (() => void) | undefined): void {
    this.#onInterrupt = call;
  }

  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  /** Only inside an actor. @returns what came since the last call; undefined at the end. */
  async next(): Promise<string | undefined> {
    while (this.#pieces.length === 0 && !this.#hasEnded) {
      await this.#loop.park((wake) => {
        this.#wake = wake;
      });
    }
    return this.#pieces.length === 0 ? undefined : this.#take();
  }

  /** Only outside of actors: simulated time would run on without bound while a client makes up its mind. */
  async all(): Promise<string> {
    while (!this.#hasEnded) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    return this.#take();
  }

  #take(): string {
    const text = Buffer.concat(this.#pieces).toString("utf8");
    this.#pieces = [];
    this.#unreadBytes = 0;
    return text;
  }
}

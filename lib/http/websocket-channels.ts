/**
 * Messages of a WebSocket that carries several channels: one byte of channel, then data. A message leaves when the one
 * before it has left, as from Go's server: a client that waits with select, as Python's does, sees no message that comes in
 * the TLS record of another one.
 */
import type { WebSocket } from "ws";

const NORMAL_CLOSURE = 1000;

export class WebSocketChannels {
  readonly #webSocket: WebSocket;
  #last: Promise<void> = Promise.resolve();

  constructor(webSocket: WebSocket) {
    this.#webSocket = webSocket;
  }

  send(channel: number, bytes: Buffer): void {
    this.#then((done) => this.#webSocket.send(Buffer.concat([Buffer.from([channel]), bytes]), done));
  }

  /** After all that was sent. */
  close(): void {
    this.#then((done) => {
      this.#webSocket.close(NORMAL_CLOSURE);
      done();
    });
  }

  #then(action: (done: () => void) => void): void {
    this.#last = this.#last.then(() => {
      if (this.#webSocket.readyState !== this.#webSocket.OPEN) return undefined;
      return new Promise((resolve) => action(() => resolve()));
    });
  }
}

/** One of the many streams on a connection: bytes in both directions, each of which ends on its own. */
import { Duplex } from "node:stream";
import type { Headers } from "./header-block.ts";

/** What a stream does to its connection. */
export interface StreamSink {
  send(streamId: number, bytes: Buffer, isLast: boolean, done: () => void): void;
  /** The stream is over. @param isComplete whether both ends have said so; the other end may still be waiting otherwise. */
  forget(streamId: number, isComplete: boolean): void;
}

export class SpdyStream extends Duplex {
  readonly id: number;
  /** What the client says the stream is for. */
  readonly headers: Headers;
  readonly #sink: StreamSink;
  #hasRemoteEnd = false;
  #hasLocalEnd = false;
  #onRead: () => void = () => {};

  constructor(id: number, headers: Headers, sink: StreamSink) {
    super();
    this.id = id;
    this.headers = headers;
    this.#sink = sink;
  }

  /** Bytes from the other end. @returns when there is room for more. */
  async receive(bytes: Buffer, isLast: boolean): Promise<void> {
    if (this.destroyed || this.#hasRemoteEnd) return;
    const hasRoom = bytes.length === 0 || this.push(bytes);
    if (isLast) {
      this.#hasRemoteEnd = true;
      this.push(null);
    } else if (!hasRoom) {
      await new Promise<void>((resolve) => {
        this.#onRead = resolve;
      });
    }
  }

  /** The other end wants no more of it. */
  reset(): void {
    this.#hasRemoteEnd = true;
    this.#hasLocalEnd = true;
    this.destroy();
  }

  override _read(): void {
    this.#onRead();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#sink.send(this.id, chunk, false, done);
  }

  override _final(done: () => void): void {
    this.#hasLocalEnd = true;
    this.#sink.send(this.id, Buffer.alloc(0), true, done);
  }

  override _destroy(_error: Error | null, done: (error: null) => void): void {
    this.#onRead();
    this.#sink.forget(this.id, this.#hasLocalEnd && this.#hasRemoteEnd);
    done(null);
  }
}

/**
 * The server's end of a SPDY/3.1 connection as Kubernetes uses it: the client opens streams, the server answers each
 * with an empty reply and talks on it. Models moby/spdystream, which kubectl has at its end.
 *
 * Leaves out what that leaves out, too: flow control (WINDOW_UPDATE and SETTINGS are read over), priorities, and
 * headers behind the first ones. Where nobody reads a stream the whole connection waits.
 */
import type { Duplex } from "node:stream";
import { controlFrame, dataHeader, type Frame, FrameType, readFrames } from "./frame.ts";
import { emptyHeaderBlock, HeaderReader } from "./header-block.ts";
import { SpdyStream, type StreamSink } from "./stream.ts";

const CANCEL = 5;
/** The longest piece in a DATA frame that is written. */
const PIECE_BYTES = 32 * 1024;
/** How many streams may be open at a time (streamsMax). */
const STREAMS_MAX = 1_000;
/** Of a SYN_STREAM in front of its headers: identifier, associated stream, priority and slot. */
const SYN_STREAM_BYTES = 10;

export class SpdyConnection implements StreamSink {
  readonly #socket: Duplex;
  readonly #onStream: (stream: SpdyStream) => void;
  readonly #streams = new Map<number, SpdyStream>();
  readonly #headers = new HeaderReader();
  #lastStreamId = 0;
  #isLeaving = false;

  /**
   * @param socket bytes of the connection; whatever carries them.
   * @param onStream called for each stream that the client opens; destroying the stream refuses it.
   */
  constructor(socket: Duplex, onStream: (stream: SpdyStream) => void) {
    this.#socket = socket;
    this.#onStream = onStream;
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#end());
    void this.#read();
  }

  /** Lets what was written go out, and then the client. */
  close(): void {
    if (this.#socket.writable) this.#socket.end(controlFrame(FrameType.goAway, [this.#lastStreamId, 0]));
  }

  send(streamId: number, bytes: Buffer, isLast: boolean, done: () => void): void {
    if (!this.#socket.writable) {
      done(); // to nobody
      return;
    }
    let rest = bytes;
    for (; rest.length > PIECE_BYTES; rest = rest.subarray(PIECE_BYTES)) {
      this.#write(Buffer.concat([dataHeader(streamId, PIECE_BYTES, false), rest.subarray(0, PIECE_BYTES)]));
    }
    this.#socket.write(Buffer.concat([dataHeader(streamId, rest.length, isLast), rest]), () => done());
  }

  forget(streamId: number, isComplete: boolean): void {
    this.#streams.delete(streamId);
    if (!isComplete) this.#write(controlFrame(FrameType.rstStream, [streamId, CANCEL]));
    if (this.#isLeaving && this.#streams.size === 0) this.close();
  }

  #write(frame: Buffer): void {
    if (this.#socket.writable) this.#socket.write(frame);
  }

  async #read(): Promise<void> {
    try {
      for await (const frame of readFrames(this.#socket)) await this.#receive(frame);
    } catch {
      this.#socket.destroy(); // broken frames: nothing behind them can be understood
    }
  }

  async #receive(frame: Frame): Promise<void> {
    if (frame.kind === "data") return this.#streams.get(frame.streamId)?.receive(frame.payload, frame.isLast);
    switch (frame.type) {
      case FrameType.synStream:
        return this.#open(frame.payload, frame.isLast);
      case FrameType.rstStream:
        return this.#streams.get(frame.payload.readUInt32BE(0))?.reset();
      case FrameType.ping:
        return this.#write(controlFrame(FrameType.ping, [frame.payload.readUInt32BE(0)]));
      case FrameType.goAway:
        this.#isLeaving = true;
        if (this.#streams.size === 0) this.close();
    }
  }

  async #open(payload: Buffer, isLast: boolean): Promise<void> {
    const id = payload.readUInt32BE(0);
    const headers = await this.#headers.read(payload.subarray(SYN_STREAM_BYTES));
    if (id <= this.#lastStreamId || this.#streams.size >= STREAMS_MAX)
      return this.#write(controlFrame(FrameType.rstStream, [id, CANCEL]));
    const stream = new SpdyStream(id, headers, this);
    this.#write(controlFrame(FrameType.synReply, [id], emptyHeaderBlock(this.#lastStreamId === 0)));
    this.#lastStreamId = id;
    this.#streams.set(id, stream);
    this.#onStream(stream);
    await stream.receive(Buffer.alloc(0), isLast);
  }

  #end(): void {
    for (const stream of [...this.#streams.values()]) stream.reset();
    this.#headers.close();
  }
}

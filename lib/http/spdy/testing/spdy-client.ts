/** The other end of a SPDY connection, written from the protocol alone: frames by hand, headers through Node's own zlib. */
import { type Duplex, duplexPair } from "node:stream";
import { constants, createDeflate } from "node:zlib";
import { SpdyConnection } from "../connection.ts";
import { controlFrame, dataHeader, type Frame, FrameType, readFrames } from "../frame.ts";
import { headerDictionary } from "../header-dictionary.ts";
import type { SpdyStream } from "../stream.ts";

const OPEN_TO_ALL = [0, 0];

export interface SpdyClient {
  readonly socket: Duplex;
  /** Everything that came so far. */
  readonly frames: readonly Frame[];
  readonly streams: readonly SpdyStream[];
  open(id: number, headers: Readonly<Record<string, string>>): Promise<void>;
  data(id: number, text: string, isLast?: boolean): void;
  control(type: number, numbers: readonly number[]): void;
  /** Waits until so many frames have come. */
  received(count: number): Promise<readonly Frame[]>;
}

/** @param pieceBytes how the bytes are cut on their way to the server. */
export function createSpdyClient(
  onStream: (stream: SpdyStream) => void = () => {},
  pieceBytes = Number.POSITIVE_INFINITY,
): SpdyClient {
  const [socket, server] = duplexPair();
  const frames: Frame[] = [];
  const streams: SpdyStream[] = [];
  let onFrame: () => void = () => {};
  new SpdyConnection(server, (stream) => {
    streams.push(stream);
    onStream(stream);
  });
  socket.on("error", () => {});
  // As a cut cable does, which the two ends of a pair do not do by themselves.
  socket.once("close", () => server.destroy());
  server.once("close", () => socket.destroy());
  void (async () => {
    for await (const frame of readFrames(socket)) {
      frames.push(frame);
      onFrame();
    }
  })().catch(() => {});
  const deflate = createDeflate({ dictionary: headerDictionary, flush: constants.Z_SYNC_FLUSH });
  const write = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length; at += Math.min(pieceBytes, bytes.length))
      socket.write(bytes.subarray(at, at + Math.min(pieceBytes, bytes.length)));
  };
  return {
    socket,
    frames,
    streams,
    async open(id, headers) {
      const block = await new Promise<Buffer>((resolve) =>
        deflate.write(encode(headers), () => resolve(deflate.read() as Buffer)),
      );
      write(controlFrame(FrameType.synStream, [id, 0], Buffer.concat([Buffer.from(OPEN_TO_ALL), block])));
    },
    data: (id, text, isLast = false) =>
      write(Buffer.concat([dataHeader(id, Buffer.byteLength(text), isLast), Buffer.from(text)])),
    control: (type, numbers) => write(controlFrame(type, numbers)),
    async received(count) {
      while (frames.length < count) {
        await new Promise<void>((resolve) => {
          onFrame = resolve;
        });
      }
      return frames;
    },
  };
}

function encode(headers: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(headers);
  return Buffer.concat([
    length(entries.length),
    ...entries.flat().flatMap((text) => [length(Buffer.byteLength(text)), Buffer.from(text)]),
  ]);
}

function length(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

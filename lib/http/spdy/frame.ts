/** Frames of SPDY/3.1 on the wire: eight bytes of header and what they announce. */

export const FrameType = { synStream: 1, synReply: 2, rstStream: 3, ping: 6, goAway: 7 } as const;

export type Frame =
  | { readonly kind: "data"; readonly streamId: number; readonly isLast: boolean; readonly payload: Buffer }
  | { readonly kind: "control"; readonly type: number; readonly isLast: boolean; readonly payload: Buffer };

const HEADER_BYTES = 8;
const CONTROL = 0x80;
const VERSION = 3;
const FIN = 0x01;
/** The largest frame that is read (frameBytesMax); kubectl writes 32 KiB at most. */
const FRAME_BYTES_MAX = 1024 * 1024;

/** Everything that comes, frame by frame. @throws Error for a frame of another version, or of more than frameBytesMax. */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let pieces: Buffer[] = [];
  let size = 0;
  let wanted = HEADER_BYTES;
  for await (const piece of source) {
    pieces.push(piece);
    size += piece.length;
    if (size < wanted) continue;
    let bytes = Buffer.concat(pieces);
    wanted = wantedBytes(bytes);
    for (; bytes.length >= wanted; wanted = wantedBytes(bytes)) {
      yield parseFrame(bytes.subarray(0, wanted));
      bytes = bytes.subarray(wanted);
    }
    pieces = [bytes];
    size = bytes.length;
  }
}

/** How many bytes the frame has that begins here, as far as that can be told. */
function wantedBytes(bytes: Buffer): number {
  if (bytes.length < HEADER_BYTES) return HEADER_BYTES;
  const length = bytes.readUIntBE(5, 3);
  if (length > FRAME_BYTES_MAX)
    throw new Error(`a frame of more than ${FRAME_BYTES_MAX} bytes (frameBytesMax)`);
  return HEADER_BYTES + length;
}

function parseFrame(bytes: Buffer): Frame {
  const isLast = ((bytes[4] as number) & FIN) !== 0;
  const payload = bytes.subarray(HEADER_BYTES);
  if (((bytes[0] as number) & CONTROL) === 0)
    return { kind: "data", streamId: bytes.readUInt32BE(0), isLast, payload };
  const version = bytes.readUInt16BE(0) & 0x7fff;
  if (version !== VERSION) throw new Error(`a frame of SPDY/${version}, not SPDY/${VERSION}`);
  return { kind: "control", type: bytes.readUInt16BE(2), isLast, payload };
}

/** The header of a DATA frame; its bytes follow. */
export function dataHeader(streamId: number, length: number, isLast: boolean): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(streamId, 0);
  header[4] = isLast ? FIN : 0;
  header.writeUIntBE(length, 5, 3);
  return header;
}

/** A control frame: numbers of 32 bits, and bytes behind them. */
export function controlFrame(
  type: number,
  numbers: readonly number[],
  rest: Buffer = Buffer.alloc(0),
): Buffer {
  const frame = Buffer.alloc(HEADER_BYTES + 4 * numbers.length + rest.length);
  frame[0] = CONTROL;
  frame[1] = VERSION;
  frame.writeUInt16BE(type, 2);
  frame.writeUIntBE(frame.length - HEADER_BYTES, 5, 3);
  numbers.forEach((number, at) => {
    frame.writeUInt32BE(number, HEADER_BYTES + 4 * at);
  });
  rest.copy(frame, HEADER_BYTES + 4 * numbers.length);
  return frame;
}

/**
 * Header blocks: names and values, compressed as one zlib stream for the whole connection and direction. What this side
 * writes is never compressed, which zlib allows for: nothing but empty answers to new streams goes out.
 */
import { constants, createInflate } from "node:zlib";
import { headerDictionary } from "./header-dictionary.ts";

/** Names in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** How large the headers of a stream may be once decompressed (streamHeaderBytesMax). */
const STREAM_HEADER_BYTES_MAX = 64 * 1024;

/** Reads the blocks of one connection, in the order in which they came. */
export class HeaderReader {
  readonly #inflate = createInflate({ dictionary: headerDictionary, flush: constants.Z_SYNC_FLUSH });

  constructor() {
    this.#inflate.on("error", () => {}); // whoever reads is told
  }

  /** @throws Error when the block is broken or too large; the connection is then of no use any more. */
  async read(block: Buffer): Promise<Headers> {
    return parseHeaders(await this.#decompress(block));
  }

  #decompress(block: Buffer): Promise<Buffer> {
    const inflate = this.#inflate;
    const pieces: Buffer[] = [];
    let size = 0;
    return new Promise((resolve, reject) => {
      const take = (): void => {
        for (let piece = inflate.read() as Buffer | null; piece !== null; piece = inflate.read()) {
          pieces.push(piece);
          size += piece.length;
        }
        if (size > STREAM_HEADER_BYTES_MAX)
          inflate.destroy(
            new Error(`headers of more than ${STREAM_HEADER_BYTES_MAX} bytes (streamHeaderBytesMax)`),
          );
      };
      inflate.on("readable", take).once("error", reject);
      inflate.write(block, () => {
        inflate.off("readable", take).off("error", reject);
        take();
        resolve(Buffer.concat(pieces));
      });
    });
  }

  close(): void {
    this.#inflate.destroy();
  }
}

function parseHeaders(block: Buffer): Headers {
  let at = 0;
  const number = (): number => {
    at += 4;
    return block.readUInt32BE(at - 4);
  };
  const text = (): string => {
    const end = number() + at;
    if (end > block.length) throw new RangeError("a header ends behind its block");
    const value = block.toString("utf8", at, end);
    at = end;
    return value;
  };
  const headers: Record<string, string> = {};
  for (let left = number(); left > 0; left--) {
    const name = text();
    headers[name] = text();
  }
  return headers;
}

const NO_HEADERS = Buffer.alloc(4);
/** Deflate, window of 32 KiB, no dictionary: with stored blocks alone there is nothing to look up. */
const ZLIB_HEADER = Buffer.from([0x78, 0x01]);
/** A stored block without bytes, which makes the other end hand over what it has. */
const SYNC_FLUSH = storedBlock(Buffer.alloc(0));

/** An empty block of headers. @param isFirst whether it begins this direction's zlib stream. */
export function emptyHeaderBlock(isFirst: boolean): Buffer {
  return Buffer.concat([...(isFirst ? [ZLIB_HEADER] : []), storedBlock(NO_HEADERS), SYNC_FLUSH]);
}

/** Deflate's block without compression: its kind, its length and the complement of that, and the bytes. */
function storedBlock(bytes: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt16LE(bytes.length, 1);
  header.writeUInt16LE(~bytes.length & 0xffff, 3);
  return Buffer.concat([header, bytes]);
}

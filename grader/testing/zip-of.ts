/** Writes zips for tests, honest and hostile ones. */
import { deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  /** Absent: an entry without content, as folders have. */
  readonly text?: string | Buffer;
  /** Unix mode; default a regular file, or a folder when the name ends in a slash. */
  readonly mode?: number;
  /** What the zip says about the unpacked size. */
  readonly statedSize?: number;
}

const UTF8_NAMES = 0x800;
const DEFLATED = 8;
const UNIX_V3 = (3 << 8) | 30;
/** 5 January 2026, 09:30. */
const DATE = ((2026 - 1980) << 9) | (1 << 5) | 5;
const TIME = (9 << 11) | (30 << 5);

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.text ?? "");
    const packed = deflateRawSync(content);
    const sizes = {
      crc: crc32(content),
      packed: packed.length,
      unpacked: entry.statedSize ?? content.length,
      name: name.length,
    };
    const local = Buffer.concat([localHeader(sizes), name, packed]);
    const mode = entry.mode ?? (entry.name.endsWith("/") ? 0o040755 : 0o100644);
    centrals.push(Buffer.concat([centralHeader(sizes, mode, offset), name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  return Buffer.concat([...locals, directory, endRecord(entries.length, directory.length, offset)]);
}

interface Sizes {
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly name: number;
}

function localHeader({ crc, packed, unpacked, name }: Sizes): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(UTF8_NAMES, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(TIME, 10);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(unpacked, 22);
  header.writeUInt16LE(name, 26);
  return header;
}

function centralHeader({ crc, packed, unpacked, name }: Sizes, mode: number, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(UNIX_V3, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(UTF8_NAMES, 8);
  header.writeUInt16LE(DEFLATED, 10);
  header.writeUInt16LE(TIME, 12);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(unpacked, 24);
  header.writeUInt16LE(name, 28);
  header.writeUInt32LE((mode << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return header;
}

function endRecord(entries: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

function crc32(content: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

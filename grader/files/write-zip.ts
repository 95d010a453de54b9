/** Writes a zip of text files: deflated, names in UTF-8, modes and times as Unix and the format keep them. No zip64: the budgets of a submission are far below. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipFile {
  readonly name: string;
  readonly content: string | Buffer;
  /** With the type of the file; default a regular one. */
  readonly mode?: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UNIX = 3 << 8;
const UTF8_NAMES = 0x800;
const DEFLATED = 8;
const UTC_TIME = 0x5455;
const REGULAR_FILE = 0o100644;

/** @param writtenAt of all files, kept in UTC. */
export function writeZip(files: readonly ZipFile[], writtenAt: Date): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  const time = utcTime(writtenAt);
  let offset = 0;
  for (const { name, content, mode = REGULAR_FILE } of files) {
    const path = Buffer.from(name);
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    // What both headers of a file have in common.
    const header = numbers(
      [VERSION, 2],
      [UTF8_NAMES, 2],
      [DEFLATED, 2],
      ...dosTime(writtenAt),
      [crc32(bytes), 4],
      [packed.length, 4],
      [bytes.length, 4],
      [path.length, 2],
      [time.length, 2],
    );
    const local = Buffer.concat([numbers([LOCAL, 4]), header, path, time, packed]);
    const attributes = numbers([0, 2], [0, 2], [0, 2], [0, 2], [mode, 2], [offset, 4]);
    centrals.push(numbers([CENTRAL, 4], [UNIX | VERSION, 2]), header, attributes, path, time);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = files.length;
  const end = numbers(
    [END, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [directory.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...locals, directory, end]);
}

type Field = readonly [value: number, bytes: number];

/** Little-endian, one behind the other. */
function numbers(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

/** The extra field that says that the time is in UTC, whatever clock the format has. */
function utcTime(at: Date): Buffer {
  return numbers([UTC_TIME, 2], [5, 2], [1, 1], [Math.floor(at.getTime() / 1000), 4]);
}

/** As MS-DOS counts: seconds by two, years from 1980. */
function dosTime(at: Date): [Field, Field] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [
    [time, 2],
    [date, 2],
  ];
}

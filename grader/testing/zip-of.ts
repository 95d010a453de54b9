/** Zips for tests, honest and hostile ones. */

import { writeZip } from "../files/write-zip.ts";
import { listZip } from "../files/zip.ts";

export interface ZipEntry {
  readonly name: string;
  /** Absent: an entry without content, as folders have. */
  readonly text?: string | Buffer;
  /** Unix mode; default a regular file, or a folder when the name ends in a slash. */
  readonly mode?: number;
  /** What the zip says about the unpacked size. */
  readonly statedSize?: number;
}

/** 5 January 2026, 09:30. */
const WRITTEN_AT = new Date("2026-01-05T09:30:00Z");
/** Where the headers of a file say its unpacked size, and where its name begins. */
const HEADERS = [
  { signature: "PK\u0003\u0004", size: 22, name: 30 },
  { signature: "PK\u0001\u0002", size: 24, name: 46 },
] as const;

/** The texts in a zip, by their paths. */
export async function filesIn(zip: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { path, read } of (await listZip(zip)).entries)
    files.set(path, (await read("fileBytesMax")).toString("utf8"));
  return files;
}

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files = entries.map(({ name, text = "", mode }) => ({
    name,
    content: text,
    mode: mode ?? (name.endsWith("/") ? 0o040755 : 0o100644),
  }));
  const zip = writeZip(files, WRITTEN_AT);
  for (const { name, statedSize } of entries) if (statedSize !== undefined) stateSize(zip, name, statedSize);
  return zip;
}

function stateSize(zip: Buffer, name: string, size: number): void {
  for (const header of HEADERS) {
    for (let at = zip.indexOf(header.signature); at >= 0; at = zip.indexOf(header.signature, at + 1)) {
      const isOfFile = zip.subarray(at + header.name).indexOf(name) === 0;
      if (isOfFile) zip.writeUInt32LE(size, at + header.size);
    }
  }
}

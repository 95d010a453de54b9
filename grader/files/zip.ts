/**
 * Reads a zip as data, in memory: nothing is ever unpacked to the disk. Bytes are counted while they are inflated, because
 * the sizes that a zip states of itself may lie.
 */
import { crc32 } from "node:zlib";
import { fromBufferPromise, getFileNameLowLevel, type Entry as ZipEntry, type ZipFile } from "yauzl";
import type { Text } from "../text.ts";
import { decodedAs } from "./decoded.ts";
import { type Entry, inOrder, type Listing } from "./entry.ts";
import { LeftOut, NotRead } from "./left-out.ts";
import { limits, type SizeBudget } from "./limits.ts";
import { isHidden, isToolsOwn, usedPath } from "./names.ts";
import { overBudget, reasons } from "./reasons.ts";

const UNIX = 3;
const UTF8_NAMES = 0x800;
const UNICODE_PATH = 0x7075;
/** Extra fields of Unix and of NTFS, which keep a time in UTC. */
const UTC_TIMES = [0x5455, 0x000a];
const TYPE_MASK = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;
const ZIP_SIGNATURES = ["PK\u0003\u0004", "PK\u0005\u0006"];

export function isZip(bytes: Buffer): boolean {
  return ZIP_SIGNATURES.includes(bytes.subarray(0, 4).toString("latin1"));
}

/**
 * @param clockOffsetMs how far the clock on the wall is ahead of UTC: most programs on Windows write only that one into a zip.
 * @throws NotRead for what is no zip, or one without its list of files.
 */
export async function listZip(bytes: Buffer, clockOffsetMs = 0): Promise<Listing> {
  const leftOut = new LeftOut();
  const found: Entry[] = [];
  const zip = await openZip(bytes);
  let looked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (isToolsOwn(name)) continue;
      if (++looked > limits.entriesMax) {
        leftOut.add(name, overBudget("entriesMax"));
        break;
      }
      const used = usedPath(name);
      const reason = "reason" in used ? used.reason : reasonAgainst(entry, name);
      if (reason !== undefined) leftOut.add(name, reason);
      else if (typeOf(entry, name) === REGULAR_FILE && "path" in used)
        found.push(fileEntry(zip, entry, used.path, clockOffsetMs));
    }
  } catch {
    leftOut.add(found.at(-1)?.path ?? "zip", reasons.restDamaged);
  }
  return { entries: inOrder(found, (path) => leftOut.add(path, reasons.sameName)), leftOut };
}

async function openZip(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { decodeStrings: false });
  } catch {
    throw new NotRead(isZip(bytes) ? reasons.damaged : reasons.noZip);
  }
}

/** Windows in Korea and older programs write names in an encoding of their own, and do not say so. */
function nameOf({ generalPurposeBitFlag: flags, fileNameRaw, extraFields }: ZipEntry): string {
  const isSaid = (flags & UTF8_NAMES) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH);
  const name = isSaid ? undefined : (decodedAs("utf-8", fileNameRaw) ?? decodedAs("euc-kr", fileNameRaw));
  return (name ?? getFileNameLowLevel(flags, fileNameRaw, extraFields, false)).replaceAll("\\", "/");
}

function typeOf(entry: ZipEntry, name: string): number {
  const stated = entry.versionMadeBy >> 8 === UNIX ? (entry.externalFileAttributes >>> 16) & TYPE_MASK : 0;
  return stated === 0 ? (name.endsWith("/") ? FOLDER : REGULAR_FILE) : stated;
}

function reasonAgainst(entry: ZipEntry, name: string): Text | undefined {
  const type = typeOf(entry, name);
  if (type === LINK) return reasons.link;
  if (type !== REGULAR_FILE && type !== FOLDER) return reasons.device;
  return isHidden(name) ? reasons.hidden : undefined;
}

function fileEntry(zip: ZipFile, entry: ZipEntry, path: string, clockOffsetMs: number): Entry {
  return {
    path,
    modifiedMs: modifiedMs(entry, clockOffsetMs),
    read: (budget) => inflate(zip, entry, budget),
  };
}

function modifiedMs(entry: ZipEntry, clockOffsetMs: number): number {
  const isUtc = entry.extraFields.some(({ id }) => UTC_TIMES.includes(id));
  const time = entry.getLastModDate({ timezone: "UTC" }).getTime() - (isUtc ? 0 : clockOffsetMs);
  return Number.isFinite(time) ? time : 0;
}

/** @throws NotRead */
async function inflate(zip: ZipFile, entry: ZipEntry, budget: SizeBudget): Promise<Buffer> {
  if (entry.isEncrypted()) throw new NotRead(reasons.encrypted);
  if (!entry.canDecodeFileData()) throw new NotRead(reasons.otherMethod);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const piece = chunk as Buffer;
      length += piece.length;
      refuseSize(length, entry.compressedSize, budget);
      chunks.push(piece);
    }
  } catch (error) {
    throw error instanceof NotRead ? error : new NotRead(reasons.damaged);
  }
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) throw new NotRead(reasons.damaged);
  return content;
}

/** Pages of output and pictures make a notebook pack very well, and it has a budget of its own. */
function refuseSize(length: number, packed: number, budget: SizeBudget): void {
  if (length > limits[budget]) throw new NotRead(overBudget(budget));
  const isOutOfProportion = length > limits.ratioFromBytes && length > packed * limits.ratioMax;
  if (budget === "fileBytesMax" && isOutOfProportion) throw new NotRead(overBudget("ratioMax"));
}

/**
 * Reads a zip as data, in memory: nothing is ever unpacked to the disk. Bytes are counted while they are inflated, because
 * the sizes that a zip states of itself may lie.
 */
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from "yauzl";
import { FileTally, isLeftover } from "./file-tally.ts";
import { type Files, limits } from "./limits.ts";
import { refusedName, SubmissionRefused, tooMuch } from "./refusal.ts";

export interface ZipContents {
  readonly files: Files;
  /** When the newest file in it was written, in milliseconds since 1970; undefined for an empty zip. */
  readonly newestMs: number | undefined;
}

const UNIX = 3;
/** Of an entry's flags. */
const ENCRYPTED = 1;
const TYPE_MASK = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;

/** @throws SubmissionRefused for names that lead outside, links, zips in the zip, whatever is over a budget, and what is no zip. */
export async function readZip(zip: Buffer): Promise<ZipContents> {
  if (zip.length > limits.zipBytesMax)
    throw tooMuch("the zip is too large", "zip 파일이 너무 큽니다", "zipBytesMax");
  try {
    return await readEntries(await fromBufferPromise(zip, { decodeStrings: false }));
  } catch (error) {
    if (error instanceof SubmissionRefused) throw error;
    throw new SubmissionRefused(
      hasSignature(zip)
        ? {
            en: "the zip is damaged, or not all of it is there",
            ko: "zip 파일이 손상되었거나 일부만 있습니다",
          }
        : { en: "the file is no zip, whatever its name is", ko: "이름과 달리 zip 파일이 아닙니다" },
      {
        en: "Pack it again and open it once before you submit it",
        ko: "다시 압축한 뒤 제출하기 전에 한 번 열어 보세요",
      },
    );
  }
}

async function readEntries(zip: ZipFile): Promise<ZipContents> {
  const tally = new FileTally();
  const read: [path: string, text: string][] = [];
  let newestMs: number | undefined;
  for await (const entry of zip.eachEntry()) {
    const name = getFileNameLowLevel(
      entry.generalPurposeBitFlag,
      entry.fileNameRaw,
      entry.extraFields,
      false,
    );
    if (isLeftover(name)) continue;
    const type = typeOf(entry, name);
    // A folder's own entry says nothing that its files do not say, but its name may lead outside as well.
    const path = tally.addFile(name.replace(/\/$/, ""));
    if (type === FOLDER) continue;
    read.push([path, await inflate(zip, entry, path, tally)]);
    newestMs = Math.max(newestMs ?? 0, entry.getLastModDate({ timezone: "UTC" }).getTime());
  }
  return { files: new Map(read.sort(([a], [b]) => (a < b ? -1 : 1))), newestMs };
}

function typeOf(entry: Entry, name: string): number {
  const stated = entry.versionMadeBy >> 8 === UNIX ? (entry.externalFileAttributes >>> 16) & TYPE_MASK : 0;
  const type = stated === 0 ? (name.endsWith("/") ? FOLDER : REGULAR_FILE) : stated;
  if (type === REGULAR_FILE || type === FOLDER) return type;
  throw refusedName(name, "a link or a device is no file", "링크나 장치는 파일이 아닙니다");
}

async function inflate(zip: ZipFile, entry: Entry, path: string, tally: FileTally): Promise<string> {
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0)
    throw refusedName(path, "an encrypted file cannot be read", "암호가 걸린 파일은 읽을 수 없습니다");
  if (!entry.canDecodeFileData())
    throw refusedName(
      path,
      "it is compressed by another method than a zip's usual one (deflate)",
      "zip에서 흔히 쓰는 방식(deflate)이 아닌 다른 방식으로 압축되었습니다",
    );
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    const piece = chunk as Buffer;
    bytes += piece.length;
    tally.addBytes(path, piece.length, bytes);
    if (bytes > limits.ratioFromBytes && bytes > entry.compressedSize * limits.ratioMax) {
      throw tooMuch(
        `${path} grows too much when it is unpacked`,
        `${path} 파일은 압축을 풀면 지나치게 커집니다`,
        "ratioMax",
      );
    }
    chunks.push(piece);
  }
  const content = Buffer.concat(chunks);
  if (hasSignature(content))
    throw refusedName(path, "there is a zip inside the zip", "zip 안에 또 zip이 있습니다");
  return content.toString("utf8");
}

const ZIP_SIGNATURE = Buffer.from("PK\u0003\u0004");

function hasSignature(content: Buffer): boolean {
  return content.subarray(0, 4).equals(ZIP_SIGNATURE);
}

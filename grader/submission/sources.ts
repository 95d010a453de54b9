/** What a learner handed in, as one list of files that are not read yet: a folder, a zip, a notebook, and zips inside. */
import { createHash } from "node:crypto";
import { lstatSync, opendirSync, type Stats } from "node:fs";
import { basename, extname } from "node:path";
import type { Entry } from "../files/entry.ts";
import { listFolder, readRegularFile } from "../files/folder.ts";
import { LeftOut, NotRead } from "../files/left-out.ts";
import { limits } from "../files/limits.ts";
import { shownName } from "../files/names.ts";
import { overBudget } from "../files/reasons.ts";
import { SubmissionRefused } from "../files/refusal.ts";
import { isZip, listZip } from "../files/zip.ts";
import type { Text } from "../text.ts";
import { isTypedText, notReadTexts } from "./lms.ts";

export interface Source {
  /** Of all that may be read; a zip inside is a folder of its name. */
  readonly entries: readonly Entry[];
  readonly leftOut: LeftOut;
  /** Of a file; null for a folder. */
  readonly sha256: string | null;
}

const ZIP = /\.zip$/i;

export interface OpenOptions {
  /** How far the learner's clock on the wall is ahead of UTC. */
  readonly clockOffsetMs: number;
  /** Whether the name of a folder is part of the paths in it, as that of a zip always is. */
  readonly isNamed: boolean;
}

/** @throws SubmissionRefused when it is not the learner's own (a link, a device), or cannot be opened. */
export async function openSource(path: string, { clockOffsetMs, isNamed }: OpenOptions): Promise<Source> {
  const state = stateOf(path);
  if (state.isSymbolicLink()) throw refused(path, texts.link);
  if (state.isDirectory()) return openFolder(path, isNamed ? `${basename(path)}/` : "", clockOffsetMs);
  if (!state.isFile()) throw refused(path, texts.device);
  const suffix = extname(path).toLowerCase();
  if (isTypedText(path)) throw new SubmissionRefused(notReadTexts([basename(path)]), texts.kinds);
  if (suffix !== ".zip" && suffix !== ".ipynb") throw refused(path, texts.otherKind, texts.kinds);
  const bytes = readOrRefuse(path, suffix === ".zip" ? "zipBytesMax" : "notebookBytesMax");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const name = basename(path).normalize("NFC");
  if (suffix === ".ipynb" && !isZip(bytes)) {
    const leftOut = new LeftOut();
    return { entries: [{ path: name, modifiedMs: state.mtimeMs, read: () => bytes }], leftOut, sha256 };
  }
  try {
    const { entries, leftOut } = await listZip(bytes, clockOffsetMs);
    const inside = new Inside(leftOut, clockOffsetMs);
    await inside.open(entries, `${name.replace(ZIP, "")}/`, 0);
    return { entries: inside.entries, leftOut, sha256 };
  } catch (error) {
    if (error instanceof NotRead) throw refused(path, error.reason, texts.packAgain);
    throw error;
  }
}

async function openFolder(path: string, under: string, clockOffsetMs: number): Promise<Source> {
  try {
    opendirSync(path).closeSync();
  } catch {
    throw refused(path, texts.unreadable);
  }
  const { entries, leftOut } = listFolder(path);
  const inside = new Inside(leftOut, clockOffsetMs);
  await inside.open(entries, under, -1);
  return { entries: inside.entries, leftOut, sha256: null };
}

/** Opens the zips among files: those of a folder, and those of a zip, and none further inside. */
class Inside {
  readonly entries: Entry[] = [];
  readonly #leftOut: LeftOut;
  readonly #clockOffsetMs: number;
  #packedBytes = 0;

  constructor(leftOut: LeftOut, clockOffsetMs: number) {
    this.#leftOut = leftOut;
    this.#clockOffsetMs = clockOffsetMs;
  }

  /** @param depth in how many zips the files lie, from -1 for a folder. */
  async open(entries: readonly Entry[], under: string, depth: number): Promise<void> {
    for (const entry of entries) {
      const path = `${under}${entry.path}`;
      if (!ZIP.test(path)) this.entries.push({ ...entry, path });
      else
        await this.#openZip({ ...entry, path }, depth + 1).catch((error: unknown) => {
          if (!(error instanceof NotRead)) throw error;
          this.#leftOut.add(path, error.reason);
        });
    }
  }

  async #openZip(entry: Entry, depth: number): Promise<void> {
    if (depth > limits.zipDepthMax) throw new NotRead(overBudget("zipDepthMax"));
    if (this.entries.length > limits.entriesMax) throw new NotRead(overBudget("entriesMax"));
    const bytes = await entry.read("zipBytesMax");
    this.#packedBytes += bytes.length;
    if (this.#packedBytes > limits.packedBytesMax) throw new NotRead(overBudget("packedBytesMax"));
    const { entries, leftOut } = await listZip(bytes, this.#clockOffsetMs);
    const under = `${entry.path.replace(ZIP, "")}/`;
    this.#leftOut.addAll(leftOut, under);
    await this.open(entries, under, depth);
  }
}

function stateOf(path: string): Stats {
  try {
    return lstatSync(path);
  } catch {
    throw refused(path, texts.unreadable);
  }
}

function readOrRefuse(path: string, budget: "zipBytesMax" | "notebookBytesMax"): Buffer {
  try {
    return readRegularFile(path, budget);
  } catch (error) {
    if (error instanceof NotRead) throw refused(path, error.reason);
    throw error;
  }
}

function refused(path: string, why: Text, hint: Text = texts.again): SubmissionRefused {
  const name = shownName(basename(path));
  return new SubmissionRefused({ en: `${name}: ${why.en}`, ko: `${name}: ${why.ko}` }, hint);
}

const texts = {
  link: {
    en: "this is a link, and a link is never followed",
    ko: "링크입니다. 링크는 따라가지 않습니다",
  },
  device: {
    en: "this is a pipe, a socket or a device, and no file",
    ko: "파일이 아니라 파이프, 소켓 또는 장치입니다",
  },
  unreadable: { en: "it cannot be read", ko: "읽을 수 없습니다" },
  otherKind: {
    en: "it is neither a folder nor a .zip nor an .ipynb",
    ko: "폴더도, .zip도, .ipynb도 아닙니다",
  },
  kinds: {
    en: "Submit a folder, a zip of it, or your notebook",
    ko: "폴더나 그 폴더를 묶은 zip, 또는 노트북을 제출하세요",
  },
  packAgain: {
    en: "Pack it again with your system's own zip, and open it once before you submit it",
    ko: "운영체제의 압축 기능으로 다시 묶고, 제출하기 전에 한 번 열어 보세요",
  },
  again: {
    en: "Hand in the folder, the zip or the notebook itself, with permission to read it",
    ko: "폴더, zip, 노트북을 읽기 권한과 함께 그대로 제출하세요",
  },
};

/** Reads a folder as data: regular files only, which are opened without following a link and without waiting for a pipe. */
import {
  closeSync,
  constants,
  type Dirent,
  existsSync,
  fstatSync,
  lstatSync,
  opendirSync,
  openSync,
  readSync,
} from "node:fs";
import { join } from "node:path";
import type { Text } from "../text.ts";
import { decoded } from "./decoded.ts";
import { type Entry, inOrder, type Listing } from "./entry.ts";
import { LeftOut, NotRead } from "./left-out.ts";
import { type Files, limits, type SizeBudget } from "./limits.ts";
import { isHidden, isToolsOwn, usedPath } from "./names.ts";
import { overBudget, reasons } from "./reasons.ts";
import { SubmissionRefused } from "./refusal.ts";

export interface FolderContents {
  readonly files: Files;
  /** What was left out, one sentence for each reason. */
  readonly notes: readonly Text[];
}

/** @param except entries of the folder itself that are left out. @throws SubmissionRefused when any file cannot or must not be read. */
export function readFolder(folder: string, except: readonly string[] = []): Files {
  const { files, notes } = readFolderWithNotes(folder, except);
  const [note] = notes;
  if (note === undefined) return files;
  throw new SubmissionRefused(note, {
    en: "Take it out of the folder, or repair it",
    ko: "폴더에서 빼거나 고치세요",
  });
}

/** As readFolder, but what cannot or must not be read costs only itself. */
export function readFolderWithNotes(folder: string, except: readonly string[] = []): FolderContents {
  const { entries, leftOut } = listFolder(folder);
  const files = new Map<string, string>();
  let total = 0;
  for (const { path, read } of entries) {
    if (except.includes(path.split("/")[0] ?? "")) continue;
    try {
      if (files.size >= limits.filesMax) throw new NotRead(overBudget("filesMax"));
      const bytes = read("fileBytesMax");
      if (total + bytes.length > limits.totalBytesMax) throw new NotRead(overBudget("totalBytesMax"));
      files.set(path, decoded(bytes));
      total += bytes.length;
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      leftOut.add(path, error.reason);
    }
  }
  return { files, notes: leftOut.notes };
}

export function readFolderIfAny(folder: string): Files {
  return existsSync(folder) ? readFolder(folder) : new Map();
}

/** The nearer to the top, the sooner it is found, so that a deep folder of anything does not use up the budget of names. */
export function listFolder(folder: string): Listing<Entry<Buffer>> {
  const found: Entry<Buffer>[] = [];
  const leftOut = new LeftOut();
  const waiting = [""];
  let looked = 0;
  for (let prefix = waiting.shift(); prefix !== undefined; prefix = waiting.shift()) {
    for (const entry of entriesIn(join(folder, prefix), prefix, leftOut)) {
      const raw = `${prefix}${entry.name}`;
      if (isToolsOwn(entry.name)) continue;
      if (++looked > limits.entriesMax) {
        leftOut.add(raw, overBudget("entriesMax"));
        return { entries: inOrder(found, (path) => leftOut.add(path, reasons.sameName)), leftOut };
      }
      const reason = reasonAgainst(entry);
      const used = usedPath(raw);
      if (reason !== undefined) leftOut.add(raw, reason);
      else if ("reason" in used) leftOut.add(raw, used.reason);
      else if (entry.isDirectory()) waiting.push(`${raw}/`);
      else found.push(fileEntry(join(folder, raw), used.path));
    }
  }
  return { entries: inOrder(found, (path) => leftOut.add(path, reasons.sameName)), leftOut };
}

function entriesIn(folder: string, prefix: string, leftOut: LeftOut): readonly Dirent[] {
  const entries: Dirent[] = [];
  try {
    const opened = opendirSync(folder);
    try {
      for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
        entries.push(entry);
        if (entries.length > limits.entriesMax) break;
      }
    } finally {
      opened.closeSync();
    }
  } catch (error) {
    leftOut.add(prefix, reasonOf(error));
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function reasonAgainst(entry: Dirent): Text | undefined {
  if (entry.isSymbolicLink()) return reasons.link;
  if (!entry.isFile() && !entry.isDirectory()) return reasons.device;
  return isHidden(entry.name) ? reasons.hidden : undefined;
}

function fileEntry(file: string, path: string): Entry<Buffer> {
  return {
    path,
    modifiedMs: lstatSync(file).mtimeMs,
    read: (budget) => readRegularFile(file, budget),
  };
}

/** @throws NotRead for all but a regular file within the budget. */
export function readRegularFile(file: string, budget: SizeBudget): Buffer {
  let opened: number | undefined;
  try {
    opened = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const state = fstatSync(opened);
    if (!state.isFile()) throw new NotRead(reasons.device);
    if (state.size > limits[budget]) throw new NotRead(overBudget(budget));
    return readBytes(opened, state.size);
  } catch (error) {
    throw error instanceof NotRead ? error : new NotRead(reasonOf(error));
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** What stands there now: a file that is still being written may be shorter or longer than it said. */
function readBytes(opened: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const read = readSync(opened, bytes, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

function reasonOf(error: unknown): Text {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ELOOP") return reasons.link;
  if (code === "EACCES" || code === "EPERM") return reasons.forbidden;
  if (code === "ENXIO") return reasons.device;
  if (error instanceof Error && "syscall" in error) return reasons.unreadable;
  throw error;
}

/** Reads a folder as data: regular files only, within the budgets of a submission, in the order of their names. */
import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { FileTally, isLeftover } from "./file-tally.ts";
import type { Files } from "./limits.ts";
import { refusedName, SubmissionRefused } from "./refusal.ts";

/** @param except entries of the folder itself that are left out. @throws SubmissionRefused for links, devices, and whatever is over a budget. */
export function readFolder(folder: string, except: readonly string[] = []): Files {
  const files = new Map<string, string>();
  const tally = new FileTally();
  for (const entry of entriesOf(folder))
    if (!except.includes(entry.name)) readEntry(folder, entry, "", tally, files);
  return files;
}

export function readFolderIfAny(folder: string): Files {
  return existsSync(folder) ? readFolder(folder) : new Map();
}

/** When the newest file of these was written, in milliseconds since 1970; undefined when there is none. */
export function newestChange(folder: string, paths: Iterable<string>): number | undefined {
  const times = [...paths].map((path) => statSync(join(folder, path)).mtimeMs);
  return times.length === 0 ? undefined : Math.max(...times);
}

function readEntry(
  folder: string,
  entry: Dirent,
  prefix: string,
  tally: FileTally,
  files: Map<string, string>,
): void {
  const path = `${prefix}${entry.name}`;
  const inside = join(folder, entry.name);
  if (isLeftover(path)) return;
  if (entry.isDirectory())
    for (const inner of entriesOf(inside)) readEntry(inside, inner, `${path}/`, tally, files);
  else if (entry.isFile()) files.set(tally.addFile(path), readText(inside, path, tally));
  else throw refusedName(path, "a link or a device is no file", "링크나 장치는 파일이 아닙니다");
}

function entriesOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readText(file: string, path: string, tally: FileTally): string {
  const { size } = statSync(file);
  tally.addBytes(path, size, size);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SubmissionRefused(
      { en: `${path} cannot be read (${code})`, ko: `${path} 파일을 읽을 수 없습니다(${code})` },
      { en: "Make the file readable for the grader", ko: "채점기가 읽을 수 있도록 파일 권한을 바꾸세요" },
    );
  }
}

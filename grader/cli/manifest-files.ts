/** The manifests that a command line names: files, and folders with the manifests in them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "service-bootcamp";
import type { ManifestFile } from "../manifests/applied-files.ts";
import type { Text } from "../text.ts";
import { UsageError } from "./usage-error.ts";

export const manifestLimits = { filesMax: 200, fileBytesMax: 1_048_576 } as const;

const MANIFEST = /\.(ya?ml|json)$/i;

/** In the order in which they are named; those of a folder in the order of their names. @throws UsageError */
export function readManifests(paths: readonly string[], lang: Language): readonly ManifestFile[] {
  const files = paths.flatMap((path) => (isFolder(path, lang) ? manifestsIn(path, lang) : [path]));
  if (files.length > manifestLimits.filesMax) throw new UsageError(texts.tooMany(files.length)[lang]);
  return files.map((path) => ({ path, text: read(path, lang) }));
}

export function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(path: string, lang: Language): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(texts.missing(path)[lang]);
  return stats.isDirectory();
}

function manifestsIn(folder: string, lang: Language): readonly string[] {
  const names = readdirSync(folder).filter((name) => MANIFEST.test(name));
  if (names.length === 0) throw new UsageError(texts.empty(folder)[lang]);
  return names.sort().map((name) => join(folder, name));
}

function read(path: string, lang: Language): string {
  try {
    if (statSync(path).size <= manifestLimits.fileBytesMax)
      return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch {
    throw new UsageError(texts.unreadable(path)[lang]);
  }
  throw new UsageError(texts.tooLarge(path)[lang]);
}

const texts = {
  missing: (path: string): Text => ({
    en: `there is no file ${path || '""'}`,
    ko: `${path || '""'} 파일이 없습니다`,
  }),
  empty: (path: string): Text => ({
    en: `the folder ${path} has no manifest (.yaml, .yml, .json)`,
    ko: `${path} 폴더에 매니페스트(.yaml, .yml, .json)가 없습니다`,
  }),
  unreadable: (path: string): Text => ({
    en: `${path} cannot be read: look at its permissions`,
    ko: `${path}을(를) 읽을 수 없습니다. 파일의 권한을 확인하세요`,
  }),
  tooLarge: (path: string): Text => ({
    en: `${path} is larger than a manifest may be (fileBytesMax ${manifestLimits.fileBytesMax})`,
    ko: `${path}이(가) 매니페스트의 한도(fileBytesMax ${manifestLimits.fileBytesMax})보다 큽니다`,
  }),
  tooMany: (count: number): Text => ({
    en: `${count} files are more than can be looked at together (filesMax ${manifestLimits.filesMax})`,
    ko: `파일 ${count}개는 한 번에 볼 수 있는 한도(filesMax ${manifestLimits.filesMax})를 넘습니다`,
  }),
};

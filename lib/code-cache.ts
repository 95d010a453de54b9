/**
 * Runs a bundle with the code that V8 compiled of it in an earlier process: compiling is most of what a short process does.
 * A cache counts for one bundle, whose name has the hash of its content, for one Node, and for one set of V8's flags. Where there is none, or one that cannot be read, is damaged or
 * is refused by V8, the bundle runs all the same, and only later.
 *
 * Whoever writes a cache decides what later processes run, so a process that has read anything of a learner's writes none.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

export interface LoadedBundle {
  /** What the bundle exports. */
  readonly exports: unknown;
  /** Keeps what has been compiled so far for later processes, unless this one began with such a cache. */
  readonly keepCode: () => void;
}

const CHECKSUM_BYTES = 4;

/**
 * @param file a bundle, `NAME-HASH.cjs`: a function of what a module of CommonJS gets, in ASCII.
 * @param folder where caches are.
 * @param packages what the bundle gets under names of packages, instead of those of the disk.
 */
export function loadBundle(
  file: string,
  folder: string,
  packages: Readonly<Record<string, () => unknown>> = {},
): LoadedBundle {
  // V8's own tag is the same for different builds of one version, whose code is not: it would run, and do something else.
  const node = `${process.version}-${statSync(process.execPath).size}-${cachedDataVersionTag()}`;
  const cache = `${basename(file)}-${node}.code`;
  const cachedData = readCode(join(folder, cache));
  // As the build makes it, a bundle is ASCII, and need not be decoded.
  const script = new Script(readFileSync(file, "latin1"), { filename: file, cachedData });
  const module = { exports: {} };
  const fromDisk = createRequire(file);
  const require = (name: string): unknown => packages[name]?.() ?? fromDisk(name);
  script.runInThisContext()(module.exports, require, module, file, dirname(file));
  const keepCode = (): void => {
    if (cachedData !== undefined && script.cachedDataRejected === false) return;
    writeCode(folder, cache, script.createCachedData());
    const program = cache.slice(0, cache.indexOf("-") + 1);
    removeAll(folder, (name) => name.startsWith(program) && !name.startsWith(basename(file)));
  };
  return { exports: module.exports, keepCode };
}

/** V8 itself checks neither length nor content. */
function readCode(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const code = bytes.subarray(CHECKSUM_BYTES);
    return bytes.readUInt32LE() === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside its place and renamed, because another process may read or write it at the same moment. */
function writeCode(folder: string, name: string, code: Buffer): void {
  const temporary = join(folder, `${name}.${process.pid}`);
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(crc32(code));
  const isWritten = attempt(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, Buffer.concat([checksum, code]));
    renameSync(temporary, join(folder, name));
  });
  if (!isWritten) attempt(() => rmSync(temporary, { force: true }));
}

/** Caches of bundles that have been built anew since. */
function removeAll(folder: string, isOld: (name: string) => boolean): void {
  attempt(() => {
    for (const name of readdirSync(folder).filter(isOld)) rmSync(join(folder, name), { force: true });
  });
}

/** For a folder that may not be written, a full disk, or somebody else who does the same. @returns whether it went well. */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

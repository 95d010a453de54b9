/**
 * A folder that several machines have among their files, such as a volume of a Pod: what one writes there the others
 * read. Its contents can be put there anew as a whole. Leaves out links that lead out of the folder.
 */
import type {
  CpOptions,
  FileContent,
  FsStat,
  IFileSystem,
  InMemoryFs,
  MkdirOptions,
  RmOptions,
} from "just-bash";
import { shellBudgets } from "./budgets.ts";
import { justBash } from "./just-bash.ts";
import { enter, type World } from "./simulated-time.ts";
import { RefusedPathError } from "./system-words.ts";

export interface FolderFile {
  readonly text: string;
  /** Permission bits; default 0644. */
  readonly mode?: number;
}

/** By path inside the folder, without a slash in front: `index.html`, `conf.d/site.conf`. */
export type FolderFiles = Readonly<Record<string, FolderFile>>;

/** Where a machine has a shared folder, or a part of it. */
export interface Mount {
  /** Absolute, without a slash at the end. */
  readonly path: string;
  readonly folder: SharedFolder;
  /** The part that is to be seen; absent: all. */
  readonly subPath?: string;
  readonly isReadOnly?: boolean;
}

const FILE_MODE = 0o644;

export class SharedFolder {
  readonly #world: World;
  readonly #parts = new Set<string>();
  #files: FolderFiles;
  #system: InMemoryFs | undefined;

  /** @param now simulated milliseconds since 1970, for the times of files. */
  constructor(files: FolderFiles, now: () => number) {
    this.#files = files;
    this.#world = { now, random: () => 0 };
  }

  /** What was in the folder goes. */
  replace(files: FolderFiles): void {
    this.#files = files;
    this.#system = undefined;
  }

  /** Makes a folder inside, if it is not there. */
  makePart(path: string): void {
    if (!this.#parts.has(path)) this.#system?.mkdirSync(`/${path}`, { recursive: true });
    this.#parts.add(path);
  }

  get system(): InMemoryFs {
    this.#system ??= this.#make();
    return this.#system;
  }

  /** Undefined when there is no such file. */
  find(path: string): string | undefined | Promise<string | undefined> {
    return this.#system === undefined ? this.#files[path]?.text : findIn(this.#system, `/${path}`);
  }

  has(path: string): boolean {
    return this.#system === undefined
      ? this.#files[path] !== undefined
      : this.#system.getAllPaths().includes(`/${path}`);
  }

  /** What is in a folder inside; undefined when there is none. @param path empty for the whole. */
  names(path: string): readonly string[] | undefined {
    const prefix = path === "" ? "" : `${path.replace(/\/+$/, "")}/`;
    const paths =
      this.#system === undefined
        ? [...Object.keys(this.#files), ...[...this.#parts].map((part) => `${part}/`)]
        : this.#system.getAllPaths().map((found) => found.slice(1));
    const inside = paths.filter((found) => found.startsWith(prefix) && found !== prefix);
    const names = new Set(inside.map((found) => found.slice(prefix.length).split("/", 1)[0] as string));
    names.delete("");
    return names.size === 0 && prefix !== "" ? undefined : [...names];
  }

  /** Whether a file may be run; of files that somebody wrote into the folder it is not known, and assumed. */
  isExecutable(path: string): boolean {
    const file = this.#files[path];
    return file === undefined || ((file.mode ?? FILE_MODE) & 0o111) !== 0;
  }

  #make(): InMemoryFs {
    enter(this.#world);
    const initial = Object.entries(this.#files).map(
      ([path, { text, mode = FILE_MODE }]) => [`/${path}`, { content: text, mode }] as const,
    );
    const system = new (justBash().InMemoryFs)(Object.fromEntries(initial), {
      maxTotalBytes: shellBudgets.fileBytes,
    });
    for (const part of this.#parts) system.mkdirSync(`/${part}`, { recursive: true });
    return system;
  }
}

async function findIn(system: InMemoryFs, path: string): Promise<string | undefined> {
  return (await system.exists(path)) && (await system.stat(path)).isFile ? system.readFile(path) : undefined;
}

/** The mount that a path leads into, and the path inside its folder. */
export function mountedAt(
  mounts: readonly Mount[],
  path: string,
): { readonly folder: SharedFolder; readonly path: string } | undefined {
  let nearest: Mount | undefined;
  for (const mount of mounts)
    if (isIn(mount.path, path) && mount.path.length > (nearest?.path.length ?? -1)) nearest = mount;
  if (nearest === undefined) return undefined;
  const rest = path.slice(nearest.path.length + 1);
  return {
    folder: nearest.folder,
    path: nearest.subPath === undefined ? rest : `${nearest.subPath}/${rest}`,
  };
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(folder) && (path.length === folder.length || path[folder.length] === "/");
}

/** A file system with folders mounted into it, those inside others included. @param at where it is mounted itself. */
export function withMounts(base: IFileSystem, mounts: readonly Mount[], at = ""): IFileSystem {
  if (mounts.length === 0) return base;
  const outermost = mounts.filter(
    (mount) => !mounts.some((other) => mount.path.startsWith(`${other.path}/`)),
  );
  const points = outermost.map((mount) => {
    const inner = mounts.filter(({ path }) => path.startsWith(`${mount.path}/`));
    return {
      mountPoint: mount.path.slice(at.length),
      filesystem: withMounts(new FolderView(mount), inner, mount.path),
    };
  });
  return new (justBash().MountableFs)({ base, mounts: points });
}

type ReadOptions = Parameters<IFileSystem["readFile"]>[1];
type WriteOptions = Parameters<IFileSystem["writeFile"]>[2];

/** A shared folder as one machine has it: perhaps only a part, perhaps without the right to write. */
class FolderView implements IFileSystem {
  readonly #mount: Mount;
  readonly #root: string;

  /** @param mount its path is the whole one, wherever it is mounted. */
  constructor(mount: Mount) {
    this.#mount = mount;
    this.#root = mount.subPath === undefined ? "" : `/${mount.subPath}`;
  }

  readFile = (path: string, options?: ReadOptions) => this.#system.readFile(this.#at(path), options);
  readFileBytes = (path: string) => this.#system.readFileBytes(this.#at(path));
  readFileBuffer = (path: string) => this.#system.readFileBuffer(this.#at(path));
  exists = (path: string) => this.#system.exists(this.#at(path));
  stat = (path: string): Promise<FsStat> => this.#system.stat(this.#at(path));
  lstat = (path: string): Promise<FsStat> => this.#system.lstat(this.#at(path));
  readdir = (path: string) => this.#system.readdir(this.#at(path));
  readlink = (path: string) => this.#system.readlink(this.#at(path));
  realpath = async (path: string) =>
    (await this.#system.realpath(this.#at(path))).slice(this.#root.length) || "/";
  resolvePath = (base: string, path: string) => this.#system.resolvePath(base, path);
  writeFile = async (path: string, content: FileContent, options?: WriteOptions) =>
    this.#changed(path).writeFile(this.#at(path), content, options);
  appendFile = async (path: string, content: FileContent, options?: WriteOptions) =>
    this.#changed(path).appendFile(this.#at(path), content, options);
  mkdir = async (path: string, options?: MkdirOptions) => this.#changed(path).mkdir(this.#at(path), options);
  rm = async (path: string, options?: RmOptions) => this.#changed(path).rm(this.#at(path), options);
  cp = async (from: string, to: string, options?: CpOptions) =>
    this.#changed(to).cp(this.#at(from), this.#at(to), options);
  mv = async (from: string, to: string) => this.#changed(to).mv(this.#at(from), this.#at(to));
  chmod = async (path: string, mode: number) => this.#changed(path).chmod(this.#at(path), mode);
  symlink = async (target: string, path: string) => this.#changed(path).symlink(target, this.#at(path));
  link = async (existing: string, path: string) =>
    this.#changed(path).link(this.#at(existing), this.#at(path));
  utimes = async (path: string, atime: Date, mtime: Date) =>
    this.#changed(path).utimes(this.#at(path), atime, mtime);

  getAllPaths(): string[] {
    const paths = this.#system
      .getAllPaths()
      .filter((path) => path === this.#root || path.startsWith(`${this.#root}/`));
    return paths.map((path) => path.slice(this.#root.length) || "/");
  }

  get #system(): InMemoryFs {
    return this.#mount.folder.system;
  }

  /** @throws RefusedPathError. */
  #changed(path: string): InMemoryFs {
    if (this.#mount.isReadOnly === true)
      throw new RefusedPathError(this.#mount.path + path, "Read-only file system");
    return this.#system;
  }

  #at(path: string): string {
    return path === "/" ? this.#root || "/" : `${this.#root}${path}`;
  }
}

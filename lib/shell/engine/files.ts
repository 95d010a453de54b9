/**
 * The files of one simulated machine: just-bash's file system in memory, made when somebody first needs more of it than
 * to read or write whole files. No users, no permissions but the mode bits, no devices besides /dev/null and its kin; and
 * where a redirection leads into a folder that does not exist, the engine makes the folder.
 */
import type { IFileSystem } from "just-bash";
import { shellBudgets } from "./budgets.ts";
import { justBash } from "./just-bash.ts";
import { type Mount, mountedAt, RefusedPathError, withMounts } from "./shared-folder.ts";
import { enter, type World } from "./simulated-time.ts";

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ENOENT: "No such file or directory",
  EISDIR: "Is a directory",
  ENOTDIR: "Not a directory",
  EEXIST: "File exists",
  ENOSPC: `No space left on device (budget: fileBytes, ${shellBudgets.fileBytes} bytes)`,
};

/** @returns whether the path names a connection, which stands now. @throws RefusedPathError when it does not. */
export type OpenConnection = (path: string) => Promise<boolean>;

export class Files {
  readonly #world: World;
  readonly #initial: Map<string, string>;
  readonly #mounts: readonly Mount[];
  readonly #scripts: () => Readonly<Record<string, string>>;
  readonly #openConnection: OpenConnection | undefined;
  #system: IFileSystem | undefined;

  /**
   * @param initial contents by absolute path.
   * @param scripts executable files besides; asked for when the file system is made.
   * @param openConnection what a script writes to may be no file.
   */
  constructor(
    initial: Readonly<Record<string, string>>,
    world: World,
    mounts: readonly Mount[] = [],
    scripts: () => Readonly<Record<string, string>> = () => ({}),
    openConnection?: OpenConnection,
  ) {
    this.#world = world;
    this.#initial = new Map(Object.entries(initial));
    this.#mounts = mounts;
    this.#scripts = scripts;
    this.#openConnection = openConnection;
  }

  get system(): IFileSystem {
    this.#system ??= this.#make();
    return this.#system;
  }

  resolve(base: string, path: string): string {
    const parts: string[] = [];
    for (const part of (path.startsWith("/") ? path : `${base}/${path}`).split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(part);
    }
    return `/${parts.join("/")}`;
  }

  /** @throws Error with the system's own words. */
  async read(path: string): Promise<string> {
    const waiting = this.#system === undefined ? await this.#findWaiting(path) : undefined;
    return waiting ?? this.#do((system) => system.readFile(path));
  }

  /** Undefined when there is no such file. */
  async find(path: string): Promise<string | undefined> {
    if (this.#system === undefined) return this.#findWaiting(path);
    return (await this.#system.exists(path)) ? this.read(path) : undefined;
  }

  /** @throws Error with the system's own words. */
  async write(path: string, text: string): Promise<void> {
    if (path === "/dev/null") return;
    await this.#do(async (system) => {
      // The engine's file system would make a missing folder by itself; a real one refuses.
      await system.stat(parentOf(path));
      await system.writeFile(path, text);
    });
  }

  /** Puts a file there, and the folders it needs. */
  async place(path: string, text: string): Promise<void> {
    if (this.#system === undefined && mountedAt(this.#mounts, path) === undefined)
      this.#initial.set(path, text);
    else await this.#do((system) => system.writeFile(path, text));
  }

  /** Names in a folder, or undefined when it is no folder. */
  async readFolder(path: string): Promise<readonly string[] | undefined> {
    return this.#do(async (system) =>
      (await system.exists(path)) && (await system.stat(path)).isDirectory ? system.readdir(path) : undefined,
    );
  }

  /** Removes a file, or a folder with all that is in it, where there is one. */
  async remove(path: string): Promise<void> {
    await this.#do((system) => system.rm(path, { recursive: true, force: true }));
  }

  #findWaiting(path: string): string | undefined | Promise<string | undefined> {
    const mounted = mountedAt(this.#mounts, path);
    return mounted === undefined ? this.#initial.get(path) : mounted.folder.find(mounted.path);
  }

  async #do<T>(work: (system: IFileSystem) => Promise<T>): Promise<T> {
    enter(this.#world);
    try {
      return await work(this.system);
    } catch (error) {
      throw error instanceof RefusedPathError ? error : new Error(systemWords(error));
    }
  }

  #make(): IFileSystem {
    enter(this.#world);
    const scripts = Object.entries(this.#scripts()).map(([path, content]) => [
      path,
      { content, mode: 0o755 },
    ]);
    const system = new (justBash().InMemoryFs)(
      { ...Object.fromEntries(scripts), ...Object.fromEntries(this.#initial) },
      { maxTotalBytes: shellBudgets.fileBytes },
    );
    if (this.#openConnection !== undefined) openConnections(system, this.#openConnection);
    if (!system.getAllPaths().includes("/tmp")) system.mkdirSync("/tmp", { recursive: true });
    this.#initial.clear();
    return withMounts(system, this.#mounts);
  }
}

/** What is written to a path that opens a connection goes nowhere else. */
function openConnections(system: IFileSystem, open: OpenConnection): void {
  for (const name of ["writeFile", "appendFile"] as const) {
    const write = system[name].bind(system);
    system[name] = async (path, ...rest) => {
      if (!(await open(path))) await write(path, ...rest);
    };
  }
}

function parentOf(path: string): string {
  return path.replace(/\/+[^/]*$/, "") || "/";
}

/** What the engine's own programs print of errors of its file system, and of texts that they cannot read. */
export function plainWords(stderr: string): string {
  if (!/\bE[A-Z]{4,}: |: Unexpected /.test(stderr)) return stderr;
  return stderr
    .replaceAll(/\b(E[A-Z]{4,}): [^,\n]*, \w+ '([^'\n]*)'/g, (text, code: string, path: string) =>
      SYSTEM_WORDS[code] === undefined ? text : `${path}: ${SYSTEM_WORDS[code]}`,
    )
    .replaceAll(/^(jq|yq): parse error: Unexpected .*$/gm, "$1: parse error: unfinished or malformed text");
}

/** What the system calls an error of the engine's file system. */
export function systemWords(error: unknown): string {
  if (error instanceof RefusedPathError) return `${error.path}: ${error.message}`;
  const text = error instanceof Error ? error.message : String(error);
  return SYSTEM_WORDS[text.split(":")[0] ?? ""] ?? text;
}

/**
 * The files of one simulated machine: just-bash's file system in memory, made when somebody first needs more of it than
 * to read or write whole files. No users, no permissions but the mode bits, no devices besides /dev/null and its kin.
 */
import type { CpOptions, IFileSystem } from "just-bash";
import { shellBudgets } from "./budgets.ts";
import { justBash } from "./just-bash.ts";
import { Devices, type OpenDevice, textOfContent, withDevices } from "./redirections.ts";
import { type Mount, mountedAt, withMounts } from "./shared-folder.ts";
import { enter, type World } from "./simulated-time.ts";
import { RefusedPathError, systemWords } from "./system-words.ts";

export class Files {
  readonly #world: World;
  readonly #initial: Map<string, string>;
  readonly #mounts: readonly Mount[];
  readonly #scripts: () => Readonly<Record<string, string>>;
  readonly #devices: Devices;
  #system: IFileSystem | undefined;

  /**
   * @param initial contents by absolute path.
   * @param scripts executable files besides; asked for when the file system is made.
   * @param openDevice what a redirection of a script may open besides files.
   */
  constructor(
    initial: Readonly<Record<string, string>>,
    world: World,
    mounts: readonly Mount[] = [],
    scripts: () => Readonly<Record<string, string>> = () => ({}),
    openDevice: OpenDevice = async () => undefined,
  ) {
    this.#world = world;
    this.#initial = new Map(Object.entries(initial));
    this.#mounts = mounts;
    this.#scripts = scripts;
    this.#devices = new Devices(openDevice);
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
    await this.#do((system) => system.writeFile(path, text));
  }

  /** Puts a file there, and the folders it needs. */
  async place(path: string, text: string): Promise<void> {
    if (this.#system === undefined && mountedAt(this.#mounts, path) === undefined)
      this.#initial.set(path, text);
    else
      await this.#do(async (system) => {
        await system.mkdir(parentOf(path), { recursive: true });
        await system.writeFile(path, text);
      });
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
    if (!system.getAllPaths().includes("/tmp")) system.mkdirSync("/tmp", { recursive: true });
    this.#initial.clear();
    return withDevices(strict(withMounts(system, this.#mounts), this.#devices), this.#devices);
  }
}

/** The engine's file system makes a missing folder by itself where a file is written; a real one refuses. */
function strict(system: IFileSystem, devices: Devices): IFileSystem {
  for (const name of ["writeFile", "appendFile"] as const) {
    const write = system[name].bind(system);
    system[name] = async (path, content, ...rest) => {
      if (await devices.write(path, textOfContent(content), name === "appendFile")) return;
      await checkFolder(system, path);
      await write(path, content, ...rest);
    };
  }
  for (const name of ["cp", "mv", "link", "symlink"] as const) {
    const put = system[name].bind(system);
    system[name] = async (from: string, to: string, options?: CpOptions) => {
      await checkFolder(system, to);
      await put(from, to, options as CpOptions);
    };
  }
  return system;
}

/** @throws Error as the engine words its own. */
async function checkFolder(system: IFileSystem, path: string): Promise<void> {
  const folder = await system.stat(parentOf(path)).catch(() => undefined);
  if (folder?.isDirectory === true) return;
  throw new Error(
    folder === undefined
      ? `ENOENT: no such file or directory, open '${path}'`
      : `ENOTDIR: not a directory, open '${path}'`,
  );
}

function parentOf(path: string): string {
  return path.replace(/\/+[^/]*$/, "") || "/";
}

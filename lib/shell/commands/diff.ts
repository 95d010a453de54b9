/**
 * `diff`: two files, or the files of two folders. Models GNU diffutils 3.8. Leaves out the forms besides the normal and
 * the unified one, what to ignore of a line, and binary files.
 */
import type { ExecResult } from "../../api/api.ts";
import { fail, type WrapperCommand, type WrapperContext } from "../command.ts";
import { changes } from "../diff/changes.ts";
import { linesOf, normalFormat, unifiedFormat } from "../diff/format.ts";
import { optionTable, readOptions } from "./short-options.ts";
import { formatTime } from "./time-format.ts";

const TROUBLE = 2;
const CONTEXT_DEFAULT = 3;

const OPTIONS = optionTable({
  done: "u U: unified? N=new-file r=recursive q=brief s=report-identical-files 0 1 2 3 4 5 6 7 8 9",
  inert: "a=text color?",
});

interface Settings {
  /** As it was typed, before each pair of files in folders. */
  readonly command: string;
  /** Lines around a change; undefined: the normal form. */
  readonly context: number | undefined;
  readonly has: (letter: string) => boolean;
}

export const diff: WrapperCommand = async (args, context) => {
  const { options, operands, problem } = readOptions(args, OPTIONS);
  const complain = (text: string): ExecResult =>
    fail(TROUBLE, `diff: ${text}\ndiff: Try 'diff --help' for more information.`);
  if (problem !== undefined) return complain(problem);
  const [oldPath, newPath, extra] = operands;
  if (oldPath === undefined || newPath === undefined)
    return complain(`missing operand after '${args.at(-1) ?? "diff"}'`);
  if (extra !== undefined) return complain(`extra operand '${extra}'`);
  const size =
    options.findLast(([key, value]) => key === "U" || (key === "unified" && value !== ""))?.[1] ??
    options.map(([letter]) => (/\d/.test(letter) ? letter : "")).join("");
  if (!/^\d*$/.test(size)) return complain(`invalid context length '${size}'`);
  const has = (letter: string): boolean => options.some(([given]) => given === letter);
  const isUnified = has("u") || has("U") || has("unified");
  const command = ["diff", ...args.slice(0, args.length).filter((arg) => !operands.includes(arg))].join(" ");
  const settings = {
    command,
    context: isUnified ? (size === "" ? CONTEXT_DEFAULT : Number(size)) : undefined,
    has,
  };
  return new Comparison(context, settings).run(oldPath, newPath);
};

class Comparison {
  readonly #shell: WrapperContext;
  readonly #settings: Settings;
  readonly #result = { stdout: "", stderr: "", exitCode: 0 };

  constructor(shell: WrapperContext, settings: Settings) {
    this.#shell = shell;
    this.#settings = settings;
  }

  async run(oldPath: string, newPath: string): Promise<ExecResult> {
    const [isOldFolder, isNewFolder] = [await this.#isFolder(oldPath), await this.#isFolder(newPath)];
    if (isOldFolder && isNewFolder) await this.#folders(oldPath, newPath);
    else if (isOldFolder) await this.#files(`${oldPath}/${baseName(newPath)}`, newPath);
    else if (isNewFolder) await this.#files(oldPath, `${newPath}/${baseName(oldPath)}`);
    else await this.#files(oldPath, newPath);
    return this.#result;
  }

  async #isFolder(path: string): Promise<boolean> {
    return path !== "-" && (await this.#shell.readFolder(path)) !== undefined;
  }

  #found(text: string): void {
    this.#result.stdout += text;
    this.#result.exitCode = Math.max(this.#result.exitCode, 1);
  }

  async #folders(oldFolder: string, newFolder: string): Promise<void> {
    const { command, has } = this.#settings;
    const [oldNames, newNames] = [
      (await this.#shell.readFolder(oldFolder)) ?? [],
      (await this.#shell.readFolder(newFolder)) ?? [],
    ];
    for (const name of [...new Set([...oldNames, ...newNames])].sort()) {
      const [oldPath, newPath] = [joined(oldFolder, name), joined(newFolder, name)];
      const isBothFolders = (await this.#isFolder(oldPath)) && (await this.#isFolder(newPath));
      const only = oldNames.includes(name) ? (newNames.includes(name) ? undefined : oldFolder) : newFolder;
      const isOneFolder = (await this.#isFolder(oldPath)) || (await this.#isFolder(newPath));
      if (only !== undefined && !has("N")) this.#found(`Only in ${only}: ${name}\n`);
      else if (isBothFolders || (isOneFolder && only !== undefined)) {
        if (has("r")) await this.#folders(oldPath, newPath);
        else if (isBothFolders) this.#result.stdout += `Common subdirectories: ${oldPath} and ${newPath}\n`;
      } else await this.#files(oldPath, newPath, `${command} ${oldPath} ${newPath}\n`);
    }
  }

  /** @param heading before the differences of two files of folders */
  async #files(oldPath: string, newPath: string, heading = ""): Promise<void> {
    const { context, has } = this.#settings;
    const isPair = heading !== "";
    const [oldText, newText] = [await this.#read(oldPath, isPair), await this.#read(newPath, isPair)];
    const mayLack = has("N") && (oldText !== undefined || newText !== undefined);
    if (!mayLack && (oldText === undefined || newText === undefined)) {
      for (const [path, text] of [[oldPath, oldText] as const, [newPath, newText] as const])
        if (text === undefined) this.#result.stderr += `diff: ${path}: No such file or directory\n`;
      this.#result.exitCode = TROUBLE;
    } else if (oldText === newText) {
      if (has("s")) this.#result.stdout += `Files ${oldPath} and ${newPath} are identical\n`;
    } else if (has("q")) this.#found(`Files ${oldPath} and ${newPath} differ\n`);
    else {
      const [oldLines, newLines] = [linesOf(oldText ?? ""), linesOf(newText ?? "")];
      const found = changes(oldLines, newLines);
      if (context === undefined) this.#found(heading + normalFormat(oldLines, newLines, found));
      else {
        const names = `--- ${await this.#named(oldPath, oldText)}\n+++ ${await this.#named(newPath, newText)}\n`;
        this.#found(heading + names + unifiedFormat(oldLines, newLines, found, context));
      }
    }
  }

  async #read(path: string, isPair: boolean): Promise<string | undefined> {
    if (path === "-" && !isPair) return this.#shell.stdin;
    return this.#shell.readFile(path).catch(() => undefined);
  }

  /** With the time of its last change; a file that is not there is as old as time. */
  async #named(path: string, text: string | undefined): Promise<string> {
    const { stdout } =
      text === undefined || path === "-"
        ? { stdout: "0" }
        : await this.#shell.start(["find", path, "-maxdepth", "0", "-printf", "%T@"]);
    return `${path}\t${formatTime("%Y-%m-%d %H:%M:%S.%N %z", Math.round(Number(stdout) * 1000))}`;
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function joined(folder: string, name: string): string {
  return `${folder.replace(/\/$/, "")}/${name}`;
}

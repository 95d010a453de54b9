/** The learner's files on disk, handed to the simulated shell: edit in JupyterLab, apply in the next cell. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** Budgets: what a folder of a notebook may hold. */
const FOLDER_FILES_MAX = 200;
const FILE_BYTES_MAX = 1_000_000;

export interface FolderReader {
  /** The files that are new or changed on disk since the last call: name -> text. */
  changed(): Record<string, string>;
  /** Of the files that are there now. */
  names(): readonly string[];
}

/** @param path relative to the notebook. Sub-folders and hidden files are left alone. @throws Error naming the folder or the budget. */
export function readFolder(path: string): FolderReader {
  const folder = resolve(path);
  const seen = new Map<string, string>();
  return {
    names: () => listFiles(folder),
    changed() {
      const names = listFiles(folder);
      const files: Record<string, string> = {};
      for (const name of names) {
        const text = readText(folder, name);
        if (text === undefined || seen.get(name) === text) continue;
        seen.set(name, text);
        files[name] = text;
      }
      return files;
    },
  };
}

function listFiles(folder: string): string[] {
  let entries: { name: string; isFile(): boolean }[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    throw new Error(`there is no folder ${folder}: set \`folder\` to one beside the notebook`);
  }
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => entry.name);
  if (names.length > FOLDER_FILES_MAX)
    throw new Error(`${folder} holds ${names.length} files, more than ${FOLDER_FILES_MAX} (folderFilesMax)`);
  return names.sort();
}

function readText(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return statSync(file).size > FILE_BYTES_MAX ? undefined : readFileSync(file, "utf8");
}

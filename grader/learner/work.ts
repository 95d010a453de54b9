/** The learner's own folder: `work/` at the project's root, kept out of git. A folder for each exercise, which begins as a copy of its `start/`. */
import { existsSync, readdirSync, renameSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { type FolderContents, readFolderWithNotes } from "../files/folder.ts";
import type { Files } from "../files/limits.ts";
import { makeFolder } from "../files/make-folder.ts";
import { writeFiles } from "../files/write-files.ts";
import { projectRoot } from "../project-root.ts";

/** Folders of files that a reset has taken away: `ID-1`, `ID-2`. */
const BACKUP_FOLDER = ".backup";

/** @returns what BOOTCAMP_WORK names, for a checkout that several people share or that may not be written. */
export function defaultWorkFolder(): string {
  const { BOOTCAMP_WORK } = process.env;
  return BOOTCAMP_WORK ? resolve(BOOTCAMP_WORK) : join(projectRoot(), "work");
}

export class Work {
  /** Absolute path. */
  readonly folder: string;

  constructor(folder: string = defaultWorkFolder()) {
    this.folder = folder;
  }

  folderOf({ id }: Pick<Exercise, "id">): string {
    return join(this.folder, id);
  }

  isBegun(exercise: Exercise): boolean {
    return existsSync(this.folderOf(exercise));
  }

  /** Lays out what the learner begins with; what is there already stays. */
  begin(exercise: Exercise): void {
    const folder = this.folderOf(exercise);
    makeFolder(folder);
    writeFiles(folder, new Map([...exercise.start].filter(([path]) => !existsSync(join(folder, path)))));
  }

  /** The files as they are; whoever judges them takes the answer from among them. */
  read(exercise: Exercise): Files {
    return this.readWithNotes(exercise).files;
  }

  /** The same, and what was left out: a link, a file that is too large. */
  readWithNotes(exercise: Exercise): FolderContents {
    return readFolderWithNotes(this.folderOf(exercise));
  }

  /** Begins anew. @returns where the files are kept that were there, if there were any. */
  reset(exercise: Exercise): string | undefined {
    const backup = this.isBegun(exercise) ? this.#moveAway(exercise) : undefined;
    this.begin(exercise);
    return backup;
  }

  /** The folder itself stays: the learner's terminal or editor may stand in it. */
  #moveAway(exercise: Exercise): string | undefined {
    const folder = this.folderOf(exercise);
    const names = readdirSync(folder);
    if (names.length === 0) return undefined;
    const backup = freePath((number) => join(this.folder, BACKUP_FOLDER, `${exercise.id}-${number}`));
    makeFolder(backup);
    for (const name of names) renameSync(join(folder, name), join(backup, name));
    return backup;
  }
}

/** @returns the first of the numbered paths at which nothing is yet. */
export function freePath(pathOf: (number: number) => string): string {
  let number = 1;
  while (existsSync(pathOf(number))) number++;
  return pathOf(number);
}

/**
 * The learner's place: `work/`, with copies of the notebooks and of the files that they use. The copies are the learner's; an update of
 * the course reaches them without taking away anything that the learner wrote. What a copy was made of is kept in `work/.lab/base`.
 */
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { basename, extname, join, relative } from "node:path";
import type { Language } from "service-bootcamp";
import { writeFiles } from "../files/write-files.ts";
import { freePath } from "../learner/work.ts";
import { mergeNotebook, parseNotebook } from "./lab-notebook-merge.ts";
import type { LabTexts } from "./lab-texts.ts";

export interface LabPlace {
  /** What JupyterLab shows: absolute. */
  readonly folder: string;
  /** Where JupyterLab keeps layouts and settings of this learner. */
  readonly state: string;
  /** Names of the notebooks, in the order of the course. */
  readonly notebooks: readonly string[];
  /** What the learner should know of their copies, a line each. */
  readonly news: readonly string[];
}

/** @param root of the checkout. @param folder of the learner: made when it is not there. */
export function layOutPlace(root: string, folder: string, lang: Language, texts: LabTexts): LabPlace {
  const state = join(folder, ".lab");
  const notebooks = namesIn(join(root, "notebooks", lang), ".ipynb");
  const copies = [
    ...notebooks.map((name) => ({ from: join(root, "notebooks", lang, name), to: join("notebooks", name) })),
    ...namesIn(join(root, "notebooks", "files")).map((name) => ({
      from: join(root, "notebooks", "files", name),
      to: join("files", name),
    })),
  ];
  const news = copies.flatMap(({ from, to }) =>
    bringUpToDate({ folder, base: join(state, "base"), path: to, course: readFileSync(from, "utf8") }, texts),
  );
  linkPackages(root, folder);
  return { folder, state, notebooks, news };
}

interface Copy {
  readonly folder: string;
  readonly base: string;
  /** Below both. */
  readonly path: string;
  /** The text in the course. */
  readonly course: string;
}

/** @returns what the learner should know. */
function bringUpToDate(copy: Copy, texts: LabTexts): readonly string[] {
  const { folder, base, path, course } = copy;
  if (!existsSync(join(folder, path))) {
    lay(copy, course);
    return [];
  }
  const [mine, old] = [textIn(folder, path), textIn(base, path)];
  if (mine === undefined || (isNotebook(path) && parseNotebook(mine) === undefined)) {
    const aside = setAside(folder, path);
    lay(copy, course);
    return [texts.copySetAside(path, aside)];
  }
  if (old === course) return [];
  if (isNotebook(path)) return updateNotebook(copy, mine, old, texts);
  const isTheirs = mine !== old && mine !== course;
  lay(copy, isTheirs ? mine : course);
  return isTheirs ? [texts.fileKept(path)] : [];
}

function updateNotebook(
  copy: Copy,
  mine: string,
  old: string | undefined,
  texts: LabTexts,
): readonly string[] {
  const [ours, now] = [parseNotebook(mine), parseNotebook(copy.course)];
  if (ours === undefined || now === undefined) return [];
  // Where nobody knows what the copy was made of, every cell that differs counts as the learner's.
  const base = parseNotebook(old ?? "") ?? { ...now, cells: [] };
  const { notebook, counts } = mergeNotebook(base, now, ours);
  lay(copy, `${JSON.stringify(notebook, null, 1)}\n`);
  const { changed, added, removed, kept } = counts;
  return changed + added + removed + kept === 0 ? [] : [texts.notebookUpdated(copy.path, counts)];
}

function isNotebook(path: string): boolean {
  return extname(path) === ".ipynb";
}

/** The copy first: what it was made of is only true once it is there. */
function lay({ folder, base, path, course }: Copy, text: string): void {
  for (const [place, content] of [
    [folder, text],
    [base, course],
  ] as const) {
    if (textIn(place, path) !== content) writeFiles(place, new Map([[path, content]]));
  }
}

/** @returns its new path below the folder. */
function setAside(folder: string, path: string): string {
  const stem = join(folder, path, "..", basename(path, extname(path)));
  const aside = freePath((number) => `${stem}.kept-${number}${extname(path)}`);
  renameSync(join(folder, path), aside);
  return relative(folder, aside);
}

/** @returns undefined when it is not there, or cannot be read. */
function textIn(folder: string, path: string): string | undefined {
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch {
    return undefined;
  }
}

function namesIn(folder: string, ending = ""): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending) && !name.startsWith("."))
    .sort();
}

/** Cells look for what they import in the folders above theirs: a place elsewhere needs a way to the checkout's, wherever that is today. */
function linkPackages(root: string, folder: string): void {
  if (!relative(root, folder).startsWith("..")) return;
  const link = join(folder, "node_modules");
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) unlinkSync(link);
  else if (found !== undefined) return;
  symlinkSync(join(root, "node_modules"), link, "junction");
}

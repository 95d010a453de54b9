/** The notebooks of the course as files, for the tests that read them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language, Lesson } from "service-bootcamp";
import { root } from "./host.ts";

export interface NotebookCell {
  readonly type: "code" | "markdown";
  readonly id: string;
  readonly tags: readonly string[];
  readonly source: string;
}

export interface Notebook {
  readonly language: Language;
  readonly name: string;
  readonly path: string;
  readonly kernel: string;
  readonly cells: readonly NotebookCell[];
}

interface NotebookFile {
  readonly metadata: { readonly kernelspec: { readonly name: string } };
  readonly cells: readonly {
    readonly cell_type: "code" | "markdown";
    readonly id: string;
    readonly metadata: { readonly tags?: string[] };
    readonly source: string | string[];
  }[];
}

/** All notebooks of one language, in the order of the course. */
export function notebooksIn(language: Language): Notebook[] {
  const folder = join(root, "notebooks", language);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".ipynb"))
    .sort();
  return names.map((name) => readNotebook(language, name, join(folder, name)));
}

/** What the notebook does not show. */
export function lessonOf({ language, name }: Notebook): Lesson {
  const file = join(root, "notebooks", "lessons", language, name.replace(/ipynb$/, "json"));
  return JSON.parse(readFileSync(file, "utf8")) as Lesson;
}

function readNotebook(language: Language, name: string, path: string): Notebook {
  const text = readFileSync(path, "utf8");
  const { metadata } = JSON.parse(text) as NotebookFile;
  return { language, name, path, kernel: metadata.kernelspec.name, cells: cellsIn(text) };
}

/** @param text of an .ipynb file */
export function cellsIn(text: string): NotebookCell[] {
  return (JSON.parse(text) as NotebookFile).cells.map((cell) => ({
    type: cell.cell_type,
    id: cell.id,
    tags: cell.metadata.tags ?? [],
    source: [cell.source].flat().join(""),
  }));
}

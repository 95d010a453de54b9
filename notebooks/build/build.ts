/**
 * Every notebook of the course from its source: `source/NAME.yaml` becomes `ko/NAME.ipynb` and `lessons/ko/NAME.json`, and the
 * same for `en`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { languages } from "../../grader/text.ts";
import { toLesson } from "./lesson.ts";
import { toNotebook } from "./notebook.ts";
import { readSource } from "./source.ts";

export interface Built {
  /** Path below the folder -> text, of every source without a fault. */
  readonly files: ReadonlyMap<string, string>;
  /** `notebooks/source/01-x.yaml:12:5: what is wrong, and how to mend it` */
  readonly faults: readonly string[];
}

/** @param folder `notebooks/` of a checkout */
export function buildNotebooks(folder: string): Built {
  const files = new Map<string, string>();
  const faults: string[] = [];
  const names = readdirSync(join(folder, "source")).filter((name) => name.endsWith(".yaml"));
  for (const name of names.sort()) {
    const source = readSource(readFileSync(join(folder, "source", name), "utf8"));
    if ("cells" in source) {
      const id = basename(name, ".yaml");
      for (const language of languages) {
        files.set(`${language}/${id}.ipynb`, toNotebook(source, language));
        files.set(`lessons/${language}/${id}.json`, toLesson(id, source, language));
      }
    } else {
      const file = `${basename(folder)}/source/${name}`;
      faults.push(...source.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`));
    }
  }
  return { files, faults };
}

/**
 * Writes the files that differ from their sources, and prints their paths, then the faults. What has a fault is left as it was.
 * @returns whether there was no fault
 */
export function writeNotebooks(folder: string, print: (line: string) => void): boolean {
  const { files, faults } = buildNotebooks(folder);
  const stale = [...files].filter(([path, text]) => !isWritten(join(folder, path), text));
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    print(`wrote ${basename(folder)}/${path}`);
  }
  for (const fault of faults) print(fault);
  if (stale.length + faults.length === 0) print("every notebook and lesson is what its source says");
  return faults.length === 0;
}

function isWritten(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === text;
}

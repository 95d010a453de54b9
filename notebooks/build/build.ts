/** Every notebook of the course from its source: `source/NAME.yaml` becomes `ko/NAME.ipynb` and `en/NAME.ipynb`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { languages } from "../../grader/text.ts";
import { toNotebook } from "./notebook.ts";
import { readSource } from "./source.ts";

export interface Built {
  /** Path below the folder -> text, of every source without a fault. */
  readonly notebooks: ReadonlyMap<string, string>;
  /** `notebooks/source/01-x.yaml:12:5: what is wrong, and how to mend it` */
  readonly faults: readonly string[];
}

/** @param folder `notebooks/` of a checkout */
export function buildNotebooks(folder: string): Built {
  const notebooks = new Map<string, string>();
  const faults: string[] = [];
  const names = readdirSync(join(folder, "source")).filter((name) => name.endsWith(".yaml"));
  for (const name of names.sort()) {
    const source = readSource(readFileSync(join(folder, "source", name), "utf8"));
    if ("cells" in source) {
      for (const language of languages)
        notebooks.set(`${language}/${basename(name, ".yaml")}.ipynb`, toNotebook(source, language));
    } else {
      const file = `${basename(folder)}/source/${name}`;
      faults.push(...source.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`));
    }
  }
  return { notebooks, faults };
}

/**
 * Writes the notebooks that differ from their sources, and prints their paths, then the faults. What has a fault is left as it was.
 * @returns whether there was no fault
 */
export function writeNotebooks(folder: string, print: (line: string) => void): boolean {
  const { notebooks, faults } = buildNotebooks(folder);
  const stale = [...notebooks].filter(([path, text]) => !isWritten(join(folder, path), text));
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    print(`wrote ${basename(folder)}/${path}`);
  }
  for (const fault of faults) print(fault);
  if (stale.length + faults.length === 0) print("every notebook is what its source says");
  return faults.length === 0;
}

function isWritten(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === text;
}

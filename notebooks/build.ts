/**
 * Writes notebooks/{ko,en}/*.ipynb from notebooks/source/*.yaml: one source, two texts, the same code in both.
 *
 * @example npx tsx notebooks/build.ts          writes
 * @example npx tsx notebooks/build.ts --check  exits 1 when a written notebook differs from its source
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";

const LANGUAGES = ["ko", "en"] as const;
type Language = (typeof LANGUAGES)[number];

interface SourceCell {
  readonly id: string;
  readonly tags?: readonly string[];
  readonly code?: string;
  readonly ko?: string;
  readonly en?: string;
}

interface Source {
  readonly name: string;
  readonly cells: readonly SourceCell[];
}

const here = dirname(fileURLToPath(import.meta.url));

/** Every notebook that the sources describe, by its path below notebooks/. */
export function buildNotebooks(): Map<string, string> {
  const built = new Map<string, string>();
  for (const file of readdirSync(join(here, "source"))
    .filter((name) => name.endsWith(".yaml"))
    .sort()) {
    const source = load(readFileSync(join(here, "source", file), "utf8")) as Source;
    for (const language of LANGUAGES)
      built.set(`${language}/${source.name}.ipynb`, notebook(source, language));
  }
  return built;
}

function notebook(source: Source, language: Language): string {
  const document = {
    cells: source.cells.map((cell) => toCell(source, cell, language)),
    metadata: {
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
      language_info: {
        codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
        file_extension: ".ts",
        mimetype: "text/typescript",
        name: "typescript",
        version: "3.7.2",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function toCell(source: Source, cell: SourceCell, language: Language): Record<string, unknown> {
  const metadata = cell.tags === undefined ? {} : { tags: cell.tags };
  if (cell.code !== undefined) {
    return {
      cell_type: "code",
      execution_count: null,
      id: cell.id,
      metadata,
      outputs: [],
      source: lines(cell.code.replaceAll("{{lang}}", language)),
    };
  }
  const text = cell[language];
  if (text === undefined) throw new Error(`${source.name}: cell ${cell.id} has no text in ${language}`);
  return { cell_type: "markdown", id: cell.id, metadata, source: lines(text) };
}

/** As nbformat keeps text: one string a line, each but the last with its line end. */
function lines(text: string): string[] {
  return text.trimEnd().split(/(?<=\n)/);
}

function main(isCheck: boolean): void {
  for (const [path, text] of buildNotebooks()) {
    const file = join(here, path);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    if (isCheck) {
      console.error(`notebooks/${path} differs from its source: run npx tsx notebooks/build.ts`);
      process.exitCode = 1;
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote notebooks/${path}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes("--check"));

/** A notebook as Jupyter reads it, from its source: nbformat 4.5, without outputs. */
import type { Language } from "service-bootcamp";
import type { Source } from "./source.ts";

/** @returns the text of an .ipynb file */
export function toNotebook(source: Source, language: Language): string {
  const document = {
    cells: source.cells.map((cell) => toCell(cell, language)),
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

function toCell(cell: Source["cells"][number], language: Language): Record<string, unknown> {
  const { id, tags } = cell;
  const metadata = tags === undefined ? {} : { tags };
  if (!("code" in cell)) return { cell_type: "markdown", id, metadata, source: lines(cell[language]) };
  return {
    cell_type: "code",
    execution_count: null,
    id,
    metadata,
    outputs: [],
    source: lines(cell.code.replaceAll("{{lang}}", language)),
  };
}

/** As nbformat keeps text: one string a line, each but the last with its line end. */
function lines(text: string): string[] {
  return text.trimEnd().split(/(?<=\n)/);
}

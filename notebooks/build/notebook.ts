/** A notebook as Jupyter reads it, from its source: nbformat 4.5, without outputs. */
import type { Language } from "service-bootcamp";
import type { Item, PredictItem, Source } from "./source.ts";

interface Cell {
  readonly id: string;
  readonly type: "code" | "markdown";
  readonly tags: readonly string[];
  readonly text: string;
}

/** @returns the text of an .ipynb file */
export function toNotebook(source: Source, language: Language): string {
  const document = {
    cells: source.cells.flatMap((item) => cellsOf(item, language).map(toJupyter)),
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

/** The names of the cells that an item becomes. */
export function cellIds(item: Item): string[] {
  return "predict" in item ? [`${item.id}-question`, `${item.id}-predict`] : [item.id];
}

function cellsOf(item: Item, language: Language): Cell[] {
  if ("predict" in item) return questionCells(item, language);
  const { id, tags = [] } = item;
  if ("code" in item) return [{ id, tags, type: "code", text: inLanguage(item.code, language) }];
  return [{ id, tags, type: "markdown", text: item[language] }];
}

function questionCells(item: PredictItem, language: Language): Cell[] {
  const { question, choices } = item.predict;
  const [questionId = "", predictId = ""] = cellIds(item);
  const list = Object.entries(choices).map(
    ([letter, choice]) => `- **${letter}** ${choice[language].trim()}`,
  );
  return [
    {
      id: questionId,
      type: "markdown",
      tags: [],
      text: `${question[language].trim()}\n\n${list.join("\n")}`,
    },
    {
      id: predictId,
      type: "code",
      tags: ["predict", "edit"],
      text: `predict("${item.id}", "?"); // ${Object.keys(choices).join(", ")}`,
    },
  ];
}

/** `{{lang}}` is the language, `{{한국어|English}}` the words in it. */
function inLanguage(code: string, language: Language): string {
  return code
    .replaceAll("{{lang}}", language)
    .replaceAll(/\{\{([^{|}]*)\|([^{|}]*)\}\}/g, (_, ko: string, en: string) => ({ ko, en })[language]);
}

function toJupyter({ id, type, tags, text }: Cell): Record<string, unknown> {
  const metadata = tags.length === 0 ? {} : { tags };
  const source = lines(text);
  if (type === "markdown") return { cell_type: type, id, metadata, source };
  return { cell_type: type, execution_count: null, id, metadata, outputs: [], source };
}

/** As nbformat keeps text: one string a line, each but the last with its line end. */
function lines(text: string): string[] {
  return text.trimEnd().split(/(?<=\n)/);
}

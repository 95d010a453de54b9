// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of TypeScript are what is read here.
/**
 * Reads the answers in a notebook as data: nothing of it is ever run. An answer is a code cell that says which exercise it
 * belongs to, wherever it stands: by a comment `// exercise: 01-scale-to-five`, which goes along when the cell is copied or
 * moved, or by the cell's tag `exercise:01-scale-to-five`, which both halves keep when the cell is split.
 * What counts in it are the commands in sh`...` and read`...`, in the order of the notebook: as if it were run from the top.
 */

import type { Text } from "../text.ts";
import { SubmissionRefused } from "./refusal.ts";
import { taggedTemplates } from "./tagged-templates.ts";

export interface NotebookAnswers {
  /** Exercise id -> bash text. */
  readonly commands: ReadonlyMap<string, string>;
  /** What could not be used, one sentence each. */
  readonly notes: readonly Text[];
}

interface Cell {
  readonly type: string;
  readonly source: string;
  readonly tags: readonly string[];
}

const MARKER = /^[ \t]*\/\/[ \t]*exercise[ \t]*:[ \t]*([\w-]+)/im;
const COMMAND_TAGS = new Set(["sh", "read"]);

/** @param name of the file, for sentences. @throws SubmissionRefused when it is no notebook. */
export function readNotebook(name: string, json: string): NotebookAnswers {
  const pieces = new Map<string, string[]>();
  const notes: Text[] = [];
  for (const [index, cell] of cellsOf(name, json).entries()) {
    const exercise = exerciseOf(cell);
    if (cell.type !== "code" || exercise === undefined) continue;
    const texts = pieces.get(exercise) ?? [];
    pieces.set(exercise, texts);
    for (const { tag, text, hasValues } of taggedTemplates(cell.source)) {
      if (!COMMAND_TAGS.has(tag)) continue;
      if (hasValues) notes.push(valueNote(name, index + 1));
      else texts.push(text);
    }
  }
  return {
    commands: new Map(
      [...pieces].map(([exercise, texts]) => [exercise, texts.map((text) => `${text.trim()}\n`).join("")]),
    ),
    notes,
  };
}

function exerciseOf(cell: Cell): string | undefined {
  const marker = MARKER.exec(cell.source)?.[1];
  const tag = cell.tags.find((name) => name.startsWith("exercise:"));
  return marker ?? tag?.slice("exercise:".length).trim();
}

function cellsOf(name: string, json: string): readonly Cell[] {
  const document = parse(name, json);
  // Notebooks of format 3 keep their cells in a worksheet, and a cell's text in `input`.
  const cells = list(document.cells ?? record(list(document.worksheets)[0]).cells);
  return cells.map((value) => {
    const cell = record(value);
    const { tags } = record(cell.metadata);
    return {
      type: String(cell.cell_type),
      source: joined(cell.source ?? cell.input),
      tags: list(tags).filter((tag) => typeof tag === "string"),
    };
  });
}

function parse(name: string, json: string): Record<string, unknown> {
  try {
    return record(JSON.parse(json));
  } catch {
    throw new SubmissionRefused(
      {
        en: `${name} is not a notebook: it is not JSON`,
        ko: `${name} 파일은 노트북이 아닙니다. JSON이 아닙니다`,
      },
      {
        en: "Open it in JupyterLab, save it, and submit the saved file",
        ko: "JupyterLab에서 열어 저장한 뒤 그 파일을 제출하세요",
      },
    );
  }
}

function valueNote(name: string, cell: number): Text {
  return {
    en: `${name}, code in cell ${cell}: a command with a \${...} of TypeScript is not replayed. Write the value itself, or \\\${...} for a variable of bash`,
    ko: `${name}의 ${cell}번째 셀. TypeScript의 \${...}가 든 명령은 다시 실행하지 않습니다. 값을 그대로 쓰거나, bash 변수라면 \\\${...}로 쓰세요`,
  };
}

function joined(source: unknown): string {
  return Array.isArray(source) ? source.map(String).join("") : typeof source === "string" ? source : "";
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

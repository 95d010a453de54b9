/**
 * Reads the answers in a notebook as data: nothing of it is ever run. Cells are read in their order, as if the notebook were run from the
 * top; outputs and attached pictures are dropped before anything is parsed. An answer is what an exercise was given:
 *
 * - by `ex.sh`, where `ex` is what `exercise("01-expose")` opened, in whichever cell; each time an exercise is opened it begins anew;
 * - by `sh` and `read` in a cell with the comment `// exercise: 01-expose`, which goes along when the cell is copied or moved, or with the
 *   tag `exercise:01-expose`, which both halves keep when the cell is split.
 */
import { hasCommand } from "../script.ts";
import type { Text } from "../text.ts";
import { CellReader, type Owner, type Step } from "./cell-steps.ts";
import { jsonWithout } from "./json-without.ts";
import { NotRead } from "./left-out.ts";
import { limits } from "./limits.ts";
import { shownName } from "./names.ts";
import { NotebookNotes } from "./notebook-notes.ts";
import { overBudget, reasons } from "./reasons.ts";
import { tokensOf } from "./tokens.ts";

export interface NotebookAnswers {
  /** Exercise, by the name that the notebook gives it -> bash text of each `sh`, in order; an exercise without any is not there. */
  readonly commands: ReadonlyMap<string, readonly string[]>;
  /** What was written down in each question's cell: of one question that of the last cell comes first. */
  readonly predictions: readonly NotebookPrediction[];
  /** What could not be used, one sentence for each reason. */
  readonly notes: readonly Text[];
}

export interface NotebookPrediction {
  /** The notebook of the course that it is, by the lab that it opens. */
  readonly lesson: string;
  readonly question: string;
  /** As it was typed. */
  readonly choice: string;
}

interface Cell {
  readonly type: string;
  readonly source: string;
  readonly tags: readonly string[];
}

const MARKER = /^[ \t]*\/\/[ \t]*exercise[ \t]*:[ \t]*([\w-]+)/im;
const TAG = "exercise:";
/** Names of values that hold no answer, and nearly all bytes of a notebook. */
const DROPPED = ["outputs", "attachments", "widgets", "application/vnd.jupyter.widget-state+json"];

/** @param name of the file, for sentences. @throws NotRead when it is no notebook. */
export function readNotebook(name: string, json: Buffer): NotebookAnswers {
  const cells = cellsOf(json);
  const notebook = new AnswersOfNotebook(name);
  for (const [index, cell] of cells.slice(0, limits.cellsMax).entries()) notebook.read(cell, index + 1);
  if (cells.length > limits.cellsMax) notebook.notes.add(overBudget("cellsMax"), limits.cellsMax + 1);
  return notebook.answers();
}

class AnswersOfNotebook {
  readonly notes: NotebookNotes;
  readonly #reader = new CellReader();
  /** Exercise -> for each time that it was opened, what it was given. */
  readonly #attempts = new Map<string, string[][]>();
  readonly #predictions: NotebookPrediction[] = [];
  #lesson: string | undefined;
  readonly #unknown: { readonly text: string; readonly cell: number }[] = [];

  constructor(name: string) {
    this.notes = new NotebookNotes(shownName(name));
  }

  read(cell: Cell, number: number): void {
    const marked = exerciseOf(cell);
    if (cell.type !== "code") {
      if (marked !== undefined && cell.type !== "markdown") this.notes.notCode(number);
      return;
    }
    try {
      for (const step of this.#reader.stepsOf(tokensOf(cell.source))) this.#take(step, marked, number);
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      this.notes.add(error.reason, number);
    }
  }

  answers(): NotebookAnswers {
    this.#giveUnknown();
    const commands = new Map<string, readonly string[]>();
    for (const [exercise, attempts] of this.#attempts) {
      const tried = attempts.filter((pieces) => pieces.some(hasCommand));
      const last = tried.at(-1);
      if (tried.length > 1) this.notes.openedAgain(exercise, tried.length);
      if (last !== undefined) commands.set(exercise, last);
    }
    return { commands, predictions: this.#predictions.toReversed(), notes: this.notes.all };
  }

  #take(step: Step, marked: string | undefined, cell: number): void {
    if (step.kind === "lab") {
      this.#lesson = step.lesson;
      return;
    }
    if (step.kind === "prediction") {
      const { question, choice } = step;
      if (this.#lesson !== undefined) this.#predictions.push({ lesson: this.#lesson, question, choice });
      return;
    }
    if (step.kind === "open") {
      this.#of(step.exercise).push([]);
      return;
    }
    const owner = marked === undefined ? step.owner : { exercise: marked };
    if (owner === "lab") return;
    if (step.kind === "computed") {
      this.notes.computed(cell);
      return;
    }
    if (step.isConditional) this.notes.conditional(cell);
    this.#give(owner, step.text, cell);
  }

  #give(owner: Exclude<Owner, "lab">, text: string, cell: number): void {
    if (owner === "unknown") this.#unknown.push({ text, cell });
    else this.#of(owner.exercise).at(-1)?.push(text);
  }

  /** A cell that went before the one that opens its exercise, or whose opening cell is gone: certain where there is one exercise only. */
  #giveUnknown(): void {
    const [only, another] = this.#attempts.keys();
    const isCertain = only !== undefined && another === undefined;
    if (isCertain)
      this.#of(only)
        .at(-1)
        ?.unshift(...this.#unknown.map(({ text }) => text));
    else for (const { text, cell } of this.#unknown) if (hasCommand(text)) this.notes.unopened(cell);
  }

  #of(exercise: string): string[][] {
    const attempts = this.#attempts.get(exercise) ?? [[]];
    this.#attempts.set(exercise, attempts);
    return attempts;
  }
}

function exerciseOf({ source, tags }: Cell): string | undefined {
  const tag = tags.find((each) => each.startsWith(TAG));
  return MARKER.exec(source)?.[1] ?? tag?.slice(TAG.length).trim();
}

/** @throws NotRead */
function cellsOf(json: Buffer): readonly Cell[] {
  const document = parsed(json);
  // Notebooks of format 3 keep their cells in worksheets, and a cell's text in `input`.
  const sheets = list(document.worksheets).flatMap((sheet) => list(record(sheet).cells));
  return [...list(document.cells), ...sheets].map((value) => {
    const cell = record(value);
    return {
      type: String(cell.cell_type),
      source: joined(cell.source ?? cell.input),
      tags: list(record(cell.metadata).tags).filter((tag) => typeof tag === "string"),
    };
  });
}

function parsed(json: Buffer): Record<string, unknown> {
  try {
    return record(JSON.parse(jsonWithout(json, DROPPED).replace(/^\ufeff/, "")));
  } catch {
    throw new NotRead(reasons.notJson);
  }
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

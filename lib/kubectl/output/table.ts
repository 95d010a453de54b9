/** The tables of `kubectl get`. Models the server's Table and cli-runtime/pkg/printers/tableprinter.go. */
import { age, labelPairs } from "../../api/columns.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { escapeControls } from "../../go/tab-writer.ts";
import { objectName } from "../targets/resource-types.ts";
import { ColumnWriter } from "./column-writer.ts";

/** Of the longest type of event, `MODIFIED`: the column is that wide from the first row on. */
const EVENT_WIDTH = 8;

export interface TableOptions {
  /** The columns of `-o wide` as well. */
  readonly wide: boolean;
  readonly noHeaders: boolean;
  /** Only what kubectl itself knows of any kind: name and age. */
  readonly plainColumns?: boolean;
  readonly withNamespace: boolean;
  /** Names as `pod/x`. */
  readonly withKind: boolean;
  readonly showLabels: boolean;
  readonly labelColumns: readonly string[];
  /** A first column, for the type of a watch event. */
  readonly withEvent?: boolean;
}

const PLAIN_COLUMNS: AnyKind["columns"] = [
  { name: "Name", cell: (object: KubeObject) => object.metadata.name },
  { name: "Age", cell: age },
];

/** Prints objects of one kind row by row; the header comes before the first row. */
export class TablePrinter {
  readonly #kind: AnyKind;
  readonly #shown: AnyKind["columns"];
  readonly #options: TableOptions;
  readonly #columns = new ColumnWriter();
  #hasHeader: boolean;

  constructor(kind: AnyKind, options: TableOptions) {
    this.#kind = kind;
    this.#options = options;
    this.#hasHeader = options.noHeaders;
    const columns = options.plainColumns === true ? PLAIN_COLUMNS : kind.columns;
    this.#shown = columns.filter((column) => column.wide !== true || options.wide);
  }

  /** @param now simulated Unix milliseconds @param event `ADDED`, for tables with a column of events */
  print(objects: readonly KubeObject[], now: number, event = ""): string {
    const rows = objects.map((object) => this.#row(object, now, event));
    if (rows.length === 0) return "";
    const header = this.#hasHeader ? [] : [this.#header()];
    this.#hasHeader = true;
    return this.#columns.write([...header, ...rows]);
  }

  #header(): string[] {
    const { withEvent, withNamespace, labelColumns, showLabels } = this.#options;
    return [
      ...(withEvent === true ? ["EVENT"] : []),
      ...(withNamespace ? ["NAMESPACE"] : []),
      ...this.#shown.map((column) => column.name.toUpperCase()),
      ...labelColumns.map((label) => (label.split("/").at(-1) ?? "").toUpperCase()),
      ...(showLabels ? ["LABELS"] : []),
    ];
  }

  #row(object: KubeObject, now: number, event: string): string[] {
    const { withEvent, withNamespace, withKind, labelColumns, showLabels } = this.#options;
    const { namespace = "", labels } = object.metadata;
    const cells = this.#shown.map((column) => {
      const cell = printed(String(column.cell(object, now)));
      return withKind && column.name === "Name" ? objectName(this.#kind, cell) : cell;
    });
    return [
      ...(withEvent === true ? [event.padEnd(EVENT_WIDTH)] : []),
      ...(withNamespace ? [namespace] : []),
      ...cells,
      ...labelColumns.map((label) => labels?.[label] ?? ""),
      ...(showLabels ? [labelPairs(labels)] : []),
    ];
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
const SPECIAL = /[\f\n\r\u001b]/;

/** One line of it, and nothing that steers the terminal. */
function printed(cell: string): string {
  if (!SPECIAL.test(cell)) return cell;
  const [first = "", ...rest] = cell.split(/[\f\n\r]/);
  return escapeControls(first) + (rest.length === 0 ? "" : "...");
}

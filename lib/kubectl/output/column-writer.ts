/** Rows in aligned columns. Remembers how wide the columns were, so that rows printed later (`--watch`) stand below the first ones. */
import { TABLE_TABS, textWidth } from "../../go/tab-writer.ts";

export class ColumnWriter {
  #widths: number[] = [];

  /** @returns the rows with their line ends; all rows have the same number of cells */
  write(rows: readonly (readonly string[])[]): string {
    for (const row of rows) {
      for (let at = 0; at < row.length - 1; at++)
        this.#widen(at, textWidth(row[at] ?? "") + TABLE_TABS.padding);
    }
    let text = "";
    for (const row of rows) text += `${this.#line(row)}\n`;
    return text;
  }

  #widen(at: number, width: number): void {
    this.#widths[at] = Math.max(this.#widths[at] ?? TABLE_TABS.widthMin, width);
  }

  /** The last cell is not padded. */
  #line(row: readonly string[]): string {
    let line = "";
    for (const [at, cell] of row.entries())
      line += at === row.length - 1 ? cell : cell + " ".repeat((this.#widths[at] ?? 0) - textWidth(cell));
    return line;
  }
}

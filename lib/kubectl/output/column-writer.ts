/** Rows in aligned columns. Remembers how wide the columns were, so that rows printed later (`--watch`) stand below the first ones. */
import { TABLE_TABS, textWidth } from "../tab-writer.ts";

export class ColumnWriter {
  #widths: number[] = [];

  /** @returns the rows with their line ends; all rows have the same number of cells */
  write(rows: readonly (readonly string[])[]): string {
    for (const row of rows) {
      for (const [at, cell] of row.slice(0, -1).entries())
        this.#widths[at] = Math.max(this.#widths[at] ?? TABLE_TABS.widthMin, textWidth(cell) + TABLE_TABS.padding);
    }
    return rows.map((row) => `${row.map((cell, at) => (at === row.length - 1 ? cell : this.#padded(cell, at))).join("")}\n`).join("");
  }

  #padded(cell: string, at: number): string {
    return cell + " ".repeat(Math.max(0, (this.#widths[at] ?? 0) - textWidth(cell)));
  }
}

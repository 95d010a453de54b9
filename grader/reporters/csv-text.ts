/** Comma-separated values as RFC 4180 writes them, of which no spreadsheet makes a formula. */

/** A number stays one; a text that a spreadsheet would calculate begins with an apostrophe. */
export type Cell = string | number;

export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(written).join(",")}\r\n`).join("");
}

/** Excel reads UTF-8 only behind this. */
export const BYTE_ORDER_MARK = "\ufeff";

/** Whether a spreadsheet would calculate it: the signs in their wide forms too, which Excel of East Asia reads alike. */
export function isFormula(text: string): boolean {
  return /^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text);
}

function written(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const text = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n\t;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

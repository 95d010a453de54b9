/**
 * Aligns text at its tabs: a cell ends with a tab, and cells of neighbouring lines form a column until a line lacks
 * the cell. Models Go's text/tabwriter without flags; leaves out tabs as padding, right alignment and escapes.
 */

export interface TabOptions {
  /** Of a column, padding included. */
  readonly widthMin: number;
  readonly padding: number;
}

/** Tables: `get`, `api-resources`, `events`. */
export const TABLE_TABS: TabOptions = { widthMin: 6, padding: 3 };
/** `describe`. */
export const DESCRIBE_TABS: TabOptions = { widthMin: 0, padding: 2 };

/** The last cell of a line is never padded, so text without tabs comes back as it is. */
export function alignTabs(text: string, options: TabOptions): string {
  const lines = text.split("\n").map((line) => line.split("\t"));
  const widths: number[][] = lines.map(() => []);
  alignColumn(lines, widths, 0, lines.length, options);
  return lines
    .map((cells, at) => cells.map((cell, column) => padded(cell, widths[at]?.[column])).join(""))
    .join("\n");
}

/** Widths of the column right of those known for the lines `from` to `to`, block by block, each with what is right of it. */
function alignColumn(
  lines: readonly string[][],
  widths: number[][],
  from: number,
  to: number,
  options: TabOptions,
): void {
  const column = widths[from]?.length ?? 0;
  let at = from;
  while (at < to) {
    let end = at;
    while (end < to && (lines[end]?.length ?? 0) > column + 1) end++;
    if (end === at) {
      at++;
      continue;
    }
    const cells = lines.slice(at, end).map((line) => textWidth(line[column] ?? ""));
    const width = Math.max(options.widthMin, ...cells.map((cell) => cell + options.padding));
    for (let line = at; line < end; line++) widths[line]?.push(width);
    alignColumn(lines, widths, at, end, options);
    at = end;
  }
}

function padded(cell: string, width: number | undefined): string {
  return width === undefined ? cell : cell + " ".repeat(Math.max(0, width - textWidth(cell)));
}

const SURROGATE = /[\ud800-\udfff]/;

/** In code points, as Go counts: a Korean letter counts one although a terminal shows it twice as wide. */
export function textWidth(text: string): number {
  return SURROGATE.test(text) ? [...text].length : text.length;
}

/** So that no object can steer the terminal. */
export function escapeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is replaced
  return text.replaceAll(/\u001b/g, "^[").replaceAll("\r", "\\r");
}

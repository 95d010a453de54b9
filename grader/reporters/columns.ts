/** Text in a terminal: its width, and only characters that a terminal prints. */

/** Hangul, kanji, kana and full-width signs take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu;
const ZERO = /\p{M}/gu;

export function widthOf(text: string): number {
  return [...text].length + (text.match(WIDE)?.length ?? 0) - (text.match(ZERO)?.length ?? 0);
}

/** Pads `text` to `width` columns. */
export function padded(text: string, width: number): string {
  return `${text}${" ".repeat(Math.max(0, width - widthOf(text)))}`;
}

/** Rows with their columns two spaces apart. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => widthOf(row[index] ?? ""))));
  return rows.map((row) =>
    row
      .map((text, index) => padded(text, widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** One line without control characters, escape sequences or marks that change the direction of writing. */
export function printable(text: string): string {
  return visible(text.replace(/\s+/gu, " "));
}

/** The same with its blanks as they are. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

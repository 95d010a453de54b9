/**
 * How wide a text stands, from above: a reader's fonts are not known here, so each letter counts as in the widest font of
 * the list (DejaVu Sans, and for Hangul a full square). What fits by this measure fits everywhere.
 */

export interface Style {
  /** Height of the letters in the picture's own units. Default 13. */
  readonly size?: number;
  readonly bold?: boolean;
  readonly mono?: boolean;
}

export const SIZE = 13;
const MONO = 0.61;
const BOLD = 1.14;
const NARROW = /[ilIjtfr.,:;'"|!()[\]{}\-/ ]/;
const WIDE = /[mwMW%@]/;

export function widthOf(content: string, { size = SIZE, bold = false, mono = false }: Style = {}): number {
  let width = 0;
  for (const letter of content) width += mono ? monoWidth(letter) : sansWidth(letter);
  return width * size * (bold ? (mono ? 1.01 : BOLD) : 1);
}

function isSquare(letter: string): boolean {
  return (letter.codePointAt(0) ?? 0) >= 0x1100;
}

function monoWidth(letter: string): number {
  return isSquare(letter) ? 1 : MONO;
}

function sansWidth(letter: string): number {
  if (isSquare(letter) || WIDE.test(letter)) return 1;
  if (NARROW.test(letter)) return 0.42;
  if (letter > "~") return 0.9;
  return /[A-Z=+<>~]/.test(letter) ? 0.84 : 0.645;
}

/** The text, or as much of both its ends as fits: `http-go-7d9…x2x4z`. */
export function fitted(content: string, width: number, style: Style = {}): string {
  if (widthOf(content, style) <= width) return content;
  const letters = [...content];
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const shortened = middleLess(letters, kept);
    if (widthOf(shortened, style) <= width) return shortened;
  }
  return "…";
}

/** The same by a number of letters, for texts that are read aloud. */
export function shorten(name: string, lengthMax: number): string {
  const letters = [...name];
  return letters.length <= lengthMax ? name : middleLess(letters, lengthMax - 1);
}

function middleLess(letters: readonly string[], kept: number): string {
  const tail = Math.floor(kept / 2);
  return `${letters.slice(0, kept - tail).join("")}…${letters.slice(letters.length - tail).join("")}`;
}

/** Lines that are no wider than `width`, broken at spaces; a word that is wider than a line is shortened. */
export function wrap(content: string, width: number, style: Style = {}): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of content.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer, style) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((each) => fitted(each, width, style));
}

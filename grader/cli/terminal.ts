/** How a command writes for a person: with colours and wrapped lines at a terminal, plain otherwise, or where NO_COLOR asks for it. */
import { relative } from "node:path";
import type { Language } from "service-bootcamp";

export interface Terminal {
  readonly lang: Language;
  readonly style: Style;
  /** Columns of a line of prose. */
  readonly width: number;
}

export type Style = Readonly<Record<keyof typeof CODES, (text: string) => string>>;

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Prose is hard to read on wider lines. */
const WIDTH_MAX = 100;

export function terminalOf(stream: Pick<NodeJS.WriteStream, "isTTY" | "columns">, lang: Language): Terminal {
  const isTerminal = stream.isTTY === true;
  const hasColours = isTerminal && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  const width = isTerminal ? Math.min(stream.columns || WIDTH_MAX, WIDTH_MAX) : Number.POSITIVE_INFINITY;
  return { lang, style: styleOf(hasColours), width };
}

function styleOf(hasColours: boolean): Style {
  const painters = Object.entries(CODES).map(([name, [on, off]]) => [
    name,
    (text: string) => (hasColours ? `\u001b[${on}m${text}\u001b[${off}m` : text),
  ]);
  return Object.fromEntries(painters) as Style;
}

/** A path as the person would type it from where they are; in full when they are there, or where they are is gone. */
export function typedPath(path: string): string {
  try {
    return relative(process.cwd(), path) || path;
  } catch {
    return path;
  }
}

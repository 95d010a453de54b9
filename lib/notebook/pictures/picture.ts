/**
 * What every picture of the course is made of: an SVG that follows JupyterLab's light and dark theme, survives an
 * untrusted notebook (it is shown as an image), and carries its text alternative. Colours are Okabe and Ito's, which
 * colour-blind readers can tell apart; no meaning hangs on a colour alone, each Pod has a letter too.
 */
import { escape as escapeHtml } from "html-escaper";
import type { Language } from "../language.ts";

export interface Picture {
  readonly svg: string;
  /** The same facts in words: data first, 70 to 250 characters. */
  readonly alt: string;
}

/** Fill and text colour of the first five Pods; further ones are told apart by their letters alone. */
const PALETTE = [
  { fill: "#56B4E9", ink: "#000" },
  { fill: "#E69F00", ink: "#000" },
  { fill: "#009E73", ink: "#000" },
  { fill: "#CC79A7", ink: "#000" },
  { fill: "#F0E442", ink: "#000" },
] as const;
const FURTHER = { fill: "#BBBBBB", ink: "#000" };
export const FAILURE = { fill: "#D55E00", ink: "#000" };

export const letterOf = (index: number): string =>
  index < 26
    ? String.fromCharCode(97 + index)
    : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`;
export const colourOf = (index: number): { fill: string; ink: string } => PALETTE[index] ?? FURTHER;

const FONTS = "system-ui, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Nanum Gothic', sans-serif";
const STYLE =
  ":root{--bg:#fff;--fg:#222;--soft:#666;--line:#999;--panel:#f4f4f4}" +
  "@media(prefers-color-scheme:dark){:root{--bg:#111;--fg:#eee;--soft:#aaa;--line:#777;--panel:#222}}" +
  `text{font-family:${FONTS};fill:var(--fg);font-size:13px}.soft{fill:var(--soft)}.small{font-size:11px}.bold{font-weight:700}.mono{font-family:ui-monospace,Menlo,Consolas,monospace}` +
  ".line{stroke:var(--line);fill:none}.panel{fill:var(--panel);stroke:var(--line)}.chip{stroke:#333;stroke-width:1}";

export function picture(width: number, height: number, parts: readonly string[], alt: string): Picture {
  const background = `<rect width="${width}" height="${height}" fill="var(--bg)"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"><title>${escapeHtml(alt)}</title><style>${STYLE}</style>${background}${parts.join("")}</svg>`;
  return { svg, alt };
}

const NO_REQUEST: Readonly<Record<Language, string>> = {
  ko: "아직 요청이 없습니다. 먼저 요청을 보내 보세요.",
  en: "No request yet. Send some first.",
};

/** In place of a picture of requests while there are none. */
export function pictureWithoutRequests(title: string, language: Language): Picture {
  const sentence = NO_REQUEST[language];
  return picture(680, 60, [text(16, 36, sentence)], `${title}. ${sentence}`);
}

interface TextOptions {
  readonly class?: string;
  readonly anchor?: "start" | "middle" | "end";
}

export function text(x: number, y: number, content: string, options: TextOptions = {}): string {
  const style = options.class === undefined ? "" : ` class="${options.class}"`;
  const anchor = options.anchor === undefined ? "" : ` text-anchor="${options.anchor}"`;
  return `<text x="${x}" y="${y}"${style}${anchor}>${escapeHtml(content)}</text>`;
}

export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  options: { dashed?: boolean; round?: number } = {},
): string {
  const dash = options.dashed === true ? ' stroke-dasharray="5 4"' : "";
  return `<rect class="panel" x="${x}" y="${y}" width="${width}" height="${height}" rx="${options.round ?? 6}"${dash}/>`;
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  options: { dashed?: boolean; arrow?: boolean } = {},
): string {
  const dash = options.dashed === true ? ' stroke-dasharray="5 4"' : "";
  const head = options.arrow === true ? arrowHead(x1, y1, x2, y2) : "";
  return `<path class="line" stroke-width="1.5" d="M${x1} ${y1}L${x2} ${y2}"${dash}/>${head}`;
}

function arrowHead(x1: number, y1: number, x2: number, y2: number): string {
  const angle = Math.round((Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI);
  return `<path transform="translate(${x2} ${y2}) rotate(${angle})" d="M0 0L-8 -4L-8 4Z" fill="var(--line)"/>`;
}

/** A small square for one request or one Pod: letter on colour. */
export function chip(
  x: number,
  y: number,
  letter: string,
  colour: { fill: string; ink: string },
  size = 22,
): string {
  const label = `<text x="${x + size / 2}" y="${y + size / 2 + 5}" text-anchor="middle" class="bold" style="fill:${colour.ink}">${escapeHtml(letter)}</text>`;
  return `<rect class="chip" x="${x}" y="${y}" width="${size}" height="${size}" rx="4" fill="${colour.fill}"/>${label}`;
}

/** The chip of one request: the letter of the backend that answered it, or a cross. */
export function answerChip(
  x: number,
  y: number,
  servedBy: string | undefined,
  backends: readonly string[],
): string {
  if (servedBy === undefined) return chip(x, y, "✕", FAILURE);
  const index = backends.indexOf(servedBy);
  return chip(x, y, letterOf(index), colourOf(index));
}

/** How wide a text stands at 13 px, roughly: Hangul and other wide letters take twice the room. */
export function widthOf(content: string): number {
  let width = 0;
  for (const letter of content) width += (letter.codePointAt(0) ?? 0) > 0x1100 ? 13 : 7.4;
  return width;
}

/** The middle of a long name gives way: `http-go-7d9…x2x4z`. */
export function shorten(name: string, lengthMax: number): string {
  if (name.length <= lengthMax) return name;
  const tail = Math.floor((lengthMax - 1) / 2);
  return `${name.slice(0, lengthMax - 1 - tail)}…${name.slice(-tail)}`;
}

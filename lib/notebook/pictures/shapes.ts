/** What pictures are made of: texts, boxes, lines, arrows and chips, as pieces of SVG. */
import { escape as escapeHtml } from "html-escaper";
import type { Colour } from "./letters.ts";
import { SIZE, type Style } from "./measure.ts";

export interface TextOptions extends Style {
  readonly anchor?: "start" | "middle" | "end";
  /** `soft`: of less importance; `ink`: black on a coloured ground. */
  readonly tone?: "soft" | "bad" | "good" | "ink";
}

/** Everything that a learner wrote goes through here: it is escaped. */
export function text(x: number, y: number, content: string, options: TextOptions = {}): string {
  const { size = SIZE, bold = false, mono = false, anchor = "start", tone } = options;
  const classes = [bold ? "bold" : "", mono ? "mono" : "", tone ?? ""]
    .filter((name) => name !== "")
    .join(" ");
  const style = classes === "" ? "" : ` class="${classes}"`;
  const sized = size === SIZE ? "" : ` font-size="${size}"`;
  const anchored = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text x="${round(x)}" y="${round(y)}"${style}${sized}${anchored}>${escapeHtml(content)}</text>`;
}

/** Lines of text, one below the other. @param pitch from line to line. */
export function paragraph(
  x: number,
  y: number,
  lines: readonly string[],
  options: TextOptions = {},
  pitch = 17,
): string {
  return lines.map((line, at) => text(x, y + at * pitch, line, options)).join("");
}

export interface BoxOptions {
  readonly dashed?: boolean;
  readonly round?: number;
  readonly tone?: "bad" | "good" | "plain" | "soft";
}

export function box(x: number, y: number, width: number, height: number, options: BoxOptions = {}): string {
  const { dashed = false, round: radius = 7, tone = "plain" } = options;
  const dash = dashed ? ' stroke-dasharray="5 4"' : "";
  return `<rect class="box ${tone}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"${dash}/>`;
}

/** A plain area of colour: a bar, or a piece of one. */
export function bar(x: number, y: number, width: number, height: number, fill: string, opacity = 1): string {
  const faint = opacity === 1 ? "" : ` fill-opacity="${opacity}"`;
  return `<rect class="edge" x="${round(x)}" y="${round(y)}" width="${round(Math.max(width, 1))}" height="${height}" rx="3" fill="${fill}"${faint}/>`;
}

export interface LineOptions {
  readonly dashed?: boolean;
  readonly arrow?: boolean;
  readonly tone?: "bad" | "good" | "plain" | "soft";
  readonly width?: number;
}

export function line(x1: number, y1: number, x2: number, y2: number, options: LineOptions = {}): string {
  const { dashed = false, arrow = false, tone = "plain", width = 1.5 } = options;
  const dash = dashed ? ' stroke-dasharray="5 4"' : "";
  const head = arrow ? arrowHead(x1, y1, x2, y2, tone) : "";
  return `<path class="line ${tone}" stroke-width="${width}" d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}"${dash}/>${head}`;
}

function arrowHead(x1: number, y1: number, x2: number, y2: number, tone: string): string {
  const angle = Math.round((Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI);
  return `<path class="head ${tone}" transform="translate(${round(x2)} ${round(y2)}) rotate(${angle})" d="M0 0L-9 -4.5L-9 4.5Z"/>`;
}

/** A smooth line from left to right, with an arrow at its end. */
export function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  const end = x2 - 7;
  return `<path class="line plain" stroke-width="1.5" d="M${round(x1)} ${round(y1)}C${round(middle)} ${round(y1)} ${round(middle)} ${round(y2)} ${round(end)} ${round(y2)}"/>${arrowHead(end, y2, x2, y2, "plain")}`;
}

/** A small square for one request or one Pod: letter on colour. */
export function chip(x: number, y: number, letter: string, colour: Colour, size = 22): string {
  const font = [...letter].length > 1 || size < 18 ? 12 : 13;
  const label = text(x + size / 2, y + size / 2 + font * 0.36, letter, {
    anchor: "middle",
    bold: true,
    size: font,
    tone: "ink",
  });
  return `<rect class="edge" x="${round(x)}" y="${round(y)}" width="${size}" height="${size}" rx="4" fill="${colour}"/>${label}`;
}

/** The number of a step, in a circle. */
export function numbered(x: number, y: number, number: number): string {
  return `<circle class="step" cx="${round(x)}" cy="${round(y)}" r="10"/>${text(x, y + 4.5, String(number), { anchor: "middle", bold: true, size: 12 })}`;
}

/** Two decimals at most: what differs beyond them nobody sees. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

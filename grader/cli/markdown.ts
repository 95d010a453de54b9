/**
 * Markdown for a terminal: paragraphs and lists, wrapped; `**bold**`, code spans and code blocks. That is what the texts of
 * exercises use; anything else stays as it is written.
 */
import { stripVTControlCharacters } from "node:util";
import { padded, widthOf } from "../reporters/columns.ts";
import type { Style, Terminal } from "./terminal.ts";

export function markdownLines(text: string, terminal: Terminal): readonly string[] {
  const { style } = terminal;
  const lines: string[] = [];
  let inCode = false;
  for (const line of text.trim().split("\n")) {
    const fence = /^\s*```/.test(line);
    if (fence) inCode = !inCode;
    else if (inCode) lines.push(`    ${style.cyan(line)}`);
    else lines.push(...proseLines(line, terminal));
  }
  return lines;
}

/** A code span or bold words with what stands against them is one word, and never broken. */
const WORD = /(?:`[^`]+`|\*\*[^*]+\*\*|\S)+/g;

/** A heading, an item of a list, or a paragraph. */
function proseLines(line: string, terminal: Terminal): readonly string[] {
  const heading = /^#+ +(.*)$/.exec(line);
  if (heading !== null) return [terminal.style.bold(heading[1] ?? "")];
  const [, indent = "", mark = "", text = ""] = /^(\s*)([-*] |\d+[.] )?(.*)$/.exec(line) ?? [];
  return hangingLines(`${indent}${mark.replace(/^[-*]/, "•")}`, text, terminal);
}

/** One paragraph behind `first`; the lines below the first stand under its text. */
export function hangingLines(first: string, text: string, { style, width }: Terminal): readonly string[] {
  const rest = padded("", widthOf(first));
  // Painted before they are measured: the marks of Markdown take no columns.
  const words = (text.match(WORD) ?? []).map((word) => inline(word, style));
  return wrapped(words, width - rest.length).map((part, at) => `${at === 0 ? first : rest}${part}`);
}

/** Bold and code. Without colours a code span keeps its quotes, because they say where it ends. */
export function inline(text: string, style: Style): string {
  const isPlain = style.cyan("") === "";
  return text.replaceAll(/`([^`]+)`|\*\*([^*]+)\*\*/g, (whole, code?: string, bold?: string) =>
    code === undefined ? style.bold(bold ?? "") : isPlain ? whole : style.cyan(code),
  );
}

function wrapped(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(stripVTControlCharacters(longer)) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

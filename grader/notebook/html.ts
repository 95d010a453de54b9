/**
 * What a cell shows besides pictures, as HTML that an untrusted notebook keeps: elements with inline styles, no scripts.
 * Markdown is that of the exercises' texts: paragraphs, lists, headings, `**bold**`, code spans and code blocks; anything else stays
 * as it is written.
 */
import { showHtml } from "service-bootcamp";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Bold and code in one line of text. */
export function inlineHtml(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`|\*\*([^*]+)\*\*/g, (_, code?: string, bold?: string) =>
    code === undefined ? `<strong>${bold}</strong>` : `<code>${code}</code>`,
  );
}

export function markdownHtml(text: string): string {
  const blocks: string[] = [];
  let code: string[] | undefined;
  for (const line of text.trim().split("\n")) {
    const isFence = /^\s*```/.test(line);
    if (isFence && code !== undefined) {
      blocks.push(codeHtml(code.join("\n")));
      code = undefined;
    } else if (isFence) code = [];
    else if (code !== undefined) code.push(line);
    else blocks.push(lineHtml(line));
  }
  if (code !== undefined) blocks.push(codeHtml(code.join("\n")));
  return inLists(blocks.filter((block) => block !== ""));
}

export function codeHtml(text: string): string {
  return `<pre style="margin:.5em 0;white-space:pre;overflow-x:auto" tabindex="0">${escaped(text)}</pre>`;
}

const ITEM = "<li>";

/** A paragraph, a heading, or an item that `inLists` puts into a list. */
function lineHtml(line: string): string {
  const heading = /^#+ +(.*)$/.exec(line)?.[1];
  if (heading !== undefined) return `<p><strong>${inlineHtml(heading)}</strong></p>`;
  const item = /^\s*(?:[-*]|\d+[.]) (.*)$/.exec(line)?.[1];
  if (item !== undefined) return `${ITEM}${inlineHtml(item)}</li>`;
  return line.trim() === "" ? "" : `<p>${inlineHtml(line)}</p>`;
}

function inLists(blocks: readonly string[]): string {
  return blocks
    .map((block, at) => {
      if (!block.startsWith(ITEM)) return block;
      const begins = !blocks[at - 1]?.startsWith(ITEM);
      const ends = !blocks[at + 1]?.startsWith(ITEM);
      return `${begins ? "<ul>" : ""}${block}${ends ? "</ul>" : ""}`;
    })
    .join("\n");
}

/** Markdown without its marks, for terminals and screen readers. */
export function plainOf(markdown: string): string {
  return markdown.trim().replaceAll("**", "").replaceAll(/^#+ +/gm, "");
}

const FRAME =
  "border-left:4px solid var(--jp-brand-color1,#1976d2);padding:.2em 1em;margin:.4em 0;max-width:44em;word-break:keep-all;overflow-wrap:anywhere";

/** Shows a piece of the course under a cell: framed, so that it is told from what programs print. */
export function showFramed(html: string, plain: string): void {
  showHtml(`<div style="${FRAME}">${html}</div>`, plain);
}

/** One sentence of the course, in Markdown. */
export function say(markdown: string): void {
  showFramed(markdownHtml(markdown), plainOf(markdown));
}

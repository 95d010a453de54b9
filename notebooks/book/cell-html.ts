/** A cell of a notebook as HTML: its text or code, and under it what came of running it. */
import { escape as escapeHtml } from "html-escaper";
import { Marked } from "marked";
import type { NotebookCell } from "../testing/course.ts";
import type { Output } from "../testing/execute.ts";
import type { BookTexts } from "./texts.ts";

const markdown = new Marked({ gfm: true });
/** Where an answer is the reader's own to find, what came of ours is left out. */
const OWN_ANSWER = ["predict", "check"];

/** @param outputs what came of a code cell; none for a text. */
export function cellHtml(cell: NotebookCell, outputs: readonly Output[], texts: BookTexts): string {
  if (cell.type === "markdown") return `<div class="text">\n${markdown.parse(cell.source)}</div>`;
  const code = `<pre class="code" tabindex="0"><code>${escapeHtml(cell.source)}</code></pre>`;
  const shown = cell.tags.includes("setup")
    ? `<details><summary>${texts.setup}</summary>${code}</details>`
    : code;
  const isOwn = OWN_ANSWER.some((tag) => cell.tags.includes(tag));
  return [shown, ...(isOwn ? [] : outputs.map((output) => outputHtml(output, texts)))].join("\n");
}

function outputHtml(output: Output, texts: BookTexts): string {
  if (output.output_type === "stream")
    return output.name === "stderr" ? messages(output.text, texts) : printed(output.text, texts);
  if (output.output_type === "error") return messages(output.evalue, texts);
  const { data } = output;
  const html = data["text/html"];
  if (html !== undefined) return `<div class="display">${html}</div>`;
  const text = data["text/markdown"];
  if (text !== undefined) return `<div class="display">${markdown.parse(text)}</div>`;
  return printed(data["text/plain"] ?? "", texts);
}

function printed(text: string, { output }: BookTexts): string {
  return terminal("printed", output, text);
}

function messages(text: string, { messages: label }: BookTexts): string {
  return terminal("messages", label, text);
}

/** Wide tables of kubectl are scrolled to, also by keyboard. */
function terminal(name: string, label: string, text: string): string {
  return `<pre class="${name}" tabindex="0" role="group" aria-label="${label}">${escapeHtml(text)}</pre>`;
}

/** Shows things in a notebook cell, and as plain text where there is no notebook. The only part that knows the kernel. */
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { escape as escapeHtml } from "html-escaper";
import { type Picture, WIDTH } from "./pictures/picture.ts";

/** Narrower than it was drawn, its letters would be too small to read: it is scrolled to, with the keyboard too. */
const PICTURE = `width:720px;max-width:100%;min-width:${WIDTH}px`;
const NOTE = "white-space:pre-line;font-style:italic;word-break:keep-all;overflow-wrap:break-word";

type WriteDisplayData = (
  message: { data: Record<string, string>; metadata: object; transient: object },
  isUpdate: boolean,
) => void;

/** Whether a cell of a notebook runs this. */
export function isInNotebook(): boolean {
  return "__tslab__" in globalThis;
}

/** tslab keeps the function of the running cell here; it exports no other way to send two formats at once. */
function kernelDisplay(): WriteDisplayData | undefined {
  if (!isInNotebook()) return undefined;
  const require = createRequire(import.meta.url);
  return (require("tslab/dist/jupyter") as { lastWriteDisplayData?: WriteDisplayData }).lastWriteDisplayData;
}

/** As an image: the one form that JupyterLab shows alike in trusted and untrusted notebooks, light and dark. */
export function showPicture({ svg, alt, moving }: Picture): void {
  const image = (drawn: string): string =>
    `<div style="overflow-x:auto" tabindex="0"><img alt="${escapeHtml(alt)}" style="${PICTURE}" src="data:image/svg+xml;base64,${Buffer.from(drawn).toString("base64")}"></div>`;
  const twin =
    moving === undefined ? "" : `<details><summary>${moving.label}</summary>${image(moving.svg)}</details>`;
  showHtml(`${image(svg)}${twin}`, alt);
}

/** @param html safe to show: learner's text in it is escaped. @param plain the same for terminals and screen readers. */
export function showHtml(html: string, plain: string): void {
  const display = kernelDisplay();
  if (display === undefined) process.stdout.write(`${plain}\n`);
  else display({ data: { "text/html": html, "text/plain": plain }, metadata: {}, transient: {} }, false);
}

/** The lab's own words, told apart from those of the tools. */
export function showNote(text: string): void {
  showHtml(noteHtml(text), text);
}

/** @param name of a file beside the notebook, which opens where it stands in the text. */
export function showFileNote(name: string, text: string): void {
  const link = `<a href="${encodeURI(name)}">${escapeHtml(name)}</a>`;
  showHtml(`<div style="${NOTE}">${escapeHtml(text).replace(escapeHtml(name), link)}</div>`, text);
}

function noteHtml(text: string): string {
  return `<div style="${NOTE}">${escapeHtml(text)}</div>`;
}

/** One line that changes while something goes on. */
export interface LiveDisplay {
  /** @param part how much is done, from 0 to 1. */
  update(text: string, part: number): void;
  /** What stays. */
  end(text: string): void;
}

/** Outside a notebook only the end is printed. */
export function openDisplay(): LiveDisplay {
  const id = randomUUID();
  let isShown = false;
  const show = (html: string, plain: string): void => {
    const data = { "text/html": html, "text/plain": plain };
    kernelDisplay()?.({ data, metadata: {}, transient: { display_id: id } }, isShown);
    isShown = true;
  };
  return {
    update(text, part) {
      const bar = `<progress value="${part.toFixed(3)}" max="1" style="width:20em"></progress>`;
      show(`<label>${bar} ${escapeHtml(text)}</label>`, text);
    },
    end(text) {
      if (isInNotebook()) show(noteHtml(text), text);
      else process.stdout.write(`${text}\n`);
    },
  };
}

/** What every page has around its content: no script, no address outside, and a policy that holds the browser to both. */
import { createHash } from "node:crypto";
import type { Language } from "service-bootcamp";
import { Markup, markup } from "../markup.ts";
import { STYLE } from "./style.ts";

const styleHash = createHash("sha256").update(STYLE).digest("base64");

export interface PageContent {
  readonly lang: Language;
  readonly title: string;
  /** The content of `<body>`: header, main and footer. */
  readonly body: Markup;
}

export function page({ lang, title, body }: PageContent): string {
  return markup`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
${body}
</body>
</html>
`.text;
}

/** A part of a whole as a bar; the words beside it say the same. */
export function bar(part: number, whole: number): Markup {
  const percent = whole === 0 ? 0 : (100 * part) / whole;
  return markup`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="4"/><rect class="part" width="${percent.toFixed(1)}" height="4"/></svg>`;
}

export type Sign = "good" | "part" | "bad" | "wait";

const SIGNS: Readonly<Record<Sign, string>> = { good: "✓", part: "△", bad: "✕", wait: "–" };

/** @param meaning for those who do not see it; absent where the words beside it say the same. */
export function sign(kind: Sign, meaning?: string): Markup {
  const name =
    meaning === undefined ? markup`aria-hidden="true"` : markup`role="img" aria-label="${meaning}"`;
  return markup`<span class="sign ${kind}" ${name}>${SIGNS[kind]}</span>`;
}

/** `2026-03-02 09:00 UTC` */
export function timeOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** The place of an exercise on a page of a learner. */
export function anchorOf(exerciseId: string): string {
  return `exercise-${exerciseId}`;
}

/** The file of a learner's page, from the folder of the overview. */
export function fileOf(learner: string): string {
  return `feedback/${learner}.html`;
}

/** The same as an address within a page. A half of a surrogate pair is in a file's name what it is here. */
export function addressOf(learner: string): string {
  return `feedback/${encodeURIComponent(`${learner.replace(/\p{Cs}/gu, "\ufffd")}.html`)}`;
}

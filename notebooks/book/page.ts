/** A page of the book: one notebook, with ways to its neighbours and to the other language. It asks no other host for anything. */
import { escape as escapeHtml } from "html-escaper";
import type { Language } from "service-bootcamp";
import { type BookTexts, bookTexts } from "./texts.ts";

export interface Chapter {
  /** Of its notebook, without the ending: `01-why`. */
  readonly name: string;
  readonly title: string;
  /** HTML of its cells. */
  readonly cells: readonly string[];
}

export interface Place {
  readonly language: Language;
  /** All chapters of the language, in order. */
  readonly chapters: readonly Chapter[];
}

export function chapterPage(chapter: Chapter, place: Place): string {
  const at = place.chapters.indexOf(chapter);
  const texts = bookTexts[place.language];
  const neighbours = [
    neighbour(place.chapters[at - 1], "prev", texts.before),
    neighbour(place.chapters[at + 1], "next", texts.next),
  ];
  return page(place, chapter.name, chapter.title, [
    ...chapter.cells.map((cell) => `<section class="cell">${cell}</section>`),
    `<nav class="neighbours" aria-label="${texts.before}, ${texts.next}">${neighbours.join("")}</nav>`,
  ]);
}

export function contentsPage(place: Place): string {
  const texts = bookTexts[place.language];
  return page(place, "index", texts.title, [
    `<h1>${texts.title}</h1>`,
    `<p>${texts.lead.replace(/`([^`]+)`/, "<code>$1</code>")}</p>`,
    `<h2>${texts.chapters}</h2>`,
    chapterList(place.chapters, ""),
  ]);
}

function page({ language, chapters }: Place, name: string, title: string, body: readonly string[]): string {
  const texts = bookTexts[language];
  const other = language === "ko" ? "en" : "ko";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'self' 'unsafe-inline'">
<title>${name === "index" ? texts.title : `${escapeHtml(title)} · ${texts.title}`}</title>
<link rel="stylesheet" href="../book.css">
<link rel="alternate" hreflang="${other}" href="../${other}/${name}.html">
</head>
<body>
<a class="skip" href="#text">${texts.skip}</a>
<header>
<a href="index.html">${texts.title}</a>
<a href="../${other}/${name}.html" hreflang="${other}" lang="${other}">${texts.other}</a>
</header>
<div class="columns">
${contents(chapters, name, texts)}
<main id="text">
${body.join("\n")}
</main>
</div>
</body>
</html>
`;
}

function contents(chapters: readonly Chapter[], current: string, { chapters: label }: BookTexts): string {
  if (current === "index") return "";
  return `<nav class="chapters" aria-label="${label}">${chapterList(chapters, current)}</nav>`;
}

function chapterList(chapters: readonly Chapter[], current: string): string {
  const items = chapters.map(({ name, title }) => {
    const mark = name === current ? ' aria-current="page"' : "";
    return `<li><a href="${name}.html"${mark}>${escapeHtml(title)}</a></li>`;
  });
  return `<ul>${items.join("")}</ul>`;
}

function neighbour(chapter: Chapter | undefined, rel: string, label: string): string {
  if (chapter === undefined) return "<span></span>";
  return `<a rel="${rel}" href="${chapter.name}.html">${label}: ${escapeHtml(chapter.title)}</a>`;
}

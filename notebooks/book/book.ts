/** The course as a static site: every notebook of both languages with what came of running it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../../grader/text.ts";
import type { Notebook } from "../testing/course.ts";
import type { ExecutedCell } from "../testing/execute.ts";
import { cellHtml } from "./cell-html.ts";
import { type Chapter, chapterPage, contentsPage } from "./page.ts";
import { bookTexts } from "./texts.ts";

/** A notebook, and its code cells as they were run. */
export interface RunNotebook {
  readonly notebook: Notebook;
  readonly executed: readonly ExecutedCell[];
}

/** Leads a reader to the language of their browser's choice: a host of static pages cannot. */
const START = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Kubernetes Services Bootcamp</title><link rel="stylesheet" href="book.css"></head>
<body><main style="padding: 2rem"><h1>Kubernetes Services Bootcamp</h1>
<p><a href="ko/index.html" lang="ko" hreflang="ko">한국어</a> · <a href="en/index.html" hreflang="en">English</a></p></main></body>
</html>
`;

/** @returns path below the book's folder -> text. */
export function bookOf(runs: readonly RunNotebook[]): ReadonlyMap<string, string> {
  const pages = new Map([
    ["index.html", START],
    ["book.css", readFileSync(join(import.meta.dirname, "book.css"), "utf8")],
  ]);
  for (const language of languages) {
    const chapters = runs.filter(({ notebook }) => notebook.language === language).map(chapterOf);
    const place = { language, chapters };
    pages.set(`${language}/index.html`, contentsPage(place));
    for (const chapter of chapters)
      pages.set(`${language}/${chapter.name}.html`, chapterPage(chapter, place));
  }
  return pages;
}

function chapterOf({ notebook, executed }: RunNotebook): Chapter {
  const outputs = new Map(executed.map(({ index, outputs: all }) => [index, all]));
  const { cells, language } = notebook;
  const name = notebook.name.replace(/\.ipynb$/, "");
  return {
    name,
    title: /^# (.+)$/m.exec(cells[0]?.source ?? "")?.[1] ?? name,
    cells: cells.map((cell, index) => cellHtml(cell, outputs.get(index) ?? [], bookTexts[language])),
  };
}

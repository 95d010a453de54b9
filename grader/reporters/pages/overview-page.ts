/** The instructor's page of a class: scores, what is worth a look, what went wrong by cause, and how hard each check was. */
import type { ResultOutline } from "../../result.ts";
import { scoreFigures, submittedNothing, withErrors } from "../class-figures.ts";
import { type Markup, markup } from "../markup.ts";
import type { Report } from "../reporter.ts";
import { attention } from "./attention.ts";
import { causesSection } from "./causes-section.ts";
import { checksTable } from "./checks-table.ts";
import { histogram } from "./histogram.ts";
import { type OverviewTexts, overviewTexts } from "./overview-texts.ts";
import { page } from "./page.ts";
import { predictionsTable } from "./predictions.ts";
import { scoresTable } from "./scores-table.ts";

export function overviewPage(report: Report): string {
  const { results, lang } = report;
  const texts = overviewTexts[lang];
  const { percents } = scoreFigures(results);
  const body = markup`<header>
<h1>${texts.title}</h1>
<p class="meta">${texts.graded(results.length, report.exercises.length)}</p>
</header>
<main>
${figures(results, texts)}
<p class="small soft">${texts.ofThose}</p>
<h2>${texts.spread}</h2>
${histogram(percents, texts)}
${attention(report, texts)}
${causesSection(report, texts)}
${checksTable(report, texts)}
${predictionsTable(report, texts)}
${scoresTable(report, texts)}
</main>
${footer(results[0], texts)}`;
  return page({ lang, title: texts.title, body });
}

function figures(results: readonly ResultOutline[], texts: OverviewTexts): Markup {
  const { average, median, full } = scoreFigures(results);
  const faulty = new Set(withErrors(results).map(({ learner }) => learner));
  const all: readonly (readonly [string, string | number])[] = [
    [texts.average, `${average.toFixed(0)} %`],
    [texts.median, `${median.toFixed(0)} %`],
    [texts.full, full],
    [texts.nothing, results.filter(submittedNothing).length],
    [texts.errors, faulty.size],
  ];
  return markup`<dl class="figures">
${all.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}

function footer(first: ResultOutline | undefined, texts: OverviewTexts): Markup | undefined {
  if (first === undefined) return undefined;
  const { version, courseHash, seed } = first.grader;
  return markup`<footer>${texts.gradedBy(version, courseHash.slice(0, 12), seed)}</footer>`;
}

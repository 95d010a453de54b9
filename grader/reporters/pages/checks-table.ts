/** How hard each check of the course was for this class. */
import { type CheckFigures, checkFigures } from "../class-figures.ts";
import { type Markup, markup } from "../markup.ts";
import type { Report } from "../reporter.ts";
import type { OverviewTexts } from "./overview-texts.ts";
import { bar } from "./page.ts";

export function checksTable({ results }: Report, texts: OverviewTexts): Markup {
  return markup`<h2>${texts.checks}</h2>
<p class="small soft">${texts.checksMeaning}</p>
<div class="wide" tabindex="0" role="region" aria-label="${texts.checks}"><table class="full">
<thead><tr><th scope="col">${texts.exercise}</th><th scope="col">${texts.check}</th><th scope="col" class="number">${texts.points}</th><th scope="col" class="share">${texts.passed}</th><th scope="col" class="number">${texts.failed}</th></tr></thead>
<tbody>
${checkFigures(results).map((figures) => row(figures, texts))}</tbody>
</table></div>`;
}

function row({ exerciseId, check, asked, passed, failed }: CheckFigures, texts: OverviewTexts): Markup {
  const { title, points, visibility } = check;
  const later =
    visibility === "visible"
      ? undefined
      : markup` <span class="small soft">(${texts.hidden[visibility]})</span>`;
  const share = `${((100 * passed) / asked).toFixed(0)} % (${texts.passedOf(passed, asked)})`;
  return markup`<tr><td><code class="id">${exerciseId}</code></td><th scope="row">${title}${later}</th><td class="number">${points}</td><td class="share"><span class="small">${share}</span>${bar(passed, asked)}</td><td class="number">${failed}</td></tr>
`;
}

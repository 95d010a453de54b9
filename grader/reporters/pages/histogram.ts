/** How many learners have which share of the points, as columns. */
import { spread } from "../class-figures.ts";
import { type Markup, markup } from "../markup.ts";
import type { OverviewTexts } from "./overview-texts.ts";

/** In units of the picture. */
const COLUMN = 58;
const HEIGHT = 120;
const TOP = 24;
const BOTTOM = 24;

export function histogram(percents: readonly number[], texts: OverviewTexts): Markup {
  const counts = spread(percents);
  const most = Math.max(1, ...counts);
  const said = counts
    .map((count, tenth) => (count === 0 ? "" : `${texts.tenth(tenth * 10)}: ${count}`))
    .filter((text) => text !== "")
    .join(", ");
  const ground = TOP + HEIGHT;
  const columns = counts.map((count, tenth) => {
    const height = Math.round((HEIGHT * count) / most);
    const middle = (tenth + 0.5) * COLUMN;
    const label = tenth === 10 ? "100" : `${tenth * 10}–${tenth * 10 + 9}`;
    return markup`<rect class="column" x="${tenth * COLUMN + 8}" y="${ground - height}" width="${COLUMN - 16}" height="${height}"/>
${count === 0 ? undefined : markup`<text x="${middle}" y="${ground - height - 6}">${count}</text>`}<text x="${middle}" y="${ground + 18}">${label}</text>
`;
  });
  return markup`<svg class="histogram" role="img" aria-label="${texts.spreadMeaning(said)}" viewBox="0 0 ${COLUMN * counts.length} ${ground + BOTTOM}">
${columns}<line class="ground" x1="0" x2="${COLUMN * counts.length}" y1="${ground}" y2="${ground}"/>
</svg>`;
}

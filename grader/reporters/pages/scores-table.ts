/** Every score of a class, each learner with a link to their page. */
import type { ExerciseOutline, ResultOutline } from "../../result.ts";
import { untouched } from "../class-figures.ts";
import { type Markup, markup } from "../markup.ts";
import type { Report } from "../reporter.ts";
import { learnerLink } from "./learner-link.ts";
import type { OverviewTexts } from "./overview-texts.ts";

export function scoresTable(report: Report, texts: OverviewTexts): Markup {
  const { results, exercises, lang } = report;
  const nobody = untouched(results);
  const hasMarks = results.some(({ mark }) => mark !== undefined);
  const ids = (results[0]?.exercises ?? []).map(({ id }) => id).filter((id) => !nobody.includes(id));
  const heads = ids.map((id) => {
    const title = exercises.find((exercise) => exercise.id === id)?.title[lang] ?? id;
    return markup`<th scope="col" class="upright" title="${title}"><span>${id}</span></th>`;
  });
  return markup`<h2>${texts.scores}</h2>
<p class="small soft">${texts.legend}</p>
${nobody.length === 0 ? undefined : markup`<p class="small soft">${texts.without(nobody.join(", "))}</p>`}
<div class="wide" tabindex="0" role="region" aria-label="${texts.scores}"><table class="scores">
<thead><tr><th scope="col">${texts.learner}</th>${heads}<th scope="col" class="number">${texts.sum}</th>${hasMarks ? markup`<th scope="col" class="number">${texts.mark}</th>` : undefined}</tr></thead>
<tbody>
${results.map((result) => row(result, ids, report, texts))}</tbody>
</table></div>`;
}

function row(result: ResultOutline, ids: readonly string[], report: Report, texts: OverviewTexts): Markup {
  const cells = ids.map((id) =>
    cell(
      result.exercises.find((exercise) => exercise.id === id),
      texts,
    ),
  );
  return markup`<tr><th scope="row">${learnerLink(result.learner, report)}</th>${cells}<td class="number">${result.score}/${result.maxScore}</td>${result.mark === undefined ? undefined : markup`<td class="number">${result.mark.points}</td>`}</tr>
`;
}

function cell(exercise: ExerciseOutline | undefined, texts: OverviewTexts): Markup {
  if (exercise === undefined || exercise.status === "not-submitted")
    return sign("–", texts.cells["not-submitted"]);
  if (exercise.status === "error") return sign("!", texts.cells.error);
  const { score, maxScore } = exercise;
  const kind = score === maxScore ? "good" : score === 0 ? "bad" : "part";
  return markup`<td class="${kind}">${score}</td>`;
}

function sign(text: string, meaning: string): Markup {
  return markup`<td class="wait"><span role="img" aria-label="${meaning}">${text}</span></td>`;
}

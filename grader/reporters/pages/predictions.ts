/** What was predicted in notebooks against what happens there: of a class, and of one learner. Worth no points. */
import type { Language } from "service-bootcamp";
import type { ResultOutline } from "../../result.ts";
import { predictionFigures, rightPredictions } from "../class-figures.ts";
import { type Markup, markup } from "../markup.ts";
import type { Report, ReportedQuestion } from "../reporter.ts";
import type { LearnerTexts } from "./learner-texts.ts";
import type { OverviewTexts } from "./overview-texts.ts";
import { bar, sign } from "./page.ts";

/** Nothing where no submission carries a prediction. */
export function predictionsTable(
  { results, questions = [], lang }: Report,
  texts: OverviewTexts,
): Markup | undefined {
  const figures = predictionFigures(results, questions);
  if (figures.length === 0) return undefined;
  const rows = figures.map(({ question, asked, right, counts }) => {
    const chosen = [...counts].map(([letter, count]) => {
      const mark = letter === question.answer ? " ✓" : "";
      return markup`<li><strong>${count}</strong> ${choiceOf(question, letter, lang)}${mark}</li>\n`;
    });
    const share = `${((100 * right) / asked).toFixed(0)} % (${texts.passedOf(right, asked)})`;
    return markup`<tr><td><code class="id">${question.lesson}</code></td><th scope="row"><code class="id">${question.question}</code></th><td><ul class="choices">
${chosen}</ul></td><td class="share"><span class="small">${share}</span>${bar(right, asked)}</td></tr>
`;
  });
  return markup`<h2>${texts.predictions}</h2>
<p class="small soft">${texts.predictionsMeaning}</p>
<div class="wide" tabindex="0" role="region" aria-label="${texts.predictions}"><table class="full">
<thead><tr><th scope="col">${texts.notebook}</th><th scope="col">${texts.question}</th><th scope="col">${texts.predicted}</th><th scope="col" class="share">${texts.asItHappens}</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
}

/** A learner's own. */
export function predictionsPanel(
  result: ResultOutline,
  questions: readonly ReportedQuestion[],
  texts: LearnerTexts,
): Markup | undefined {
  const told = rightPredictions(result, questions);
  if (told.length === 0) return undefined;
  const right = told.filter(({ isRight }) => isRight).length;
  const items = told.map(({ question, choice, isRight }) => {
    const { lesson, question: id, answer } = question;
    const happened = isRight
      ? undefined
      : markup`<br>${texts.happens} ${choiceOf(question, answer, texts.lang)}`;
    return markup`<li>${sign(isRight ? "good" : "wait", isRight ? texts.predictedRight : texts.predictedOtherwise)} <code class="id">${lesson}</code> <code class="id">${id}</code><br>${texts.youExpected} ${choiceOf(question, choice, texts.lang)}${happened}</li>
`;
  });
  return markup`<section aria-labelledby="predictions">
<h2 id="predictions">${texts.predictions}</h2>
<p class="meta">${texts.predictionsRight(right, told.length)}</p>
<details class="brief">
<summary>${texts.predictionsEach}</summary>
<ul class="predictions">
${items}</ul>
</details>
</section>
`;
}

function choiceOf({ choices }: ReportedQuestion, letter: string, lang: Language): string {
  return `${letter}. ${choices[letter]?.[lang] ?? ""}`;
}

/** What of a class an instructor should look at by themselves: this is a list, and no verdict. */
import { gradedAgain, identical, notIsolated, slow, submittedNothing, withErrors } from "../class-figures.ts";
import { type Markup, markup } from "../markup.ts";
import type { Report } from "../reporter.ts";
import { type SimilarAnswers, similarAnswers } from "../similar-answers.ts";
import { learnerLink, learnerLinks } from "./learner-link.ts";
import type { OverviewTexts } from "./overview-texts.ts";
import { duration } from "./transcript.ts";

/** Two learners with similar answers that the page names (pairsMax). */
const PAIRS_MAX = 50;

export function attention(report: Report, texts: OverviewTexts): Markup {
  const { results } = report;
  const missing = results.filter(submittedNothing).map(({ learner }) => learner);
  const parts = [
    part(texts.couldNot, couldNot(report, texts)),
    part(
      texts.gradedAgain,
      gradedAgain(results).map(
        ({ learner, why }) => markup`<li>${learnerLink(learner, report)}: ${texts.retried[why]}</li>\n`,
      ),
      texts.gradedAgainMeaning,
    ),
    part(texts.unkept, unkept(report, texts), texts.unkeptMeaning),
    part(texts.missing, missing.length === 0 ? [] : [markup`<li>${learnerLinks(missing, report)}</li>\n`]),
    part(texts.late, late(report, texts)),
    part(
      texts.same,
      identical(results).map((learners) => markup`<li>${learnerLinks(learners, report)}</li>\n`),
    ),
    part(texts.similar, similar(report, texts), texts.similarMeaning),
    part(
      texts.slow,
      slow(results).map(
        ({ learner, exercise: { id, durationMs } }) =>
          markup`<li>${learnerLink(learner, report, id)}: <code class="id">${id}</code>, ${texts.seconds(durationMs)}</li>\n`,
      ),
    ),
    part(texts.notes, notes(report)),
  ];
  const found = parts.some((each) => each !== undefined);
  return markup`<h2>${texts.attention}</h2>
${found ? [markup`<p class="small soft">${texts.attentionMeaning}</p>\n`, ...parts] : markup`<p>${texts.none}</p>`}`;
}

/** @param meaning what the reader has to know of it, where the title cannot say all. */
function part(title: string, items: readonly Markup[], meaning?: string): Markup | undefined {
  if (items.length === 0) return undefined;
  return markup`<h3>${title}</h3>
${meaning === undefined ? undefined : markup`<p class="small soft">${meaning}</p>\n`}<ul>
${items}</ul>
`;
}

/** Exercises of one learner that share a reason are one line. */
function couldNot(report: Report, texts: OverviewTexts): readonly Markup[] {
  const lines = new Map<string, { learner: string; ids: string[]; why: string }>();
  for (const { learner, exercise } of withErrors(report.results)) {
    const why = exercise.checks.find(({ status }) => status === "not-run")?.why ?? "";
    const line = lines.get(`${learner}\n${why}`) ?? { learner, ids: [], why };
    line.ids.push(exercise.id);
    lines.set(`${learner}\n${why}`, line);
  }
  const all = report.results[0]?.exercises.length ?? 0;
  return [...lines.values()].map(({ learner, ids, why }) => {
    const named = ids.map((id, at) => markup`${at === 0 ? "" : ", "}<code class="id">${id}</code>`);
    return markup`<li>${learnerLink(learner, report)}: ${ids.length === all ? texts.everything : named}<br>
<span class="lines">${why}</span></li>
`;
  });
}

/** Of a machine on which nothing keeps processes apart that is everybody. */
function unkept(report: Report, texts: OverviewTexts): readonly Markup[] {
  const learners = notIsolated(report.results);
  if (learners.length === 0) return [];
  const isEverybody = learners.length === report.results.filter((result) => !submittedNothing(result)).length;
  return [markup`<li>${isEverybody ? texts.everybody : learnerLinks(learners, report)}</li>\n`];
}

/** Two learners are one line; a long list is for a spreadsheet. */
function similar(report: Report, texts: OverviewTexts): readonly Markup[] {
  const pairs = new Map<string, SimilarAnswers[]>();
  for (const each of similarAnswers(report.results)) {
    const key = each.learners.join("\n");
    pairs.set(key, [...(pairs.get(key) ?? []), each]);
  }
  const lines = [...pairs.values()].map((answers) => {
    const named = answers.map(
      ({ exerciseId, percent }, at) =>
        markup`${at === 0 ? "" : ", "}<code class="id">${exerciseId}</code> ${percent} %`,
    );
    return markup`<li>${learnerLinks(answers[0]?.learners ?? [], report)}: ${named}</li>\n`;
  });
  const more = lines.length - PAIRS_MAX;
  return more > 0 ? [...lines.slice(0, PAIRS_MAX), markup`<li>${texts.moreSimilar(more)}</li>\n`] : lines;
}

function late(report: Report, texts: OverviewTexts): readonly Markup[] {
  return report.results.flatMap(({ learner, submission: { lateMs = 0 } }) =>
    lateMs === 0
      ? []
      : [markup`<li>${learnerLink(learner, report)}, ${texts.lateBy(duration(lateMs))}</li>\n`],
  );
}

function notes(report: Report): readonly Markup[] {
  return report.results.flatMap(({ learner, submission, exercises }) => [
    ...(submission.notes ?? []).map(
      (note) => markup`<li>${learnerLink(learner, report)}: <span class="lines">${note}</span></li>\n`,
    ),
    ...exercises.flatMap(({ id, notes: own = [] }) =>
      own.map(
        (note) =>
          markup`<li>${learnerLink(learner, report, id)}: <code class="id">${id}</code> <span class="lines">${note}</span></li>\n`,
      ),
    ),
  ]);
}

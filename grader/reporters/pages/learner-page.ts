/** The page that a learner gets: points and reasons of every check, what to look at, and what to do next. */
import { Letters } from "service-bootcamp/picture-parts";
import {
  type CheckResult,
  type ExerciseMark,
  type ExerciseResult,
  type LearnerResult,
  sum,
} from "../../result.ts";
import { type ExerciseForTheLearner, forTheLearner } from "../for-the-learner.ts";
import { type Markup, markup } from "../markup.ts";
import type { ReportFrame } from "../reporter.ts";
import { checkMark, exerciseMark, wholeMark } from "./learner-mark.ts";
import { type LearnerTexts, learnerTexts } from "./learner-texts.ts";
import { anchorOf, bar, page, type Sign, sign, timeOf } from "./page.ts";
import { predictionsPanel } from "./predictions.ts";
import { trafficOf } from "./traffic-picture.ts";
import { transcriptOf } from "./transcript.ts";

interface Section extends ExerciseForTheLearner, Pick<ExerciseResult, "transcript"> {
  readonly title: string;
}

/** In the language of the result, which is the learner's own. */
export function learnerPage(
  result: LearnerResult,
  { exercises: course, people, questions = [] }: ReportFrame,
): string {
  const { lang } = result.grader;
  const texts = learnerTexts[lang];
  const name = people?.get(result.learner)?.name ?? result.learner;
  const sections = result.exercises.map((exercise): Section => {
    const title = course.find(({ id }) => id === exercise.id)?.title[lang] ?? exercise.id;
    return { ...forTheLearner(exercise, lang), transcript: exercise.transcript, title };
  });
  const { version, courseHash } = result.grader;
  const body = markup`${header(name, result, sections, texts)}
<main>
${nextPanel(sections, texts)}
${notesPanel(result, texts)}
${table(sections, texts)}
${sections.filter(({ status }) => status !== "not-submitted").map((section) => exerciseSection(section, result, texts))}${predictionsPanel(result, questions, texts)}</main>
<footer>${texts.graded(version, courseHash.slice(0, 12))}</footer>`;
  return page({ lang, title: texts.title(name), body });
}

function header(
  name: string,
  result: LearnerResult,
  sections: readonly Section[],
  texts: LearnerTexts,
): Markup {
  const { submittedAt } = result.submission;
  const score = sum(sections.map((section) => section.score));
  const max = sum(sections.map(({ maxScore }) => maxScore));
  const nothing = sections.every(({ status }) => status === "not-submitted");
  const solved = sections.filter((section) => stateOf(section) === "full").length;
  return markup`<header>
<h1>${texts.heading}</h1>
<p class="meta">${texts.for}: <bdi>${name}</bdi></p>
<p class="meta">${nothing ? texts.nothingSubmitted : submittedAt === null ? undefined : texts.submittedAt(timeOf(submittedAt))}</p>
<p class="score"><strong>${score}</strong> <span>${texts.points(max)}</span> <span class="soft">${texts.solved(solved, sections.length)}</span></p>
${bar(score, max)}
${wholeMark(result, sections, texts)}</header>`;
}

type State = keyof LearnerTexts["states"];

function stateOf({ status, score, maxScore, later }: Section): State {
  if (status !== "graded") return status;
  if (maxScore === 0 && later > 0) return "later";
  if (score === maxScore) return "full";
  return score === 0 ? "none" : "part";
}

const SIGNS: Readonly<Record<State, Sign>> = {
  full: "good",
  part: "part",
  none: "bad",
  "not-submitted": "wait",
  error: "wait",
  later: "wait",
};

function nextPanel(sections: readonly Section[], texts: LearnerTexts): Markup {
  const open = sections.find((section) => ["part", "none"].includes(stateOf(section)));
  const untouched = sections.find(({ status }) => status === "not-submitted");
  const broken = sections.some(({ status }) => status === "error");
  const next = open !== undefined ? repair(open, texts) : untouched && begin(untouched, texts);
  return markup`<section class="panel" aria-labelledby="next">
<h2 id="next">${texts.next}</h2>
${next ?? (broken ? undefined : markup`<p>${texts.allDone}</p>`)}
${broken ? markup`<p>${texts.askTeacher}</p>` : undefined}
</section>`;
}

function repair({ id, title, checks }: Section, texts: LearnerTexts): Markup {
  const check = checks.find(({ status }) => status === "failed");
  const what = check?.hint || check?.why;
  return markup`<p><a href="#${anchorOf(id)}">${texts.nextIs(title)}</a></p>
${what ? markup`<p class="hint lines">${what}</p>` : undefined}
<p>${texts.tryIt} <code>npx bootcamp check ${id}</code></p>`;
}

function begin({ id, title }: Section, texts: LearnerTexts): Markup {
  return markup`<p>${texts.nextNew(title)} ${texts.begin} <code>npx bootcamp task ${id}</code></p>`;
}

function notesPanel({ submission, exercises }: LearnerResult, texts: LearnerTexts): Markup | undefined {
  const notes = [
    ...(submission.notes ?? []).map((note) => markup`<li class="lines">${note}</li>\n`),
    ...exercises.flatMap(({ id, notes: own = [] }) =>
      own.map((note) => markup`<li class="lines"><code class="id">${id}</code> ${note}</li>\n`),
    ),
  ];
  if (notes.length === 0) return undefined;
  return markup`<section class="panel" aria-labelledby="notes">
<h2 id="notes">${texts.notes}</h2>
<ul>${notes}</ul>
</section>`;
}

function table(sections: readonly Section[], texts: LearnerTexts): Markup {
  const submitted = sections.filter(({ status }) => status !== "not-submitted");
  const others = sections.filter(({ status }) => status === "not-submitted");
  const folded = markup`<details class="brief">
<summary>${texts.others(others.length)}</summary>
${rows(others, texts)}
</details>`;
  return markup`<h2>${texts.overview}</h2>
${submitted.length === 0 ? undefined : rows(submitted, texts)}
${others.length === 0 ? undefined : folded}
`;
}

function rows(sections: readonly Section[], texts: LearnerTexts): Markup {
  return markup`<table class="full">
<thead><tr><th scope="col">${texts.exercise}</th><th scope="col">${texts.state}</th><th scope="col" class="number">${texts.pointsColumn}</th></tr></thead>
<tbody>
${sections.map((section) => row(section, texts))}</tbody>
</table>`;
}

function row(section: Section, texts: LearnerTexts): Markup {
  const { id, title, status, score, maxScore } = section;
  const state = stateOf(section);
  const name = status === "not-submitted" ? title : markup`<a href="#${anchorOf(id)}">${title}</a>`;
  return markup`<tr><th scope="row">${name} <code class="id">${id}</code></th><td class="state">${sign(SIGNS[state])} ${texts.states[state]}</td><td class="number">${score}/${maxScore}</td></tr>
`;
}

function exerciseSection(section: Section, result: LearnerResult, texts: LearnerTexts): Markup {
  const mark = result.mark?.exercises.find((each) => each.id === section.id);
  const { id, title, score, maxScore, checks, later, transcript } = section;
  const letters = new Letters();
  return markup`<section aria-labelledby="${anchorOf(id)}">
<h2 id="${anchorOf(id)}">${title}</h2>
<p class="meta"><code class="id">${id}</code> ${texts.of(score, maxScore)}</p>
${exerciseMark(result, section, texts)}<ul class="checks">
${checks.map((check) => checkItem(check, mark, letters, texts))}</ul>
${later === 0 ? undefined : markup`<p class="small soft">${texts.later(later)}</p>`}
${transcriptOf(transcript, texts)}</section>
`;
}

const CHECK_SIGNS: Readonly<Record<CheckResult["status"], Sign>> = {
  passed: "good",
  failed: "bad",
  "not-run": "wait",
};

function checkItem(
  check: CheckResult,
  mark: ExerciseMark | undefined,
  letters: Letters,
  texts: LearnerTexts,
): Markup {
  const { id, title, status, score, points, why, hint } = check;
  const given = checkMark(mark, id, score, texts);
  const reason = why === "" ? undefined : markup`<p class="lines">${why}</p>`;
  const look =
    hint === "" ? undefined : markup`<p class="hint lines"><strong>${texts.hint}</strong> ${hint}</p>`;
  return markup`<li>${sign(CHECK_SIGNS[status], texts.check[status])}<span>${title}</span><span class="points">${given.points}/${points}</span>
${[reason, look, given.more].every((part) => part === undefined) ? undefined : markup`<div class="more">${reason}${look}${given.more}</div>`}${trafficOf(check, letters, texts)}</li>
`;
}

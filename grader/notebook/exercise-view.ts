/** An exercise under its cells: the task, the verdict, hints, the solution and what was learned, as HTML and as plain text. */
import type { Language } from "service-bootcamp";
import { chapterOf } from "../course/chapters.ts";
import type { Exercise } from "../course/exercise.ts";
import { misconceptions } from "../course/misconceptions.ts";
import { type CheckedAnswer, pointsHeldBack } from "../learner/check-answer.ts";
import { hintReady } from "../learner/hints.ts";
import type { Learner } from "../learner/learner.ts";
import type { CheckResult, ExerciseResult } from "../result.ts";
import type { Text } from "../text.ts";
import { exerciseTexts as texts } from "./exercise-texts.ts";
import { codeHtml, escaped, inlineHtml, markdownHtml, plainOf, showFramed } from "./html.ts";

export interface ShownFiles {
  readonly folder: string;
  readonly files: readonly string[];
  readonly isNew: boolean;
}

export function showTask(learner: Learner, exercise: Exercise, lang: Language, shown: ShownFiles): void {
  const { id, title, text } = exercise;
  const size = learner.isSolved(exercise) ? texts.solvedBefore[lang] : texts.size(exercise)[lang];
  const howTo = texts.howTo(shown.folder, shown.files, shown.isNew)[lang];
  showMarkdown(`## ${id} · ${title[lang]}`, size, text[lang], howTo);
}

export function showVerdict(
  learner: Learner,
  exercise: Exercise,
  { result, isSolved, told }: CheckedAnswer,
  lang: Language,
): void {
  const { notes = [], score, maxScore } = result;
  const said = unsaid();
  const items = told.checks.map((check) => verdictItem(check, said));
  const outcome = isSolved ? `**${texts.solved(score, maxScore)[lang]}**` : `**${score}/${maxScore}**`;
  const later = pointsHeldBack(result);
  const more = isSolved
    ? [
        ...(later === undefined ? [] : [later[lang]]),
        ...debriefParts(exercise, lang),
        nextOf(learner, exercise)[lang],
      ]
    : result.status === "error"
      ? []
      : [
          ...(told.withheld === undefined ? [] : [texts.withheld[told.withheld][lang]]),
          texts.notYet[lang],
          ...hintPart(learner, exercise, lang),
        ];
  showFramed(
    [
      `<ul style="list-style:none;padding-left:0">${items.map(({ html }) => html).join("")}</ul>`,
      ...notes.map((note) => markdownHtml(note)),
      isSolved
        ? `<p style="font-size:1.3em">${inlineHtml(outcome)}</p>`
        : `<p style="font-size:1.1em">${inlineHtml(outcome)}</p>`,
      ...more.map(markdownHtml),
      transcriptHtml(result, lang),
    ].join("\n"),
    [...items.map(({ plain }) => plain), ...notes, plainOf(outcome), ...more.map(plainOf)].join("\n"),
  );
}

export function showHints(exercise: Exercise, hints: readonly Text[], lang: Language): void {
  const all = exercise.hints.length;
  showMarkdown(
    ...hints.flatMap((hint, at) => [`**${texts.tier(at + 1, all)[lang]}**`, hint[lang]]),
    texts.moreHints(hints.length, all)[lang],
  );
}

export function showSolution(diffs: readonly string[], isSolved: boolean, lang: Language): void {
  const words = [
    ...(isSolved ? [] : [texts.gaveUp[lang]]),
    diffs.length === 0 ? texts.same[lang] : texts.legend[lang],
  ];
  showFramed(
    [...words.map(markdownHtml), ...diffs.map((diff) => codeHtml(diff.trimEnd()))].join("\n"),
    [...words.map(plainOf), ...diffs].join("\n"),
  );
}

export function showDebrief(exercise: Exercise, lang: Language): void {
  showMarkdown(...debriefParts(exercise, lang));
}

function debriefParts({ debrief, misconceptions: ids = [] }: Exercise, lang: Language): readonly string[] {
  const beliefs = ids.flatMap((id) => misconceptions[id] ?? []);
  return [
    ...(debrief === undefined ? [texts.noDebrief[lang]] : [`**${texts.learned[lang]}**`, debrief[lang]]),
    ...(beliefs.length === 0 ? [] : [`**${texts.beliefs[lang]}**`]),
    ...beliefs.flatMap(({ belief, truth }) => `- ✗ ${belief[lang]}\n- ✓ ${truth[lang]}`),
  ];
}

function nextOf(learner: Learner, exercise: Exercise): Text {
  const next = learner.course.exercises.find(
    (each) => chapterOf(each) === chapterOf(exercise) && each.id !== exercise.id && !learner.isSolved(each),
  );
  if (next === undefined) return texts.chapterDone;
  const { id, title } = next;
  return { en: texts.next(id, title.en).en, ko: texts.next(id, title.ko).ko };
}

function hintPart(learner: Learner, exercise: Exercise, lang: Language): readonly string[] {
  const tier = hintReady(learner, exercise);
  return tier === undefined ? [] : [texts.hintReady(tier, exercise.hints.length)[lang]];
}

const MARKS = { passed: "✓", failed: "✗", "not-run": "–" } as const;
/** Legible on light and on dark ground. */
const COLOURS = { passed: "#2e9d44", failed: "#e5484d", "not-run": "#808080" } as const;

function verdictItem(
  { status, title, score, points, why, hint }: CheckResult,
  isNew: (text: string) => boolean,
): { html: string; plain: string } {
  const lines = [...(isNew(why) ? [why] : []), ...(isNew(hint) ? [`→ ${hint}`] : [])];
  const mark = `<span style="color:${COLOURS[status]};font-weight:bold">${MARKS[status]}</span>`;
  const under = lines.map((line) => `<div style="margin-left:1.4em">${inlineHtml(line)}</div>`).join("");
  return {
    html: `<li style="margin:.3em 0">${mark} ${inlineHtml(title)} <span style="font-size:12px">(${score}/${points})</span>${under}</li>`,
    plain: [
      `${MARKS[status]} ${plainOf(title)} (${score}/${points})`,
      ...lines.map((line) => `  ${plainOf(line)}`),
    ].join("\n"),
  };
}

/** Several checks may fail for one reason: it is told once. */
function unsaid(): (text: string) => boolean {
  const said = new Set([""]);
  return (text) => !said.has(text) && said.add(text) !== undefined;
}

function transcriptHtml({ transcript }: ExerciseResult, lang: Language): string {
  if (transcript.length === 0) return "";
  const text = transcript.map(({ command, output }) => `$ ${command}\n${output}`).join("");
  return `<details><summary>${escaped(texts.replayed[lang])}</summary>${codeHtml(text.trimEnd())}</details>`;
}

function showMarkdown(...parts: readonly string[]): void {
  showFramed(parts.map(markdownHtml).join("\n"), parts.map(plainOf).join("\n\n"));
}

/** The marks on a learner's page: what was taken off or given, and what the instructor says. Checks that are told later stay untold. */
import type { ExerciseMark, LearnerResult } from "../../result.ts";
import type { ExerciseForTheLearner } from "../for-the-learner.ts";
import { attemptWords, lateWords, markWords, reasonWords } from "../mark-words.ts";
import { type Markup, markup } from "../markup.ts";
import type { LearnerTexts } from "./learner-texts.ts";

/** For the head of the page; of a mark that counts checks that are told later, only that there will be one. */
export function wholeMark(
  { mark }: LearnerResult,
  sections: readonly ExerciseForTheLearner[],
  texts: LearnerTexts,
): Markup | undefined {
  if (mark === undefined) return undefined;
  const isTold = sections.every(({ later }) => later === 0);
  const line = isTold ? texts.mark(mark.points, mark.maxPoints) : texts.markLater;
  return markup`<p class="mark">${line}</p>
${mark.comments.map((comment) => said(comment, texts))}`;
}

export function exerciseMark(
  { mark: whole, grader: { lang } }: LearnerResult,
  section: ExerciseForTheLearner,
  texts: LearnerTexts,
): Markup | undefined {
  const mark = whole?.exercises.find(({ id }) => id === section.id);
  if (mark === undefined) return undefined;
  const isTold = section.later === 0;
  const words = isTold ? markWords(mark, lang) : mark.late && lateWords(mark.late, lang);
  const attempts = attemptWords(mark, lang);
  return markup`${words === undefined ? undefined : markup`<p class="mark">${words}</p>\n`}${
    attempts === undefined ? undefined : markup`<p class="small soft">${attempts}</p>\n`
  }${mark.comments.filter(({ check }) => check === undefined).map(({ text }) => said(text, texts))}`;
}

/** @param mark of the exercise. @returns what an instructor gave and said, and the points that now count for the check. */
export function checkMark(
  mark: ExerciseMark | undefined,
  id: string,
  score: number,
  texts: LearnerTexts,
): { readonly points: number; readonly more: Markup | undefined } {
  const given = mark?.manual.find(({ check }) => check === id);
  const comments = mark?.comments.filter(({ check }) => check === id) ?? [];
  const reason = given && markup`<p>${reasonWords(given.reason, texts.lang)}</p>`;
  const more = markup`${reason}${comments.map(({ text }) => said(text, texts))}`;
  return { points: given?.points ?? score, more: more.text === "" ? undefined : more };
}

function said(comment: string, texts: LearnerTexts): Markup {
  return markup`<p class="hint lines"><strong>${texts.instructor}</strong> ${comment}</p>
`;
}

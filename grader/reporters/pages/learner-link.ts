/** A learner's name on the overview, which leads to their page. */
import { type Markup, markup } from "../markup.ts";
import type { Report } from "../reporter.ts";
import { addressOf, anchorOf } from "./page.ts";

/** @param exerciseId the place on that page. */
export function learnerLink(learner: string, { people }: Report, exerciseId?: string): Markup {
  const name = people?.get(learner)?.name ?? learner;
  const place = exerciseId === undefined ? "" : `#${anchorOf(exerciseId)}`;
  return markup`<a href="${addressOf(learner)}${place}"><bdi>${name}</bdi></a>`;
}

/** Several of them, separated by commas. */
export function learnerLinks(learners: readonly string[], report: Report): readonly Markup[] {
  return learners.map((learner, at) => markup`${at === 0 ? "" : ", "}${learnerLink(learner, report)}`);
}

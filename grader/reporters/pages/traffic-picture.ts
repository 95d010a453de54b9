/**
 * The picture of who answered the requests of a check, drawn as the notebooks draw it: a chip for each request in order, a bar for each
 * who answered. Everything in it comes from a result, whose names are a learner's.
 */
import {
  type AnswerRow,
  answerBars,
  answerChips,
  FAILED,
  fitted,
  type Letters,
  type Mark,
  text,
} from "service-bootcamp/picture-parts";
import { type CheckResult, sum, type Traffic, type TrafficAnswer } from "../../result.ts";
import { Markup, markup, shown } from "../markup.ts";
import type { LearnerTexts } from "./learner-texts.ts";

/** In units of the picture, of which a line of the library's pictures has 600, with a margin of 16 on both sides. */
const LEFT = 14;
const WIDTH = 572;
const HEAD = 26;
const GAP = 22;
const HEADING_WIDTH = 560;
const OTHERS: Mark = { letter: "+", colour: "#BBBBBB" };

/** Letters of who answered, which stay the same in all pictures of an exercise. @param letters of that exercise. */
export function trafficOf(
  { traffic = [], status }: CheckResult,
  letters: Letters,
  texts: LearnerTexts,
): Markup | undefined {
  if (traffic.length === 0) return undefined;
  const ways = traffic.map((way) => ({
    ...way,
    heading: headingOf(way, texts),
    rows: rowsOf(way, letters, texts),
  }));
  // What passed is folded, and not printed.
  const isOpen = status !== "passed";
  return markup`<details class="traffic${isOpen ? "" : " brief"}"${isOpen ? new Markup(" open") : undefined}>
<summary>${texts.traffic(sum(traffic.map(requestsOf)))}</summary>
${picture(ways, texts)}
</details>`;
}

interface Way extends Pick<Traffic, "order"> {
  readonly heading: string;
  readonly rows: readonly AnswerRow[];
}

function picture(ways: readonly Way[], texts: LearnerTexts): Markup {
  const most = Math.max(...ways.flatMap(({ rows }) => rows.map(({ count }) => count)));
  const parts: string[] = [];
  let bottom = -GAP;
  for (const way of ways) {
    const top = bottom + GAP;
    const chips = answerChips(marksOf(way), top + HEAD);
    const bars = answerBars(way.rows, chips.bottom + 6, { most });
    parts.push(text(16, top + 16, fitted(way.heading, HEADING_WIDTH)), ...chips.parts, ...bars.parts);
    bottom = bars.bottom;
  }
  const said = ways.map((way) => saidOf(way, texts)).join(" ");
  return markup`<div class="wide" tabindex="0" role="group" aria-label="${texts.trafficPicture}"><svg role="img" viewBox="${LEFT} 0 ${WIDTH} ${Math.ceil(bottom)}"><title>${said}</title>${new Markup(parts.join(""))}</svg></div>`;
}

/** All that is drawn, in words. */
function saidOf(way: Way, texts: LearnerTexts): string {
  const counts = way.rows.map(({ mark, name, count }) => `${mark.letter} ${name} ${count}`).join(", ");
  const order = marksOf(way).map(({ letter }) => letter);
  return `${way.heading}. ${counts}. ${texts.inOrder(order.join(" "))}`;
}

/** A result may say of a request what no answer in it is. */
function marksOf({ order, rows }: Way): readonly Mark[] {
  return order.flatMap((place) => rows[place]?.mark ?? []);
}

/** Whatever went wrong has the cross instead of a letter. */
function rowsOf({ answers, more }: Traffic, letters: Letters, texts: LearnerTexts): readonly AnswerRow[] {
  const ids = answers.map(({ by }, at) => {
    const before = answers.slice(0, at).filter((other) => other.by === by && isGood(other));
    return `${by} ${before.length}`;
  });
  const marks = letters.marksOf(ids.filter((_, at) => isGood(answers[at] as TrafficAnswer)));
  const rows = answers.map((answer, at) => ({
    name: shown(nameOf(answer, texts)),
    mark: marks.get(isGood(answer) ? (ids[at] ?? "") : "") ?? FAILED,
    count: answer.count,
  }));
  if (more === undefined) return rows;
  return [...rows, { name: texts.otherAnswers, mark: OTHERS, count: more }];
}

function isGood({ status, error }: TrafficAnswer): boolean {
  return status === undefined && error === undefined;
}

function nameOf({ by, status, error }: TrafficAnswer, texts: LearnerTexts): string {
  if (error !== undefined) return texts.noAnswer[error];
  return [by ?? texts.somebody, ...(status === undefined ? [] : [texts.status(status)])].join(" ");
}

function headingOf(way: Traffic, texts: LearnerTexts): string {
  const target = way.url ?? texts.endpointsOf(way.endpointsOf ?? "");
  return shown(`${way.client} → ${target}: ${texts.requests(requestsOf(way))}`);
}

function requestsOf({ answers, more = 0 }: Traffic): number {
  return sum(answers.map(({ count }) => count)) + more;
}

/** The picture of balance: every request as a lettered chip in order, then one bar per Pod against its equal share. */
import type { Hop } from "../../network/http.ts";
import {
  answerChip,
  chip,
  colourOf,
  FAILURE,
  letterOf,
  line,
  type Picture,
  picture,
  pictureWithoutRequests,
  shorten,
  text,
} from "./picture.ts";
import type { Scene } from "./scene.ts";

const CHIPS_PER_ROW = 24;
const CHIP = 26;
const MARGIN = 16;
const WIDTH = 680;
const BAR_LEFT = 220;
const BAR_WIDTH_MAX = 380;

const TEXTS = {
  ko: {
    title: (count: number) => `누가 대답했나: 요청 ${count}개`,
    share: "고르게 나눈 몫",
    failed: "실패",
    alt: (count: number, parts: string, share: string) =>
      `요청 ${count}개에 누가 대답했는지 순서대로 보여 줍니다. ${parts}. 고르게 나눈 몫은 ${share}개입니다.`,
  },
  en: {
    title: (count: number) => `Who answered: ${count} requests`,
    share: "an equal share",
    failed: "failed",
    alt: (count: number, parts: string, share: string) =>
      `Who answered ${count} requests, in order. ${parts}. An equal share is ${share}.`,
  },
} as const;

/** Who answered the requests of the last `sh`, in order, and how many each; a backend that answered none has an empty bar. */
export function whoAnswered({ hops, backends, language }: AnswersScene): Picture {
  const words = TEXTS[language];
  if (hops.length === 0) return pictureWithoutRequests(words.title(0), language);
  const top = 44 + Math.ceil(hops.length / CHIPS_PER_ROW) * CHIP + 18;
  const counts = backends.map((name) => hops.filter(({ servedBy }) => servedBy === name).length);
  const failures = hops.filter(({ servedBy }) => servedBy === undefined).length;
  const share = backends.length === 0 ? 0 : hops.length / backends.length;
  const scale = BAR_WIDTH_MAX / Math.max(...counts, failures, share, 1);
  const rows = backends.map((name, at) =>
    bar(top + at * 28, letterOf(at), colourOf(at), name, counts[at] as number, scale),
  );
  if (failures > 0) rows.push(bar(top + backends.length * 28, "✕", FAILURE, words.failed, failures, scale));
  const bottom = top + rows.length * 28;
  const mark = Math.round(BAR_LEFT + share * scale);
  const parts = [
    text(MARGIN, 28, words.title(hops.length), { class: "bold" }),
    ...strip(hops, backends),
    ...rows,
    line(mark, top - 6, mark, bottom, { dashed: true }),
    text(mark, bottom + 16, `${words.share}: ${round(share)}`, { class: "soft small", anchor: "middle" }),
  ];
  const facts = describe(backends, counts, failures, words.failed);
  return picture(WIDTH, bottom + 30, parts, words.alt(hops.length, facts, round(share)));
}

interface AnswersScene extends Pick<Scene, "backends" | "language"> {
  readonly hops: readonly Pick<Hop, "servedBy">[];
}

function strip(hops: AnswersScene["hops"], backends: readonly string[]): string[] {
  return hops.map(({ servedBy }, at) => {
    const x = MARGIN + (at % CHIPS_PER_ROW) * CHIP;
    const y = 44 + Math.floor(at / CHIPS_PER_ROW) * CHIP;
    return answerChip(x, y, servedBy, backends);
  });
}

function bar(
  y: number,
  letter: string,
  colour: { fill: string; ink: string },
  name: string,
  count: number,
  scale: number,
): string {
  const width = Math.max(1, Math.round(count * scale));
  const filled = `<rect class="chip" x="${BAR_LEFT}" y="${y + 2}" width="${width}" height="18" fill="${colour.fill}"/>`;
  return `${chip(MARGIN, y, letter, colour)}${text(MARGIN + 30, y + 16, shorten(name, 24), { class: "mono small" })}${filled}${text(BAR_LEFT + width + 8, y + 16, String(count))}`;
}

function describe(
  names: readonly string[],
  counts: readonly number[],
  failures: number,
  failed: string,
): string {
  const shown = names.slice(0, 6).map((name, at) => `${letterOf(at)} ${shorten(name, 20)} ${counts[at]}`);
  if (names.length > 6) shown.push(`+${names.length - 6}`);
  if (failures > 0) shown.push(`${failed} ${failures}`);
  return shown.join(", ");
}

const round = (share: number): string => (Number.isInteger(share) ? String(share) : share.toFixed(1));

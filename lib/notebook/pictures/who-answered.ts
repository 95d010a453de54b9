/** The picture of balance: every request as a lettered chip in order, then one bar per Pod against its equal share. */
import type { Language } from "../language.ts";
import { chip, colourOf, FAILURE, letterOf, line, type Picture, picture, shorten, text } from "./picture.ts";

/** One request: the Pod or outside host that answered, or undefined when nobody did. */
export interface Answer {
  readonly servedBy?: string | undefined;
}

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
    none: "아직 요청이 없습니다. 먼저 요청을 보내 보세요.",
    alt: (count: number, parts: string, share: string) =>
      `요청 ${count}개에 누가 대답했는지 순서대로 보여 줍니다. ${parts}. 고르게 나눈 몫은 ${share}개입니다.`,
  },
  en: {
    title: (count: number) => `Who answered: ${count} requests`,
    share: "an equal share",
    failed: "failed",
    none: "No request yet. Send some first.",
    alt: (count: number, parts: string, share: string) =>
      `Who answered ${count} requests, in order. ${parts}. An equal share is ${share}.`,
  },
} as const;

/** @param everyone those who could have answered; who never did gets an empty bar. Order gives letters. */
export function whoAnswered(
  answers: readonly Answer[],
  everyone: readonly string[],
  language: Language,
): Picture {
  const words = TEXTS[language];
  const names = [
    ...new Set([
      ...everyone,
      ...answers.flatMap(({ servedBy }) => (servedBy === undefined ? [] : [servedBy])),
    ]),
  ];
  if (answers.length === 0)
    return picture(WIDTH, 60, [text(MARGIN, 36, words.none)], `${words.title(0)}. ${words.none}`);
  const stripHeight = Math.ceil(answers.length / CHIPS_PER_ROW) * CHIP;
  const top = 44 + stripHeight + 18;
  const counts = names.map((name) => answers.filter(({ servedBy }) => servedBy === name).length);
  const failures = answers.filter(({ servedBy }) => servedBy === undefined).length;
  const share = names.length === 0 ? 0 : answers.length / names.length;
  const scale = BAR_WIDTH_MAX / Math.max(...counts, failures, share, 1);
  const rows = names.map((name, at) =>
    bar(top + at * 28, letterOf(at), colourOf(at), name, counts[at] as number, scale),
  );
  if (failures > 0) rows.push(bar(top + names.length * 28, "✕", FAILURE, words.failed, failures, scale));
  const bottom = top + rows.length * 28;
  const mark = Math.round(BAR_LEFT + share * scale);
  const equal = [
    line(mark, top - 6, mark, bottom, { dashed: true }),
    text(mark, bottom + 16, `${words.share}: ${round(share)}`, { class: "soft small", anchor: "middle" }),
  ];
  const parts = [
    text(MARGIN, 28, words.title(answers.length), { class: "bold" }),
    ...strip(answers, names),
    ...rows,
    ...equal,
  ];
  return picture(
    WIDTH,
    bottom + 30,
    parts,
    words.alt(answers.length, describe(names, counts, failures, words.failed), round(share)),
  );
}

function strip(answers: readonly Answer[], names: readonly string[]): string[] {
  return answers.map(({ servedBy }, at) => {
    const x = MARGIN + (at % CHIPS_PER_ROW) * CHIP;
    const y = 44 + Math.floor(at / CHIPS_PER_ROW) * CHIP;
    const index = servedBy === undefined ? -1 : names.indexOf(servedBy);
    return index < 0 ? chip(x, y, "✕", FAILURE) : chip(x, y, letterOf(index), colourOf(index));
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

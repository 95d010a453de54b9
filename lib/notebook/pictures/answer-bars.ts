/** Who answered, drawn from counts alone: a chip for each request in order, and a bar for each who answered. */
import type { Mark } from "./letters.ts";
import { fitted } from "./measure.ts";
import { MARGIN, WIDTH } from "./picture.ts";
import { bar, chip, line, text } from "./shapes.ts";

const PER_ROW = 20;
const PITCH = (WIDTH - 2 * MARGIN) / PER_ROW;
const CHIP = 24;
const ROW = 28;
const NAME_WIDTH = 204;
const BAR_LEFT = MARGIN + 32 + NAME_WIDTH + 8;
const BAR_WIDTH_MAX = WIDTH - MARGIN - 40 - BAR_LEFT;

export interface AnswerRow {
  readonly name: string;
  readonly mark: Mark;
  readonly count: number;
}

/** What the counts are to be compared with; absent where turns or a client's memory decide, not chance, and nothing is equal. */
export interface Comparison {
  readonly share?: number;
  readonly band?: readonly [number, number];
  /** A count that stands elsewhere in the same scale. */
  readonly most?: number;
}

/** Pieces of SVG, and where the next one may begin, in the units of a picture. */
export interface Drawn {
  readonly parts: readonly string[];
  readonly bottom: number;
}

export function answerChips(marks: readonly Mark[], top: number): Drawn {
  const parts = marks.map(({ letter, colour }, at) => {
    const x = MARGIN + (at % PER_ROW) * PITCH;
    return chip(x, top + Math.floor(at / PER_ROW) * PITCH, letter, colour, CHIP);
  });
  return { parts, bottom: top + Math.ceil(marks.length / PER_ROW) * PITCH };
}

/** A bar for each, against what is given to compare with; who answered nothing has an empty one. */
export function answerBars(
  rows: readonly AnswerRow[],
  top: number,
  { share, band, most }: Comparison = {},
): Drawn {
  const longest = Math.max(...rows.map(({ count }) => count), share ?? 0, band?.[1] ?? 0, most ?? 0, 1);
  const scale = BAR_WIDTH_MAX / longest;
  const bottom = top + rows.length * ROW;
  const parts: string[] = [];
  if (band !== undefined) {
    const [from, to] = band;
    parts.push(
      `<rect class="band" x="${BAR_LEFT + from * scale}" y="${top - 4}" width="${(to - from) * scale}" height="${bottom - top}"/>`,
    );
  }
  rows.forEach(({ name, mark, count }, at) => {
    const y = top + at * ROW;
    const width = count === 0 ? 1 : count * scale;
    parts.push(
      chip(MARGIN, y, mark.letter, mark.colour),
      text(MARGIN + 32, y + 16, fitted(name, NAME_WIDTH, { mono: true, size: 12 }), { mono: true, size: 12 }),
      bar(BAR_LEFT, y + 2, width, 18, mark.colour),
      text(BAR_LEFT + width + 7, y + 16, String(count), { bold: true }),
    );
  });
  if (share !== undefined) {
    const x = BAR_LEFT + share * scale;
    parts.push(line(x, top - 4, x, bottom - 4, { dashed: true }));
  }
  return { parts, bottom };
}

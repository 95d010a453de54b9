/** How it ended, in a sentence below a picture: good or bad, with a sign, so that the colour is not all. */
import { wrap } from "./measure.ts";
import { MARGIN, WIDTH } from "./picture.ts";
import { box, paragraph } from "./shapes.ts";

const PADDING = 12;

export interface ResultBox {
  readonly svg: string;
  readonly height: number;
}

export function resultBox(sentence: string, y: number, tone: "good" | "bad"): ResultBox {
  const width = WIDTH - 2 * MARGIN;
  const lines = wrap(`${tone === "good" ? "✓" : "✕"} ${sentence}`, width - 2 * PADDING, { bold: true });
  const height = lines.length * 17 + 16;
  const sentences = paragraph(MARGIN + PADDING, y + 21, lines, { bold: true, tone });
  return { height, svg: `${box(MARGIN, y, width, height, { tone })}${sentences}` };
}

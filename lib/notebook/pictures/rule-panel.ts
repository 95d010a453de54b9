/** A panel with the rules of a node, line by line, each with the letter of the endpoint that it leads to. */
import type { Mark } from "./letters.ts";
import { wrap } from "./measure.ts";
import { MARGIN, WIDTH } from "./picture.ts";
import type { RuleLine } from "./rule-lines.ts";
import { box, chip, text } from "./shapes.ts";

const CODE = { mono: true, size: 12 } as const;
const PANEL_WIDTH = WIDTH - 2 * MARGIN;
const TEXT_LEFT = MARGIN + 36;
const PITCH = 17;
const GAP = 5;

export interface Panel {
  readonly height: number;
  readonly svg: string;
}

/** @param marks by `ip:port`. @param more what stands below when lines were left out. */
export function rulePanel(
  lines: readonly RuleLine[],
  y: number,
  marks: ReadonlyMap<string, Mark>,
  more: string,
): Panel {
  const parts: string[] = [];
  let at = y + 8;
  for (const { text: content, endpoint } of lines) {
    const mark = marks.get(endpoint ?? "");
    const wrapped = wrap(content, PANEL_WIDTH - 48, CODE);
    if (mark !== undefined) parts.push(chip(MARGIN + 9, at - 1, mark.letter, mark.colour, 18));
    wrapped.forEach((each, index) => {
      parts.push(text(TEXT_LEFT + (index === 0 ? 0 : 14), at + 12.5 + index * PITCH, each, CODE));
    });
    at += wrapped.length * PITCH + GAP;
  }
  if (more !== "") {
    parts.push(text(TEXT_LEFT, at + 12.5, more, { size: 12, tone: "soft" }));
    at += PITCH + GAP;
  }
  const height = at - y + 4;
  return { height, svg: `${box(MARGIN, y, PANEL_WIDTH, height)}${parts.join("")}` };
}

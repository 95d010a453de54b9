/**
 * A picture that comes about before one's eyes, again and again; its last frame holds everything. CSS, because that moves
 * inside an image, and begins when its image is first seen.
 */
import type { Language } from "../language.ts";
import { round } from "./shapes.ts";

/** Seconds for each step, and how long the whole picture then stays. */
const STEP_S = 1.2;
const HOLD_S = 4;

/** A dot that travels while its step appears. */
export interface Travel {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

const LABELS: Readonly<Record<Language, string>> = { ko: "움직이는 그림", en: "moving picture" };

interface Moving {
  readonly label: string;
  readonly style: string;
  readonly parts: readonly string[];
}

/** @param fixed seen from the first moment. @param steps appear one after the other. @param travels of the first steps. */
export function stepByStep(
  fixed: readonly string[],
  steps: readonly string[],
  travels: readonly Travel[],
  language: Language,
): Moving {
  const total = steps.length * STEP_S + HOLD_S;
  const percent = (seconds: number): string => `${round((seconds / total) * 100)}%`;
  const styles = steps.map((_, at) => {
    const from = at * STEP_S;
    return (
      `.s${at}{animation:s${at} ${total}s linear infinite}` +
      `@keyframes s${at}{0%,${percent(from)}{opacity:0}${percent(from + 0.3)},100%{opacity:1}}`
    );
  });
  const dots = travels.map(({ x1, x2 }, at) => {
    const from = at * STEP_S;
    return (
      `.d${at}{animation:d${at} ${total}s linear infinite}` +
      `@keyframes d${at}{0%,${percent(from)}{opacity:0;transform:translateX(0)}${percent(from + 0.05)}{opacity:1;transform:translateX(0)}` +
      `${percent(from + STEP_S * 0.9)}{opacity:1;transform:translateX(${round(x2 - x1)}px)}${percent(from + STEP_S)},100%{opacity:0;transform:translateX(${round(x2 - x1)}px)}}`
    );
  });
  return {
    label: LABELS[language],
    style: [...styles, ...dots].join(""),
    parts: [
      ...fixed,
      ...steps.map((step, at) => `<g class="s${at}">${step}</g>`),
      ...travels.map(
        ({ x1, y }, at) => `<circle class="d${at} edge" cx="${round(x1)}" cy="${y}" r="6" fill="#0072B2"/>`,
      ),
    ],
  };
}

/** A curtain that draws back from left to right over the part of a picture that has a time axis. */
export function uncovered(
  fixed: readonly string[],
  parts: readonly string[],
  left: number,
  right: number,
  bottom: number,
  language: Language,
): Moving {
  const seconds = 8;
  const total = seconds + HOLD_S;
  const end = round((seconds / total) * 100);
  return {
    label: LABELS[language],
    style:
      `.u{animation:u ${total}s linear infinite}@keyframes u{0%{clip-path:inset(0 ${round(right - left)}px 0 0)}${end}%,100%{clip-path:inset(0 0 0 0)}}` +
      `.c{animation:c ${total}s linear infinite}@keyframes c{0%{transform:translateX(0);opacity:1}${end}%{transform:translateX(${round(right - left)}px);opacity:1}${end + 0.1}%,100%{transform:translateX(${round(right - left)}px);opacity:0}}`,
    parts: [
      ...fixed,
      // The area itself belongs to the group, so that the curtain is measured from its edges.
      `<g class="u"><rect x="${left}" y="40" width="${right - left}" height="${bottom - 40}" fill="none"/>${parts.join("")}</g>`,
      `<path class="line plain c" stroke-width="2" d="M${left} 44V${bottom}"/>`,
    ],
  };
}

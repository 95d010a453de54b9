/** A time axis below a picture: ticks at round numbers of seconds. */
import { line, text } from "./shapes.ts";

/** A round step that gives four to nine ticks. */
export function stepFor(rangeMs: number): number {
  const rough = rangeMs / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}

/** `12.5`; two decimals at most. */
export function secondsOf(ms: number): string {
  return String(Math.round(ms / 10) / 100);
}

/** @param xOf where a moment is, in milliseconds after the axis' beginning. @param unit behind the last number. */
export function timeAxis(y: number, rangeMs: number, xOf: (ms: number) => number, unit: string): string {
  const step = stepFor(rangeMs);
  const ticks = Array.from({ length: Math.floor(rangeMs / step) + 1 }, (_, at) => at * step);
  return [
    line(xOf(0), y, xOf(rangeMs), y),
    ...ticks.map((ms, at) => {
      const label = at === ticks.length - 1 ? `${secondsOf(ms)} ${unit}` : secondsOf(ms);
      return `${line(xOf(ms), y, xOf(ms), y + 5)}${text(xOf(ms), y + 19, label, { anchor: "middle", size: 12, tone: "soft" })}`;
    }),
  ].join("");
}

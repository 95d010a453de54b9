/** Durations as a person writes them in a notebook: milliseconds (also as text: `0`), or `3h`, `90s`, `1h30m`, `250ms`. */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @returns milliseconds. @throws RangeError naming the form that is wanted. */
export function toMs(duration: number | string): number {
  if (typeof duration === "number" && duration >= 0 && Number.isFinite(duration)) return duration;
  if (/^\d+$/.test(String(duration))) return Number(duration);
  const parts = [...String(duration).matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join("") !== duration) {
    throw new RangeError(
      `"${duration}" is not a duration: write milliseconds as a number, or text such as "90s", "3h" or "1h30m"`,
    );
  }
  return parts.reduce(
    (total, [, amount, unit]) => total + Number(amount) * (UNITS[unit as string] as number),
    0,
  );
}

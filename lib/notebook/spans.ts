/** Lengths of simulated time in words. */
import type { Language } from "./language.ts";

const UNITS = [
  { ms: 3_600_000, en: " h", ko: "시간" },
  { ms: 60_000, en: " min", ko: "분" },
  { ms: 1_000, en: " s", ko: "초" },
] as const;

/** `3 h 20 min`, `3시간 20분`; seconds only below an hour, and parts of a second never. */
export function spanOf(ms: number, language: Language): string {
  const units = ms < 3_600_000 ? UNITS : UNITS.slice(0, 2);
  let rest = ms;
  const parts = units.flatMap(({ ms: size, [language]: unit }) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return parts.length === 0 ? `0${UNITS[2][language]}` : parts.join(" ");
}

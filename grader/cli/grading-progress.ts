/** How far a grading is, in one line of the terminal, and how long it will take. */
import type { Language } from "service-bootcamp";

/** Below this share nothing can be said of the rest, since the first learners wait for processes to start. */
const KNOWN_FROM = 0.05;

/** @param elapsedMs since the grading began. */
export function progressLine(done: number, all: number, elapsedMs: number, lang: Language): string {
  const count = `${done}/${all}`;
  if (done === 0 || done / all < KNOWN_FROM) return count;
  const seconds = Math.ceil(((elapsedMs / done) * (all - done)) / 1_000);
  return `${count} · ${texts[lang](rounded(seconds))}`;
}

/** In steps that a person believes: to five seconds, and from two minutes on to half a minute. */
function rounded(seconds: number): { readonly minutes: number; readonly seconds: number } {
  const step = seconds < 10 ? 1 : seconds < 120 ? 5 : 30;
  const total = Math.ceil(seconds / step) * step;
  return { minutes: Math.floor(total / 60), seconds: total % 60 };
}

interface Rest {
  readonly minutes: number;
  readonly seconds: number;
}

const texts: Readonly<Record<Language, (rest: Rest) => string>> = {
  en: (rest) => `about ${duration(rest, " min", " s")} left`,
  ko: (rest) => `약 ${duration(rest, "분", "초")} 남음`,
};

function duration({ minutes, seconds }: Rest, minute: string, second: string): string {
  if (minutes === 0) return `${seconds}${second}`;
  return seconds === 0 ? `${minutes}${minute}` : `${minutes}${minute} ${seconds}${second}`;
}

/** Sentences for people, in both languages of the course. */
import type { Language } from "service-bootcamp";

/** One sentence in both languages. What programs print (kubectl, curl) is never translated. */
export type Text = Readonly<Record<Language, string>>;

export const languages: readonly Language[] = ["ko", "en"];

/** `1 Pod`, `2 Pods`: a count in an English sentence. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A simulated time as checks write it: `30m` is "30 minutes". */
export function durationText(duration: string): Text {
  const [, number = "", unit = ""] = /^(\d+)([smh])$/.exec(duration) ?? [];
  const words = { s: ["second", "초"], m: ["minute", "분"], h: ["hour", "시간"] }[unit];
  if (words === undefined) return { en: duration, ko: duration };
  const [en = "", ko = ""] = words;
  return { en: counted(Number(number), en), ko: `${number}${ko}` };
}

/** The language of the lab, else of the terminal, as POSIX orders its variables; English when it is neither of the two. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  return /^ko/i.test(env.BOOTCAMP_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || "") ? "ko" : "en";
}

/** Sentences for people, in both languages of the course. */
import type { Language } from "service-bootcamp";

/** One sentence in both languages. What programs print (kubectl, curl) is never translated. */
export type Text = Readonly<Record<Language, string>>;

export const languages: readonly Language[] = ["ko", "en"];

/** `1 Pod`, `2 Pods`: a count in an English sentence. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The language of the lab, else of the terminal, as POSIX orders its variables; English when it is neither of the two. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  return /^ko/i.test(env.BOOTCAMP_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || "") ? "ko" : "en";
}

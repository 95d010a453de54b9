/** The last resort: an error that nobody foresaw is a sentence, and its trace is for who asks for it. */
import type { Language } from "service-bootcamp";

const TEXTS = {
  en: "This is a fault of bootcamp, and nothing that you did wrong. Run it again with BOOTCAMP_DEBUG=1 and report what it prints.",
  ko: "bootcamp의 결함이며 사용자의 잘못이 아닙니다. BOOTCAMP_DEBUG=1을 붙여 다시 실행하고 출력을 알려 주세요.",
};

export function sentenceOfFault(error: unknown, lang: Language): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return process.env.BOOTCAMP_DEBUG === "1" ? trace : TEXTS[lang];
}

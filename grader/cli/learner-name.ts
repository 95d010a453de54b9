/** The name under which a learner submits, and by which their values are drawn. */
import type { Language } from "service-bootcamp";
import type { Text } from "../text.ts";
import { UsageError } from "./usage-error.ts";

/** Letters, digits and a few signs: what `grade` makes a learner's id of. */
const LEARNER_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M} ._@+-]{0,59}$/u;

/** @throws UsageError for one that `grade` would change. */
export function learnerName(asked: string, lang: Language): string {
  const name = asked.normalize("NFC").trim();
  if (!LEARNER_NAME.test(name)) throw new UsageError(odd[lang]);
  return name;
}

const odd: Text = {
  en: "a name begins with a letter or digit, and has letters, digits, spaces and . _ @ + - (60 characters at most)",
  ko: "이름은 글자나 숫자로 시작하고, 글자, 숫자, 빈칸, . _ @ + - 로 60자까지 적을 수 있습니다",
};

/** What is wrong with a command line, in the language of the person: commander knows English alone. */
import type { CommanderError, HelpConfiguration } from "commander";
import type { Language } from "service-bootcamp";
import type { Text } from "../text.ts";

/** By the codes of commander; the words in quotes are taken over from its message, in their order. */
const KOREAN: Readonly<Record<string, (words: readonly string[]) => string>> = {
  "commander.unknownOption": ([option]) => `${option}이라는 옵션은 없습니다.`,
  "commander.unknownCommand": ([command]) => `${command}이라는 명령은 없습니다.`,
  "commander.missingArgument": ([argument]) => `${argument} 인수를 적어야 합니다.`,
  "commander.optionMissingArgument": ([option]) => `${option} 옵션의 값을 적어야 합니다.`,
  "commander.missingMandatoryOptionValue": ([option]) => `${option} 옵션이 필요합니다.`,
  "commander.excessArguments": ([command]) => `${command} 명령의 인수가 너무 많습니다.`,
  "commander.invalidArgument": ([option, value]) => `${option} 옵션의 값 ${value}이(가) 올바르지 않습니다.`,
};

/** @returns one sentence, and perhaps what was meant. */
export function usageSentence({ code, message }: CommanderError, lang: Language): string {
  const korean = lang === "ko" ? KOREAN[code] : undefined;
  if (korean === undefined) return message;
  const [first = "", ...more] = message.split("\n");
  const words = [...first.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? "");
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(more.join("\n"))?.[1];
  const sentence = [korean(words), reasonOf(first)].filter((part) => part !== "").join(" ");
  return `오류: ${sentence}${meant === undefined ? "" : `\n(혹시 ${meant}인가요?)`}`;
}

/** Why a value is wrong: a sentence of ours, or the choices that there are. */
function reasonOf(message: string): string {
  const reason = /is invalid\. (.*)$/.exec(message)?.[1] ?? "";
  return reason.replace(/^Allowed choices are (.*)\.$/, "쓸 수 있는 값: $1");
}

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "사용법:",
  "Arguments:": "인수:",
  "Options:": "옵션:",
  "Commands:": "명령:",
};

export function helpWords(lang: Language): HelpConfiguration {
  return lang === "ko" ? { styleTitle: (title) => TITLES[title] ?? title } : {};
}

/** Why the value of an option is none. */
export const valueTexts = {
  port: { en: "A port is a number from 1 to 65535.", ko: "포트는 1부터 65535까지의 수입니다." },
  positive: { en: "Give a whole number, 1 or more.", ko: "1 이상의 정수를 적으세요." },
  points: {
    en: "Give 0 or more points, with two decimals at most.",
    ko: "0 이상의 점수를 소수점 아래 두 자리까지 적으세요.",
  },
  integer: { en: "Give a whole number.", ko: "정수를 적으세요." },
  text: { en: "Give a text that is not empty.", ko: "빈 값이 아닌 글자를 적으세요." },
  moment: {
    en: "Give a time with its zone, such as 2026-03-02T23:59+09:00.",
    ko: "2026-03-02T23:59+09:00처럼 시간대까지 적으세요.",
  },
} satisfies Readonly<Record<string, Text>>;

/** The values of options as a person types them. Each reader throws the sentence that says what to write. */
import { InvalidArgumentError } from "commander";
import type { Language } from "service-bootcamp";
import { momentOf } from "../submission/roster-columns.ts";
import { valueTexts } from "./usage-texts.ts";

export function optionValues(lang: Language) {
  const refuse = (why: keyof typeof valueTexts): never => {
    throw new InvalidArgumentError(valueTexts[why][lang]);
  };
  const integer = (text: string): number => (/^-?\d{1,15}$/.test(text) ? Number(text) : refuse("integer"));
  return {
    integer,
    integers: (text: string): number[] => commaSeparated(text).map(integer),
    positive: (text: string): number =>
      /^\d{1,6}$/.test(text) && Number(text) > 0 ? Number(text) : refuse("positive"),
    points: (text: string): number =>
      /^\d{1,4}([.,]\d{1,2})?$/.test(text) ? Number(text.replace(",", ".")) : refuse("points"),
    port: (text: string): number =>
      /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= 65_535 ? Number(text) : refuse("port"),
    commaSeparated,
    text: (text: string): string => (text.trim() === "" ? refuse("text") : text),
    moment: (text: string) => momentOf(text) ?? refuse("moment"),
  };
}

function commaSeparated(text: string): string[] {
  return text.split(",").map((part) => part.trim());
}

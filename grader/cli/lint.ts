/** `bootcamp lint`: what kubectl and experience say of manifests. */
import type { Language } from "service-bootcamp";
import { type LintFinding, lint as lintFiles } from "../manifests/lint.ts";
import { printable } from "../reporters/columns.ts";
import type { Text } from "../text.ts";
import { readManifests } from "./manifest-files.ts";

export interface LintOptions {
  readonly paths: readonly string[];
  readonly lang: Language;
}

const MARKS = { fault: "✗", remark: "·" } as const;

/** @returns 0 when there is no fault, 1 when there is one; a remark is none. @throws UsageError */
export async function lint({ paths, lang }: LintOptions): Promise<number> {
  const found = await lintFiles(readManifests(paths, lang));
  const faults = found.filter(({ level }) => level === "fault").length;
  for (const line of found.map((each) => lineOf(each, lang))) console.log(line);
  console.log(faults === 0 ? texts.clean[lang] : texts.faults(faults)[lang]);
  return faults === 0 ? 0 : 1;
}

function lineOf({ level, about, text }: LintFinding, lang: Language): string {
  return `${MARKS[level]} ${about}: ${printable(text[lang].replaceAll(/\s*\n\s*/g, " "))}`;
}

const texts = {
  clean: { en: "No faults.", ko: "문제가 없습니다." },
  faults: (count: number): Text => ({
    en: count === 1 ? "1 fault." : `${count} faults.`,
    ko: `문제가 ${count}개 있습니다.`,
  }),
};

/** The lesson of a notebook: what `npm run notebooks` wrote beside its cells, in the language of the lab. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CellStop, type Language, type Lesson } from "service-bootcamp";
import { projectRoot } from "../project-root.ts";
import type { Text } from "../text.ts";

/** @throws CellStop naming the lessons that there are. */
export function readLesson(id: string, lang: Language): Lesson {
  const folder = join(projectRoot(), "notebooks", "lessons", lang);
  const ids = lessonsIn(folder);
  if (!ids.includes(id)) throw new CellStop(texts.unknown(id, ids)[lang]);
  return JSON.parse(readFileSync(join(folder, `${id}.json`), "utf8")) as Lesson;
}

function lessonsIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
    return names.map((name) => name.slice(0, -".json".length)).sort();
  } catch {
    return [];
  }
}

const texts = {
  unknown: (id: string, ids: readonly string[]): Text => ({
    en: `There is no lesson ${JSON.stringify(id)}. There ${ids.length === 0 ? "are none yet: npm run notebooks writes them." : `are ${ids.join(", ")}.`}`,
    ko: `${JSON.stringify(id)}(이)라는 단원은 없습니다. ${ids.length === 0 ? "아직 단원이 없습니다. npm run notebooks로 만드세요." : `있는 단원: ${ids.join(", ")}`}`,
  }),
};

/** The questions of the course's notebooks: what `npm run notebooks` wrote beside their cells, in both languages. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language, Lesson } from "service-bootcamp";
import { projectRoot } from "../project-root.ts";
import type { Text } from "../text.ts";

export interface CourseQuestion {
  /** The name of the notebook: `01-why`. */
  readonly lesson: string;
  readonly question: string;
  /** The letter of what happens. */
  readonly answer: string;
  /** Letter -> what it says. */
  readonly choices: Readonly<Record<string, Text>>;
}

/** In the order of the course; none where there are no notebooks. */
export function courseQuestions(): readonly CourseQuestion[] {
  const korean = new Map(lessons("ko").map((lesson) => [lesson.id, lesson]));
  return lessons("en").flatMap(({ id, questions }) =>
    Object.entries(questions).map(([question, { answer, choices }]) => ({
      lesson: id,
      question,
      answer,
      choices: Object.fromEntries(
        Object.entries(choices).map(([letter, { text }]) => {
          const ko = korean.get(id)?.questions[question]?.choices[letter]?.text ?? text;
          return [letter, { en: text, ko }];
        }),
      ),
    })),
  );
}

function lessons(lang: Language): readonly Lesson[] {
  const folder = join(projectRoot(), "notebooks", "lessons", lang);
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
    return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Lesson);
  } catch {
    return [];
  }
}

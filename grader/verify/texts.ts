/** What can be proved about an exercise without running it: its texts. */

import type { Check } from "../check/check.ts";
import type { Exercise } from "../course/exercise.ts";
import { PLACEHOLDER } from "../course/variants.ts";
import type { Files } from "../files/limits.ts";
import type { Text } from "../text.ts";

const HANGUL = /\p{Script=Hangul}/u;
/** Shorter lines (`spec:`, `kind: Service`) do not reveal the solution. */
const REVEALING_LENGTH_MIN = 16;
/** What a new exercise has where its author writes (new-exercise.ts). */
const NOT_WRITTEN = /not written yet|아직 쓰지 않았습니다/i;

/** @returns one sentence per text that is missing in a language. */
export function missingTranslations(exercise: Exercise, checks: readonly Check[]): readonly string[] {
  const texts: [string, Text | undefined][] = [
    ["title", exercise.title],
    ["text", exercise.text],
    ["debrief", exercise.debrief],
    ...exercise.hints.map((hint, index): [string, Text] => [`hint ${index + 1}`, hint]),
    ...checks.flatMap(({ id, title, why, hint }): [string, Text | undefined][] => [
      [`title of ${id}`, title],
      [`why of ${id}`, why],
      [`hint of ${id}`, hint],
    ]),
  ];
  return texts.flatMap(([name, text]) => {
    if (text === undefined) return [];
    if (!HANGUL.test(text.ko)) return [`${name}: the Korean text has no Korean in it`];
    return HANGUL.test(text.en) ? [`${name}: the English text has Korean in it`] : [];
  });
}

/** @returns one sentence per hint that quotes a line which the learner should find. */
export function hintsThatReveal(exercise: Exercise, solution: Files): readonly string[] {
  const given = new Set([...exercise.start.values()].flatMap((text) => text.split("\n").map(squeezed)));
  const secrets = [...solution.values()]
    .flatMap((text) => text.split("\n").map(squeezed))
    .filter((line) => line.length >= REVEALING_LENGTH_MIN && !line.startsWith("#") && !given.has(line));
  return exercise.hints.flatMap((hint, index) =>
    Object.values(hint).flatMap((text) =>
      secrets
        .filter((secret) => squeezed(text).includes(secret))
        .map((secret) => `hint ${index + 1} has a line of the solution: ${secret}`),
    ),
  );
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** @returns one sentence per place that a new exercise's author has still to write. */
export function unwritten(files: Files): readonly string[] {
  return [...files].flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, at) => (NOT_WRITTEN.test(line) ? [`${path}, line ${at + 1}: ${line.trim()}`] : [])),
  );
}

/**
 * @param all texts of the exercise with their placeholders.
 * @param names of variants. kubectl has templates of its own, such as {{end}}: these are no names of variants either.
 */
export function placeholderProblems(all: string, names: readonly string[]): readonly string[] {
  const used = new Set([...all.matchAll(PLACEHOLDER)].map(([, name = ""]) => name));
  return [
    ...[...used]
      .filter((name) => !names.includes(name) && !TEMPLATE_WORDS.includes(name))
      .map((name) => `{{${name}}} is no name of variants: they have ${names.join(", ")}`),
    ...names.filter((name) => !used.has(name)).map((name) => `nothing uses {{${name}}}`),
  ];
}

const TEMPLATE_WORDS = ["end", "else", "break", "continue"];

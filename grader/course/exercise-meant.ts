/** Which exercise a person means: by id, topic, the beginning of either, or the number of a chapter. */
import { chapterOf, topicOf } from "./chapters.ts";

type Named = { readonly id: string };

export type Meant<E extends Named> =
  | { readonly exercise: E }
  /** The number of a chapter with several exercises. */
  | { readonly chapter: readonly E[] }
  /** None, or more than one: what may have been meant. */
  | { readonly near: readonly string[] };

/** @param name as it was typed: `06-session-affinity`, `session-affinity`, `sess`, `6`. */
export function exerciseMeant<E extends Named>(exercises: readonly E[], name: string): Meant<E> {
  const asked = name.trim().toLowerCase();
  const exact = exercises.find((exercise) => [exercise.id, topicOf(exercise)].includes(asked));
  if (exact !== undefined) return { exercise: exact };
  const found = /^\d+$/.test(asked) ? ofChapter(exercises, Number(asked)) : beginningWith(exercises, asked);
  const [first] = found;
  if (first !== undefined && found.length === 1) return { exercise: first };
  if (first !== undefined && /^\d+$/.test(asked)) return { chapter: found };
  return { near: found.length > 0 ? found.map(({ id }) => id) : near(exercises, asked) };
}

function ofChapter<E extends Named>(exercises: readonly E[], chapter: number): readonly E[] {
  return exercises.filter((exercise) => Number(chapterOf(exercise)) === chapter);
}

function beginningWith<E extends Named>(exercises: readonly E[], asked: string): readonly E[] {
  if (asked === "") return [];
  return exercises.filter((exercise) => exercise.id.startsWith(asked) || topicOf(exercise).startsWith(asked));
}

/** How alike two names must be to be mentioned; 1 is the same name. */
const LIKENESS_MIN = 0.4;
const NEAR_MAX = 5;

/** The most alike first. */
function near(exercises: readonly Named[], asked: string): readonly string[] {
  return exercises
    .map((exercise) => ({ id: exercise.id, likeness: likeness(topicOf(exercise), asked) }))
    .filter(({ id, likeness: value }) => value >= LIKENESS_MIN || (asked.length > 2 && id.includes(asked)))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, NEAR_MAX)
    .map(({ id }) => id);
}

/** The share of pairs of letters that two names have in common (Dice): swapped, lost and added letters change few of them. */
function likeness(a: string, b: string): number {
  const [first, second] = [pairsOf(a), pairsOf(b.replace(/^\d+-?/, ""))];
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return (2 * shared) / Math.max(1, first.size + second.size);
}

function pairsOf(name: string): ReadonlySet<string> {
  return new Set([...name].slice(1).map((letter, at) => `${name[at]}${letter}`));
}

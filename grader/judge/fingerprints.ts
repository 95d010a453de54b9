/**
 * What an answer has of its own, as numbers that can be compared with those of others: hashes of a few words in a row, of which some
 * are chosen by winnowing (Schleimer, Wilkerson and Aiken, 2003), so that the same passage gives the same numbers wherever it stands.
 * Remarks, blanks and the values of learners make no difference. What the author wrote does not count: the start, and answers that
 * anybody may come to.
 */
import { join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { filledFiles, unfilled } from "../course/variants.ts";
import { readFolderIfAny } from "../files/folder.ts";
import type { Files } from "../files/limits.ts";

/** Folders of answers that anybody may come to. */
const SAMPLES = ["solution", "alternatives", "mistakes"];
/** Words in a row. */
const WORDS = 6;
/** Of so many hashes in a row the smallest is chosen: a passage of WORDS + WINDOW - 1 words is always noticed. */
const WINDOW = 4;
/** The smallest ones are kept of more (fingerprintsMax), which are the same for the same text. */
const FINGERPRINTS_MAX = 200;

/** @returns 32-bit numbers, ascending; none where the answer is hardly more than what the author wrote. */
export function fingerprintsOf(exercise: Exercise, answer: Files): readonly number[] {
  const authors = authorsHashes(exercise);
  const own = [...answer]
    .filter(([path, text]) => exercise.start.get(path) !== text)
    .flatMap(([, text]) => winnowed(hashesOf(unfilled(text, exercise.variants))));
  const chosen = new Set(own.filter((hash) => !authors.has(hash)));
  return [...chosen].sort((a, b) => a - b).slice(0, FINGERPRINTS_MAX);
}

/** Of the exercises that are graded: each is the same object for a whole class, unless its values differ from learner to learner. */
const known = new WeakMap<Exercise, ReadonlySet<number>>();

function authorsHashes(exercise: Exercise): ReadonlySet<number> {
  const hashes = known.get(exercise) ?? new Set(authorsTexts(exercise).flatMap((text) => hashesOf(text)));
  known.set(exercise, hashes);
  return hashes;
}

/** Whoever has the exercise without its samples compares with the start alone. */
function authorsTexts({ folder, start, variant, variants }: Exercise): readonly string[] {
  const samples = SAMPLES.map((name) => filledFiles(readFolderIfAny(join(folder, name)), variant));
  return [start, ...samples].flatMap((files) => [...files.values()]).map((text) => unfilled(text, variants));
}

/** Of each WORDS words in a row, in their order. */
function hashesOf(text: string): readonly number[] {
  const words = wordsOf(text);
  return words.slice(WORDS - 1).map((_, at) => hashOf(words.slice(at, at + WORDS).join(" ")));
}

/** Words, numbers and single signs, without remarks. */
function wordsOf(text: string): readonly string[] {
  return text.replaceAll(/(^|\s)#.*$/gm, "$1").match(/[\p{L}\p{N}_.-]+|[^\s\p{L}\p{N}_.-]/gu) ?? [];
}

function winnowed(hashes: readonly number[]): readonly number[] {
  const windows = Math.max(1, hashes.length - WINDOW + 1);
  return hashes.length === 0
    ? []
    : Array.from({ length: windows }, (_, at) => Math.min(...hashes.slice(at, at + WINDOW)));
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

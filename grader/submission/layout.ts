/** Whether a folder is a class or one learner, by the names in it: plain, or both and therefore not said. */
import { type Dirent, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { isHidden } from "../files/names.ts";
import { exerciseNamed } from "./places.ts";

export type Layout =
  | { readonly kind: "class" }
  | { readonly kind: "learner" }
  /** The names that speak for the one, and those that speak for the other. */
  | { readonly kind: "both"; readonly exercises: readonly string[]; readonly learners: readonly string[] };

/** Folders that a learner's own folder may hold beside exercises. */
const LEARNERS_OWN = new Set(["work", "start", "files", "notebooks"]);
const DEPTH_MAX = 4;
const NAMES_MAX = 2_000;

/** @param names the entries of the folder. Links are none. */
export function looksLikeClass(
  folder: string,
  names: readonly string[],
  exerciseIds: readonly string[],
): Layout {
  const entries = dirents(folder).filter(({ name }) => names.includes(name) && !isHidden(name));
  const isExercise = (entry: Dirent): boolean => {
    const stem =
      entry.isFile() && extname(entry.name).toLowerCase() === ".zip" ? entry.name.slice(0, -4) : entry.name;
    const mayHold = entry.isDirectory() || stem !== entry.name;
    return mayHold && exerciseNamed(stem, exerciseIds) !== undefined;
  };
  const exercises = entries.filter(isExercise);
  if (exercises.length === 0) return { kind: isWorkOf(folder, entries, exerciseIds) ? "learner" : "class" };
  const learners = entries.filter((entry) => !isExercise(entry) && maySubmit(folder, entry, exerciseIds));
  if (learners.length === 0) return { kind: "learner" };
  return {
    kind: "both",
    exercises: exercises.map(({ name }) => name),
    learners: learners.map(({ name }) => name),
  };
}

/** A project with the learner's `work/` in it, and nothing beside that somebody else could have handed in. */
function isWorkOf(folder: string, entries: readonly Dirent[], exerciseIds: readonly string[]): boolean {
  const work = entries.find((entry) => entry.name === "work" && entry.isDirectory());
  if (work === undefined || !holdsAnswer(join(folder, "work"), exerciseIds)) return false;
  return entries.every((entry) => !maySubmit(folder, entry, exerciseIds));
}

/** Whether it could be the submission of a learner of its own. */
function maySubmit(folder: string, entry: Dirent, exerciseIds: readonly string[]): boolean {
  const suffix = extname(entry.name).toLowerCase();
  if (entry.isFile()) return suffix === ".zip" || (suffix === ".ipynb" && !/^\d\d-/.test(entry.name));
  if (!entry.isDirectory() || LEARNERS_OWN.has(entry.name.toLowerCase())) return false;
  return holdsAnswer(join(folder, entry.name), exerciseIds);
}

function holdsAnswer(folder: string, exerciseIds: readonly string[]): boolean {
  const waiting = [{ path: folder, depth: 1 }];
  let looked = 0;
  for (let next = waiting.shift(); next !== undefined && looked < NAMES_MAX; next = waiting.shift()) {
    for (const entry of dirents(next.path)) {
      looked++;
      const isFound = entry.isDirectory()
        ? exerciseNamed(entry.name, exerciseIds) !== undefined
        : entry.isFile() && /\.(zip|ipynb)$/i.test(entry.name);
      if (isFound) return true;
      if (entry.isDirectory() && next.depth < DEPTH_MAX)
        waiting.push({ path: join(next.path, entry.name), depth: next.depth + 1 });
    }
  }
  return false;
}

function dirents(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

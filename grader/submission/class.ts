/** Who is in the class: one learner per folder, zip or notebook. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { isLeftover } from "../files/file-tally.ts";
import type { Text } from "../text.ts";

export interface Learner {
  /** From the name of the folder or file, unique in the class, without characters that could act in a terminal or a file name. */
  readonly id: string;
  /** Absolute path. */
  readonly path: string;
}

/** Short enough for a file name in any script. */
const ID_LENGTH_MAX = 60;

/** A path on the command line that holds no submission. */
export class NoSubmission extends Error {
  override readonly name = "NoSubmission";
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/**
 * A path is a learner when it is a file, or a folder with an exercise in it; any other folder is a class, and each of its
 * entries is a learner. Entries that are neither folder nor zip nor notebook are learners too, so that no submission is lost without a message.
 * @throws NoSubmission naming a path that does not exist, or an empty class.
 */
export function learnersOf(paths: readonly string[], exerciseIds: readonly string[]): readonly Learner[] {
  const found = paths.flatMap((path) => learnerPaths(resolve(path), exerciseIds));
  const taken = new Set<string>();
  return found.map((path) => {
    const id = uniqueId(safeId(path), taken);
    taken.add(id.toLowerCase());
    return { id, path };
  });
}

function learnerPaths(path: string, exerciseIds: readonly string[]): readonly string[] {
  if (!existsSync(path)) throw new NoSubmission({ en: `there is no ${path}`, ko: `${path}이(가) 없습니다` });
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path).filter((name) => !isLeftover(name));
  if (entries.some((name) => exerciseIds.includes(name.toLowerCase()))) return [path];
  if (entries.length === 0) throw new NoSubmission(emptyClass(path));
  return entries.sort((a, b) => (a < b ? -1 : 1)).map((name) => join(path, name));
}

function emptyClass(path: string): Text {
  return {
    en: `${path} is empty: give the folder that holds one folder, zip or notebook per learner`,
    ko: `${path}이(가) 비어 있습니다. 학습자마다 폴더, zip, 노트북이 하나씩 든 폴더를 지정하세요`,
  };
}

function safeId(path: string): string {
  const suffix = [".zip", ".ipynb"].find((known) => extname(path).toLowerCase() === known) ?? "";
  const name = basename(path)
    .slice(0, basename(path).length - suffix.length)
    .normalize("NFC");
  // Everything that is not a letter, digit, mark, space or one of a few signs: control characters, direction marks, quotes, formulas.
  const safe = name.replace(/[^\p{L}\p{N}\p{M} ._@+-]/gu, "_").replace(/^[.=+@-]+/, "_");
  return [...safe].slice(0, ID_LENGTH_MAX).join("").trim() || "_";
}

function uniqueId(id: string, taken: ReadonlySet<string>): string {
  let candidate = id;
  for (let number = 2; taken.has(candidate.toLowerCase()); number++) candidate = `${id}-${number}`;
  return candidate;
}

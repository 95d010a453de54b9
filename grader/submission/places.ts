/** Where the answers to an exercise lie in a submission: in a folder or zip with the exercise's name, however deep. */

export interface Place {
  readonly exercise: string;
  /** The folder of the exercise, with a slash at its end. */
  readonly root: string;
  /** Within that folder. */
  readonly inner: string;
}

/** What systems add to the name of a copy: ` (1)`, ` - Copy`, ` - 복사본`. */
const COPY = /(?: ?\(\d+\)|(?: -)? (?:copy|복사본)(?: ?\(?\d+\)?)?)$/i;
/** macOS: ` 2`. */
const NUMBER = / \d+$/;

/** The exercise that a folder is called after, perhaps as a copy of it. */
export function exerciseNamed(folder: string, exerciseIds: readonly string[]): string | undefined {
  const name = folder.normalize("NFC").toLowerCase();
  const names = [name, withoutCopy(name), name.replace(NUMBER, "")];
  return exerciseIds.find((id) => names.includes(id));
}

export function withoutCopy(name: string): string {
  return name.replace(COPY, "").trim();
}

/** The innermost folder with the name of an exercise counts: unpacking often puts a folder into another one of the same name. */
export function placeOf(path: string, exerciseIds: readonly string[]): Place | undefined {
  const parts = path.split("/");
  for (let depth = parts.length - 2; depth >= 0; depth--) {
    const exercise = exerciseNamed(parts[depth] ?? "", exerciseIds);
    if (exercise === undefined) continue;
    const root = parts
      .slice(0, depth + 1)
      .map((part) => `${part}/`)
      .join("");
    return { exercise, root, inner: path.slice(root.length) };
  }
  return undefined;
}

/** Folders that look like exercises, and that this course does not have. */
export function unknownExercises(paths: readonly string[]): readonly string[] {
  const folders = paths.flatMap((path) => path.split("/").slice(0, -1));
  return [...new Set(folders.filter((folder) => /^\d\d-[a-z0-9-]+$/.test(folder)))];
}

/**
 * The part of a learner's files that answers an exercise. Whoever hands in the exercise's own folder hands in the author's
 * files too, with solutions among them: these are never an answer.
 */
import type { Files } from "../files/limits.ts";
import type { Text } from "../text.ts";

/** The commands of a learner's answer, among its files. */
export const COMMANDS_FILE = "commands.sh";
/** Where older copies of an exercise have the learner's own files. */
const WORK = "work/";
const AUTHORS_FOLDERS = ["start", "solution", "alternatives", "mistakes", "bypasses"];
const AUTHORS_FILES = ["exercise.yaml", "setup.sh", "check.ts", "check.hidden.ts"];

export interface Answer {
  readonly files: Files;
  /** What was not used, one sentence each. */
  readonly notes: readonly Text[];
}

/** @param path within the exercise's folder. */
export function isAuthors(path: string): boolean {
  const [top = ""] = path.split("/");
  return path.includes("/") ? AUTHORS_FOLDERS.includes(top) : AUTHORS_FILES.includes(path);
}

export function answerOf(files: Files): Answer {
  const own = new Map<string, string>();
  const authors = new Set<string>();
  for (const [path, text] of files) {
    const [top = ""] = path.split("/");
    if (isAuthors(path)) authors.add(path.includes("/") ? `${top}/` : path);
    else if (!path.startsWith(WORK)) own.set(path, asUnixText(text));
  }
  for (const [path, text] of files)
    if (path.startsWith(WORK)) own.set(path.slice(WORK.length), asUnixText(text));
  return { files: inOrder(own), notes: authors.size === 0 ? [] : [authorsFilesNote([...authors].sort())] };
}

/** Editors on Windows end lines with CR LF and begin files with a mark; bash would fail at both, for a reason that has nothing to do with the exercise. */
function asUnixText(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}

function inOrder(files: Files): Files {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function authorsFilesNote(names: readonly string[]): Text {
  const all = names.join(", ");
  return {
    en: `Not used, because they belong to the exercise and not to an answer: ${all}`,
    ko: `답이 아니라 연습에 딸린 파일이라 쓰지 않았습니다: ${all}`,
  };
}

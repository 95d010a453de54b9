/** What one learner submitted, by exercise: a folder, a zip or a notebook, all read as data. */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import { newestChange, readFolder } from "../files/folder.ts";
import { type Files, limits } from "../files/limits.ts";
import { readNotebook } from "../files/notebook.ts";
import { SubmissionRefused, tooMuch } from "../files/refusal.ts";
import { readZip } from "../files/zip.ts";
import type { Text } from "../text.ts";
import { COMMANDS_FILE } from "./answer.ts";

export interface Submission {
  /** Of the zip or notebook as a file; of all paths and contents of a folder. */
  readonly sha256: string;
  /** When its newest file was written, ISO 8601 in UTC; null for an empty one. */
  readonly submittedAt: string | null;
  /** Exercise id -> the learner's files. */
  readonly exercises: ReadonlyMap<string, Files>;
  /** What was found and could not be used, one sentence each. */
  readonly notes: readonly Text[];
}

/** What `bootcamp submit` says of the answers beside it; no part of one. */
export const MANIFEST_FILE = "manifest.json";

/** @throws SubmissionRefused when it cannot or must not be read. */
export async function readSubmission(path: string, exerciseIds: readonly string[]): Promise<Submission> {
  try {
    return await read(path, exerciseIds);
  } catch (error) {
    throw isOfTheSystem(error) ? unreadable(path) : error;
  }
}

/** A link that leads nowhere or in a circle, a file without permission to read. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

function unreadable(path: string): SubmissionRefused {
  const name = JSON.stringify(basename(path));
  return new SubmissionRefused(
    { en: `${name} cannot be read`, ko: `${name}을(를) 읽을 수 없습니다` },
    { en: "Look at its permissions, and whether a link leads to it", ko: "권한과 링크를 확인하세요" },
  );
}

async function read(path: string, exerciseIds: readonly string[]): Promise<Submission> {
  if (statSync(path).isDirectory()) {
    const files = readFolder(path);
    return submissionOf(
      files,
      { sha256: hashOf(files), newestMs: newestChange(path, files.keys()) },
      exerciseIds,
    );
  }
  const size = statSync(path).size;
  if (size > limits.zipBytesMax)
    throw tooMuch("the submitted file is too large", "제출한 파일이 너무 큽니다", "zipBytesMax");
  const bytes = readFileSync(path);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  switch (extname(path).toLowerCase()) {
    case ".zip": {
      const { files, newestMs } = await readZip(bytes);
      return submissionOf(files, { sha256, newestMs }, exerciseIds);
    }
    case ".ipynb": {
      const files = new Map([[basename(path).normalize("NFC"), bytes.toString("utf8")]]);
      return submissionOf(files, { sha256, newestMs: statSync(path).mtimeMs }, exerciseIds);
    }
    default:
      throw new SubmissionRefused(
        {
          en: `${JSON.stringify(basename(path))} is neither a folder nor a .zip nor an .ipynb`,
          ko: `${JSON.stringify(basename(path))}: 폴더도, .zip도, .ipynb도 아닙니다`,
        },
        {
          en: "Submit a folder, a zip of it, or your notebook",
          ko: "폴더나 그 폴더를 묶은 zip, 또는 노트북을 제출하세요",
        },
      );
  }
}

function submissionOf(
  files: Files,
  { sha256, newestMs }: { sha256: string; newestMs: number | undefined },
  exerciseIds: readonly string[],
): Submission {
  const { exercises, others } = byExercise(withoutWrapper(files, exerciseIds), exerciseIds);
  const notes: Text[] = [];
  for (const [path, text] of others) {
    if (path.endsWith(".ipynb")) notes.push(...addNotebook(path, text, exercises, exerciseIds));
  }
  const unknownFolders = [
    ...new Set(
      [...others.keys()]
        .filter((path) => !path.endsWith(".ipynb") && path !== MANIFEST_FILE)
        .map((path) => path.split("/")[0] ?? ""),
    ),
  ];
  if (unknownFolders.length > 0) notes.push(unknownFoldersNote(unknownFolders));
  return {
    sha256,
    submittedAt: newestMs === undefined ? null : new Date(newestMs).toISOString(),
    exercises,
    notes,
  };
}

/** A zip often holds one folder with everything in it. A folder with nothing of use inside stays, so that the note names it. */
function withoutWrapper(files: Files, exerciseIds: readonly string[]): Files {
  const [first] = files.keys();
  const depth = (first ?? "")
    .split("/")
    .findIndex((part) => idOf(part, exerciseIds) !== undefined || part.endsWith(".ipynb"));
  const wrapper = (first ?? "")
    .split("/")
    .slice(0, depth)
    .map((part) => `${part}/`)
    .join("");
  if (depth < 1 || ![...files.keys()].every((path) => path.startsWith(wrapper))) return files;
  return new Map([...files].map(([path, text]) => [path.slice(wrapper.length), text]));
}

function byExercise(
  files: Files,
  exerciseIds: readonly string[],
): { exercises: Map<string, Map<string, string>>; others: Files } {
  const exercises = new Map<string, Map<string, string>>();
  const others = new Map<string, string>();
  for (const [path, text] of files) {
    const [top = "", ...rest] = path.split("/");
    const id = rest.length > 0 ? idOf(top, exerciseIds) : undefined;
    if (id === undefined) others.set(path, text);
    else filesOf(exercises, id).set(rest.join("/"), text);
  }
  return { exercises, others };
}

/** Commands in a notebook stand in for commands.sh, and use the files of the exercise's folder, if there is one. */
function addNotebook(
  path: string,
  json: string,
  exercises: Map<string, Map<string, string>>,
  exerciseIds: readonly string[],
): readonly Text[] {
  const { commands, notes } = readNotebook(path, json);
  const unknown = [...commands.keys()].filter((marker) => idOf(marker, exerciseIds) === undefined);
  for (const [marker, text] of commands) {
    const id = idOf(marker, exerciseIds);
    if (id === undefined || text.trim() === "") continue;
    const files = filesOf(exercises, id);
    files.set(COMMANDS_FILE, `${files.get(COMMANDS_FILE) ?? ""}${text}`);
  }
  return [...notes, ...unknown.map((marker) => unknownMarkerNote(path, marker))];
}

function filesOf(exercises: Map<string, Map<string, string>>, id: string): Map<string, string> {
  const files = exercises.get(id) ?? new Map<string, string>();
  exercises.set(id, files);
  return files;
}

function idOf(name: string, exerciseIds: readonly string[]): string | undefined {
  return exerciseIds.find((id) => id === name.toLowerCase());
}

function hashOf(files: Files): string {
  const hash = createHash("sha256");
  for (const [path, text] of files) hash.update(JSON.stringify([path, text]));
  return hash.digest("hex");
}

function unknownFoldersNote(names: readonly string[]): Text {
  const shown = names
    .slice(0, 10)
    .map((name) => JSON.stringify(name))
    .join(", ");
  return {
    en: `Not used, because no exercise has this name: ${shown}`,
    ko: `이런 이름의 연습이 없어 쓰지 않았습니다: ${shown}`,
  };
}

function unknownMarkerNote(path: string, marker: string): Text {
  return {
    en: `${path}: there is no exercise ${JSON.stringify(marker)}`,
    ko: `${path}: ${JSON.stringify(marker)}라는 연습은 없습니다`,
  };
}

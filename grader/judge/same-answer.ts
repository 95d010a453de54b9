/**
 * When two answers are the same: when nothing differs of what is judged. Whoever deletes the remark at the top of commands.sh, ends a
 * file with a blank line, or saves it on Windows has handed in what others have.
 *
 * Remarks are left out only where nothing can see them: commands that are calls of kubectl, each on a line of its own, read no file
 * but as a manifest, and print no line's number. Everything else is the same when it is the same text.
 */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { loadAll } from "js-yaml";
import type { Exercise } from "../course/exercise.ts";
import type { Files } from "../files/limits.ts";
import { answerOf, COMMANDS_FILE } from "../submission/answer.ts";
import { commandsOf } from "./commands.ts";

/** Characters of a file in which remarks are looked for (remarksMax): far below the budgets that a file could exceed by them. */
const REMARKS_MAX = 20_000;
/** Lines of a script (linesMax), each of which has an entry of its own in a transcript. */
const LINES_MAX = 100;

/** Blanks as bash knows them: it takes any other for a part of a word. */
const NOTHING = /^[ \t]*(?:#|$)/;
/** Words in which nothing is expanded, quoted or not. */
const KUBECTL = /^[ \t]*kubectl(?: +(?:[\w@%+=:,./-]|'[^']*'|"[^"$`\\!]*")+)+[ \t]*$/;
/** A file that is read as a manifest. */
const MANIFEST = /\s(?:-f|--filename)(?:=| +)?(?:'[^']+\.(?:ya?ml|json)'|[\w./-]+\.(?:ya?ml|json))(?=\s|$)/g;
/** Commands and options that see more of files, of whole folders or without their names. */
const SEES_MORE = /\s(?:cp|edit|kustomize|-k\S*|--kustomize\S*|--from-\S*)(?:\s|$)/;

/** sha256 over what counts of a learner's files for an exercise, in whatever order they come. */
export function hashAnswer(exercise: Pick<Exercise, "manifests" | "start">, submitted: Files): string {
  const { files, notes } = answerOf(submitted);
  const { commands, notes: unused } = commandsOf(exercise, files);
  const names = [...files.keys()].map((path) => basename(path));
  const isPlain = commands.every((script) => isPlainScript(script, names));
  const counting = isPlain
    ? [commands.map(commandLines), [...files].map(([path, text]) => [path, withoutRemarks(path, text)])]
    : [commands, [...files]];
  return createHash("sha256")
    .update(JSON.stringify([notes, unused, ...counting]))
    .digest("hex");
}

function isPlainScript(script: string, names: readonly string[]): boolean {
  if (script.length > REMARKS_MAX) return false;
  const lines = script.split("\n");
  return lines.length <= LINES_MAX && lines.every((line) => NOTHING.test(line) || isPlainCall(line, names));
}

/** @param names of the learner's files. */
function isPlainCall(line: string, names: readonly string[]): boolean {
  if (!KUBECTL.test(line) || SEES_MORE.test(line)) return false;
  const rest = line.replaceAll(MANIFEST, "");
  return !names.some((name) => rest.includes(name));
}

function commandLines(script: string): string {
  return script
    .split("\n")
    .filter((line) => !NOTHING.test(line))
    .map((line) => line.trim())
    .join("\n");
}

function withoutRemarks(path: string, text: string): string {
  if (path === COMMANDS_FILE) return commandLines(text);
  return /\.ya?ml$/i.test(path) && isReadable(text) ? withoutEnd(text) : text;
}

/** In a manifest a remark stands in a line, and lines are counted where there is a mistake: only those behind its end change nothing. */
function withoutEnd(text: string): string {
  const lines = text.split("\n");
  return lines.slice(0, lines.findLastIndex((line) => !/^(?:#.*|[ \t]*)$/.test(line)) + 1).join("\n");
}

/** What begins a text of several lines: those at its end, and the end of the last one, may belong to it. */
const BLOCK = /[|>][-+\d]*[ \t]*(?:#.*)?$/m;

/** Whether it is YAML in which nothing depends on how it ends. */
function isReadable(text: string): boolean {
  if (text.length > REMARKS_MAX || BLOCK.test(text)) return false;
  try {
    loadAll(text, { maxAliases: 0 });
    return true;
  } catch {
    return false;
  }
}

/**
 * `commands.sh` of an exercise that is solved in a notebook. The commands of the notebook stand in a block of their own, which each check
 * writes anew; what the learner wrote around it stays as it is.
 */
import { isComplete } from "service-bootcamp";
import { hasCommand, quoted } from "../script.ts";

const BEGIN = "# >>> notebook";
const END = "# <<< notebook";
const BLOCK = new RegExp(`^${BEGIN}.*\\n([\\s\\S]*?)^${END}.*(?:\\n|$)`, "m");

export interface WrittenCommands {
  readonly text: string;
  /** Whether the block held a line that it holds no more. */
  readonly replaces: boolean;
}

/** @param pieces what each `sh` of the notebook was given, in order. @param remark what the block says of itself. */
export function withNotebookCommands(
  before: string,
  pieces: readonly string[],
  remark: string,
): WrittenCommands {
  const commands = pieces.filter(hasCommand).map(asPart).join("");
  const block = `${BEGIN}: ${remark}\n${commands}${END}\n`;
  const old = BLOCK.exec(before);
  const lines = new Set(commands.split("\n"));
  return {
    text: old === null ? `${ended(before)}${block}` : before.replace(BLOCK, () => block),
    replaces: (old?.[1] ?? "").split("\n").some((line) => !lines.has(line)),
  };
}

/** Whether commands stand outside of the notebook's block: they run, too. */
export function hasOwnCommands(text: string): boolean {
  return hasCommand(text.replace(BLOCK, ""));
}

/** Whether a check in a notebook wrote it. */
export function hasNotebookBlock(text: string): boolean {
  return BLOCK.test(text);
}

/** A cell that bash cannot read to its end, or that leaves the shell, must not take the commands behind it along. */
function asPart(piece: string): string {
  const text = piece.replace(/^\s*\n/, "").trimEnd();
  if (!isComplete(text)) return `eval ${quoted(text)}\n`;
  return /(^|[\n;&|({])\s*(exit|exec|return|set)\b/.test(text) ? `(\n${text}\n)\n` : `${text}\n`;
}

function ended(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** The two forms in which GNU diff prints changes. Models diffutils normal.c and context.c. */
import type { Change } from "./changes.ts";

/** Each line with its end; only the last may lack it. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

const NO_END = "\\ No newline at end of file\n";

function marked(mark: string, lines: readonly string[]): string {
  return lines.map((line) => (line.endsWith("\n") ? `${mark}${line}` : `${mark}${line}\n${NO_END}`)).join("");
}

/** `24c25`, `9a10`, with `<` and `>`. */
export function normalFormat(
  oldLines: readonly string[],
  newLines: readonly string[],
  changes: readonly Change[],
): string {
  return changes
    .map(({ oldAt, oldCount, newAt, newCount }) => {
      const letter = oldCount === 0 ? "a" : newCount === 0 ? "d" : "c";
      const removed = marked("< ", oldLines.slice(oldAt, oldAt + oldCount));
      const added = marked("> ", newLines.slice(newAt, newAt + newCount));
      return `${lineNumbers(oldAt, oldCount)}${letter}${lineNumbers(newAt, newCount)}\n${removed}${letter === "c" ? "---\n" : ""}${added}`;
    })
    .join("");
}

/** From 1; no lines are named by the one before them. */
function lineNumbers(at: number, count: number): string {
  if (count === 0) return String(at);
  return count === 1 ? String(at + 1) : `${at + 1},${at + count}`;
}

/** `@@ -1,3 +1,4 @@` and the lines, with so many unchanged ones around. */
export function unifiedFormat(
  oldLines: readonly string[],
  newLines: readonly string[],
  changes: readonly Change[],
  context: number,
): string {
  return hunks(changes, context)
    .map((hunk) => unifiedHunk(oldLines, newLines, hunk, context))
    .join("");
}

/** Changes whose contexts touch stand together. */
function hunks(changes: readonly Change[], context: number): Change[][] {
  const groups: Change[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const change of changes) {
    if (change.oldAt - end > 2 * context) groups.push([]);
    groups.at(-1)?.push(change);
    end = change.oldAt + change.oldCount;
  }
  return groups;
}

function unifiedHunk(
  oldLines: readonly string[],
  newLines: readonly string[],
  hunk: readonly Change[],
  context: number,
): string {
  const [first, last] = [hunk[0] as Change, hunk.at(-1) as Change];
  const before = Math.min(context, first.oldAt);
  const after = Math.min(context, oldLines.length - last.oldAt - last.oldCount);
  const [oldAt, newAt] = [first.oldAt - before, first.newAt - before];
  const oldEnd = last.oldAt + last.oldCount + after;
  let text = `@@ -${range(oldAt, oldEnd - oldAt)} +${range(newAt, last.newAt + last.newCount + after - newAt)} @@\n`;
  let at = oldAt;
  for (const change of hunk) {
    text += marked(" ", oldLines.slice(at, change.oldAt));
    text += marked("-", oldLines.slice(change.oldAt, change.oldAt + change.oldCount));
    text += marked("+", newLines.slice(change.newAt, change.newAt + change.newCount));
    at = change.oldAt + change.oldCount;
  }
  return text + marked(" ", oldLines.slice(at, oldEnd));
}

function range(at: number, count: number): string {
  if (count === 0) return `${at},0`;
  return count === 1 ? String(at + 1) : `${at + 1},${count}`;
}

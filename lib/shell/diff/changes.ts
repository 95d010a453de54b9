/** Which lines two texts do not share, and where GNU diff says that they stand. Models diffutils analyze.c. */
import { diffArrays } from "diff";

/** Lines of the one text that stand in place of lines of the other; either may be none. Counted from 0. */
export interface Change {
  readonly oldAt: number;
  readonly oldCount: number;
  readonly newAt: number;
  readonly newCount: number;
}

/** In order. A last line without its end is another line than one with it. */
export function changes(oldLines: readonly string[], newLines: readonly string[]): Change[] {
  const oldMarks = new Array<boolean>(oldLines.length).fill(false);
  const newMarks = new Array<boolean>(newLines.length).fill(false);
  let [oldAt, newAt] = [0, 0];
  for (const { removed, added, count = 0 } of diffArrays([...oldLines], [...newLines])) {
    if (removed) oldMarks.fill(true, oldAt, oldAt + count);
    if (added) newMarks.fill(true, newAt, newAt + count);
    if (!added) oldAt += count;
    if (!removed) newAt += count;
  }
  shift(oldLines, oldMarks, newMarks);
  shift(newLines, newMarks, oldMarks);
  return runs(oldMarks, newMarks);
}

/**
 * An insertion between equal lines may be said to stand in several places: GNU joins it with its neighbours where it can,
 * and moves it down as far as it goes, unless it can face a change of the other text.
 */
function shift(lines: readonly string[], marks: boolean[], others: readonly boolean[]): void {
  let at = 0;
  let other = 0;
  while (true) {
    while (at < lines.length && !marks[at]) {
      while (others[other]) other++;
      other++;
      at++;
    }
    if (at === lines.length) return;
    let start = at;
    while (marks[at]) at++;
    while (others[other]) other++;
    let facing: number;
    let length: number;
    do {
      length = at - start;
      while (start > 0 && lines[start - 1] === lines[at - 1]) {
        marks[--start] = true;
        marks[--at] = false;
        while (start > 0 && marks[start - 1]) start--;
        do other--;
        while (other >= 0 && others[other]);
      }
      facing = other > 0 && others[other - 1] ? at : lines.length;
      while (at < lines.length && lines[start] === lines[at]) {
        marks[start++] = false;
        marks[at++] = true;
        while (marks[at]) at++;
        other++;
        while (others[other]) {
          facing = at;
          other++;
        }
      }
    } while (length !== at - start);
    while (facing < at) {
      marks[--start] = true;
      marks[--at] = false;
      do other--;
      while (other >= 0 && others[other]);
    }
  }
}

function runs(oldMarks: readonly boolean[], newMarks: readonly boolean[]): Change[] {
  const found: Change[] = [];
  let [oldAt, newAt] = [0, 0];
  while (oldAt < oldMarks.length || newAt < newMarks.length) {
    const [oldStart, newStart] = [oldAt, newAt];
    while (oldMarks[oldAt]) oldAt++;
    while (newMarks[newAt]) newAt++;
    if (oldAt > oldStart || newAt > newStart)
      found.push({
        oldAt: oldStart,
        oldCount: oldAt - oldStart,
        newAt: newStart,
        newCount: newAt - newStart,
      });
    oldAt++;
    newAt++;
  }
  return found;
}

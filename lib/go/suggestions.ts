/** "Did you mean this?": names near a mistyped one. Models spf13/cobra's SuggestionsFor. */

const DISTANCE_MAX = 2;

/** In the order of `names`. */
export function suggestions(typed: string, names: readonly string[]): string[] {
  const lower = typed.toLowerCase();
  return names.filter(
    (name) => distance(lower, name.toLowerCase()) <= DISTANCE_MAX || name.toLowerCase().startsWith(lower),
  );
}

/** Levenshtein: how many letters to add, drop or change. */
export function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change);
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** URLs that stand for several: `http://web/[1-10]`, `[01-20:2]`, `[a-f]`, `{red,blue}`. */

export class GlobError extends Error {
  override readonly name = "GlobError";
}

/** How many URLs one may stand for (globMax). */
const GLOB_MAX = 100_000;

/** @returns each URL in curl's order: the last part changes fastest. @throws GlobError in curl's words behind `curl: (3) `. */
export function expandGlob(text: string): readonly string[] {
  let found: readonly string[] = [""];
  let read = 0;
  for (const part of text.split(/(\{[^{}]*\}|\[[^[\]]*\])/)) {
    read += part.length;
    const choices = choicesOf(part);
    if (choices === undefined)
      throw new GlobError(`bad range in URL position ${read + 1}:\n${text}\n${" ".repeat(read)}^`);
    if (found.length * choices.length > GLOB_MAX)
      throw new GlobError(`more than ${GLOB_MAX} URLs in one (globMax)`);
    found = found.flatMap((head) => choices.map((choice) => head + choice));
  }
  return found;
}

/** Undefined: no range that counts upwards. */
function choicesOf(part: string): readonly string[] | undefined {
  if (part.startsWith("{")) return part.slice(1, -1).split(",");
  const range = /^\[(?:(\d+)-(\d+)|([A-Za-z])-([A-Za-z]))(?::(\d+))?\]$/.exec(part);
  if (range === null) return part.startsWith("[") ? undefined : [part];
  const [, from = "", to = "", first, last, step = "1"] = range;
  const isLetters = first !== undefined && last !== undefined;
  const [low, high] = isLetters ? [first.charCodeAt(0), last.charCodeAt(0)] : [Number(from), Number(to)];
  if (low > high || Number(step) < 1) return undefined;
  const count = Math.floor((high - low) / Number(step)) + 1;
  if (count > GLOB_MAX) throw new GlobError(`more than ${GLOB_MAX} URLs in one (globMax)`);
  return Array.from({ length: count }, (_, at) => {
    const value = low + at * Number(step);
    return isLetters ? String.fromCharCode(value) : String(value).padStart(from.length, "0");
  });
}

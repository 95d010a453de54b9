/**
 * What `!` stands for at a prompt. Models history_expand of readline's histexpand.c. Leaves out modifiers and words by number
 * (`!!:s/a/b/`, `!!:2`), which are refused, and `^old^new`.
 */

export type Expansion = { readonly line: string } | { readonly error: string };

/** An event, and which of its words. */
const REFERENCE = /^!(?:([!#]|-?\d+|\?[^?]*\??|(?=[$^*])|(?!=)[^\s:;&()|<>$^*]+)([$^*])?)(:?)/;

/** @param history oldest first. */
export function expandHistory(line: string, history: readonly string[]): Expansion {
  let expanded = "";
  let quote = "";
  for (let at = 0; at < line.length; ) {
    const char = line[at] as string;
    const reference = char === "!" && isFree(line, at, quote) ? referenceIn(line.slice(at), quote) : null;
    if (reference !== null) {
      const [typed, event = "", words = "", modifier] = reference;
      if (modifier === ":")
        return { error: `${typed.slice(0, -1)}: modifiers are not part of this simulated shell` };
      const found = event === "#" ? expanded : eventOf(event, history);
      if (found === undefined) return { error: `${typed}: event not found` };
      expanded += wordsOf(found, words);
      at += typed.length;
      continue;
    }
    const length = char === "\\" && quote !== "'" ? 2 : 1;
    if (length === 1) quote = quoteAfter(quote, char);
    expanded += line.slice(at, at + length);
    at += length;
  }
  return { line: expanded };
}

/** A quote belongs to the event, unless it closes the one around it. */
function referenceIn(text: string, quote: string): RegExpExecArray | null {
  return REFERENCE.exec(quote === "" ? text : (text.split(quote)[0] as string));
}

/** In single quotes nothing is expanded, nor where bash has another use for the character. */
function isFree(line: string, at: number, quote: string): boolean {
  return quote !== "'" && !/[$[{]$/.test(line.slice(0, at));
}

function quoteAfter(quote: string, char: string): string {
  if (quote === char) return "";
  return quote === "" && (char === "'" || char === '"') ? char : quote;
}

function eventOf(event: string, history: readonly string[]): string | undefined {
  if (event === "" || event === "!") return history.at(-1);
  if (/^-\d+$/.test(event)) return history.at(Number(event));
  if (/^\d+$/.test(event)) return history[Number(event) - 1];
  if (!event.startsWith("?")) return history.findLast((line) => line.startsWith(event));
  const part = event.replace(/^\?|\?$/g, "");
  return history.findLast((line) => line.includes(part));
}

function wordsOf(line: string, designator: string): string {
  if (designator === "") return line;
  const words = line.match(/(?:"(?:\\.|[^"])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  if (designator === "$") return words.at(-1) ?? "";
  return designator === "^" ? (words[1] ?? "") : words.slice(1).join(" ");
}

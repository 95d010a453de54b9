/**
 * Arithmetic as bash takes it: parameters, commands and quotes in the text are expanded as inside double quotes, and what
 * comes out is evaluated; the subscript of an associative array is a key and not arithmetic. The engine reads the text before
 * it knows any value, with a grammar that has little more than `$name`: `$((${n[$h]:-0}+1))` was always 1.
 */
import type { WordNode } from "just-bash";

/** The engine's parser as far as it is used here. */
export interface WordParser {
  parseWordFromString(
    text: string,
    isQuoted: boolean,
    isSingleQuoted: boolean,
    isAssignment: boolean,
    isHereDocument: boolean,
  ): WordNode;
}

interface Shell {
  readonly state: { readonly associativeArrays?: ReadonlySet<string> };
}

/** An expression as the engine keeps it, but that a word stands for the tree: its text is to be expanded first. */
export interface UnexpandedArithmetic {
  readonly type: "ArithmeticExpression";
  readonly originalText: string;
  readonly expression: { readonly type: "UnexpandedArithmetic"; readonly word: WordNode };
}

/** The patched engine's call: it is about to read an expression. @returns undefined where there is nothing to expand. */
export function unexpandedArithmetic(
  parser: WordParser,
  originalText: string,
): UnexpandedArithmetic | undefined {
  if (!/[$`]|\w\[/.test(originalText)) return undefined;
  const word = wordOf(parser, originalText);
  return { type: "ArithmeticExpression", originalText, expression: { type: "UnexpandedArithmetic", word } };
}

/** The patched engine's call: the subscript of `${name[subscript]}`, quoted or not, as a word to be expanded. */
export function subscriptWord(parser: WordParser, subscript: string): WordNode {
  return wordOf(parser, subscript.replace(/^"(.*)"$/s, "$1"));
}

/** As inside double quotes, but that a quote is none: so read the bodies of here-documents. */
function wordOf(parser: WordParser, text: string): WordNode {
  return parser.parseWordFromString(text, false, false, false, true);
}

/** The patched engine's call: an expression with its values put in, before it is read and evaluated. */
export function expandedArithmetic({ state }: Shell, expanded: string): string {
  const text = expanded.replaceAll('"', "");
  const names = state.associativeArrays;
  if (names === undefined || names.size === 0) return text;
  let quoted = "";
  let at = 0;
  for (const match of text.matchAll(/([A-Za-z_]\w*)\[/g)) {
    const begin = match.index + match[0].length;
    if (match.index < at || !names.has(match[1] as string)) continue;
    const end = endOfSubscript(text, begin);
    quoted += text.slice(at, begin) + quotedKey(text.slice(begin, end));
    at = end;
  }
  return quoted + text.slice(at);
}

/** In single quotes the engine takes a key as it stands. */
function quotedKey(key: string): string {
  return key.includes("'") ? key : `'${key}'`;
}

function endOfSubscript(text: string, begin: number): number {
  let depth = 1;
  for (let at = begin; at < text.length; at++) {
    if (text[at] === "[") depth++;
    else if (text[at] === "]" && --depth === 0) return at;
  }
  return text.length;
}

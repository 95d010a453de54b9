/** Splits a Go template into text and actions, and actions into tokens. Models text/template/parse/lex.go. */

/** What is wrong with a template, or with the object for it: `template: output:1: unclosed action`. */
export class GoTemplateError extends Error {
  override readonly name = "GoTemplateError";
}

export interface Token {
  readonly type: "field" | "variable" | "word" | "number" | "string" | "character" | "sign" | "space";
  readonly text: string;
  /** Where it begins in the template. */
  readonly at: number;
}

export type Piece =
  | { readonly type: "text"; readonly text: string }
  /** `end`: where the action ends in the template. */
  | { readonly type: "action"; readonly tokens: readonly Token[]; readonly end: number };

const WORD = String.raw`[\p{L}\p{Nd}_]+`;
const TOKEN = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<number>[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\.?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?))`,
    `(?<field>\\.${WORD})`,
    `(?<variable>\\$(?:${WORD})?)`,
    `(?<word>${WORD})`,
    `(?<string>"(?:[^"\\\\\\n]|\\\\.)*"|\`[^\`]*\`)`,
    String.raw`(?<character>'(?:[^'\\\n]|\\.)+')`,
    String.raw`(?<sign>:=|[-|(),=.!#%&*+/:;<>?@[\]^{}~\\])`,
  ].join("|"),
  "uy",
);

/** The line of a place, for messages. */
export function lineOf(template: string, at: number): number {
  return template.slice(0, at).split("\n").length;
}

export function syntaxError(template: string, at: number, message: string): GoTemplateError {
  return new GoTemplateError(`template: output:${lineOf(template, at)}: ${message}`);
}

/** @throws GoTemplateError */
export function lex(template: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf("{{", at);
    const trims = open !== -1 && /^\{\{-\s/.test(template.slice(open, open + 4));
    const text = template.slice(at, open === -1 ? undefined : open);
    if (text !== "") pieces.push({ type: "text", text: trims ? text.trimEnd() : text });
    if (open === -1) break;
    const begin = open + (trims ? 3 : 2);
    const comment = /^\s*\/\*.*?\*\/\s*?(\s-)?\}\}/s.exec(template.slice(begin));
    at = comment === null ? lexAction(template, begin, pieces) : begin + comment[0].length;
    if (/\s-\}\}$/.test(template.slice(0, at)))
      at += template.slice(at).length - template.slice(at).trimStart().length;
  }
  return pieces;
}

/** @returns where the text after the action begins */
function lexAction(template: string, begin: number, pieces: Piece[]): number {
  const tokens: Token[] = [];
  let depth = 0;
  let at = begin;
  while (true) {
    const close = /^(\s-)?\}\}/.exec(template.slice(at, at + 4));
    if (close !== null) {
      if (depth > 0) throw syntaxError(template, at, "unclosed left paren");
      pieces.push({ type: "action", tokens, end: at });
      return at + close[0].length;
    }
    const token = nextToken(template, at);
    depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth < 0) throw syntaxError(template, at, "unexpected right paren");
    tokens.push(token);
    at += token.text.length;
  }
}

function nextToken(template: string, at: number): Token {
  TOKEN.lastIndex = at;
  const match = TOKEN.exec(template);
  if (match !== null) {
    const type = Object.entries(match.groups ?? {}).find(
      ([, text]) => text !== undefined,
    )?.[0] as Token["type"];
    return { type, text: match[0], at };
  }
  const character = template[at];
  if (character === undefined) throw syntaxError(template, at, "unclosed action");
  if (character === '"') throw syntaxError(template, at, "unterminated quoted string");
  if (character === "`") throw syntaxError(template, at, "unterminated raw quoted string");
  if (character === "'") throw syntaxError(template, at, "unterminated character constant");
  throw syntaxError(
    template,
    at,
    `unrecognized character in action: U+${(template.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, "0")} '${character}'`,
  );
}

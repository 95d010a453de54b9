/** How a string is written in YAML so that it comes back as the same string. Models go-yaml v2: resolve, and the emitter's choice of style. */

type Style = "plain" | "single" | "double" | "literal";

const WORDS = new Set(
  [
    "",
    "~",
    "null",
    "Null",
    "NULL",
    "true",
    "True",
    "TRUE",
    "false",
    "False",
    "FALSE",
    "y",
    "Y",
    "yes",
    "Yes",
    "YES",
    "n",
    "N",
    "no",
    "No",
    "NO",
  ].concat([
    "on",
    "On",
    "ON",
    "off",
    "Off",
    "OFF",
    ".nan",
    ".NaN",
    ".NAN",
    ".inf",
    ".Inf",
    ".INF",
    "+.inf",
    "+.Inf",
    "+.INF",
    "-.inf",
    "-.Inf",
    "-.INF",
  ]),
);
const INTEGER = /^[-+]?(0|[1-9][0-9]*|0[0-7]+|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const DOT_FLOAT = /^\.[0-9]+([eE][-+]?[0-9]+)?$/;
const TIMESTAMP =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}([.,][0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/;

/** Whether the text, unquoted, would be read as something else than a string. */
function isAmbiguous(text: string): boolean {
  if (WORDS.has(text) || DOT_FLOAT.test(text)) return true;
  if (!/^[-+0-9]/.test(text)) return false;
  const joined = text.replaceAll("_", "");
  return INTEGER.test(joined) || FLOAT.test(joined) || TIMESTAMP.test(text) || BASE_60.test(text);
}

/** Most texts: nothing in them needs a closer look. */
const SIMPLE = /^[A-Za-z][A-Za-z0-9/._-]*$/;

export function styleOf(text: string): Style {
  if (SIMPLE.test(text) && !WORDS.has(text)) return "plain";
  const found = analyze(text);
  if (text.includes("\n")) return found.block ? "literal" : "double";
  if (isAmbiguous(text)) return "double";
  if (found.plain) return "plain";
  return found.single ? "single" : "double";
}

/** Which styles can hold the text. */
function analyze(text: string): {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
} {
  const special = NOT_PRINTABLE.test(text);
  const spaceThenBreak = / \n/.test(text);
  const breakThenSpace = /\n /.test(text);
  const edges = /^[ \n]|[ \n]$/.test(text);
  return {
    plain: !special && !text.includes("\n") && !edges && !hasIndicator(text),
    single: !special && !spaceThenBreak && !breakThenSpace,
    block: text !== "" && !special && !spaceThenBreak && !text.endsWith(" "),
  };
}

/** Everything outside YAML's printable characters; also what go-yaml escapes beyond the basic plane, and its other line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must be escaped
const NOT_PRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/;

function hasIndicator(text: string): boolean {
  if (/^(---|\.\.\.)/.test(text)) return true;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[?:-]([ \t\n]|$)/.test(text)) return true;
  return /:([ \t]|$)/.test(text.slice(1)) || /[ \t\n]#/.test(text);
}

/** Where a scalar begins, and where its further lines do. */
export interface Place {
  readonly column: number;
  readonly indent: number;
}

/** The text in its style. A line longer than 80 columns goes on behind its next blank, below. */
export function plainOrQuoted(text: string, place: Place): string {
  const style = styleOf(text);
  const characters = [...text];
  if (style === "plain") return folded(characters, place, "plain");
  const inner = { ...place, column: place.column + 1 };
  if (style === "single")
    return `'${folded(
      characters.map((character) => (character === "'" ? "''" : character)),
      inner,
      "single",
    )}'`;
  return `"${folded(characters.map(escaped), inner, "double")}"`;
}

/** A key of a mapping: never in a block, never on two lines. */
export function keyText(text: string): string {
  const style = styleOf(text);
  if (style === "plain") return text;
  return style === "single" ? `'${text.replaceAll("'", "''")}'` : `"${[...text].map(escaped).join("")}"`;
}

const LINE_WIDTH = 80;

/** @param units the characters as they are written */
function folded(units: readonly string[], place: Place, style: "plain" | "single" | "double"): string {
  if (place.column + units.length <= LINE_WIDTH && style === "plain") return units.join("");
  let { column } = place;
  let text = "";
  for (const [at, unit] of units.entries()) {
    if (column > LINE_WIDTH && mayFold(units, at, style)) {
      // Blanks at the beginning of a line do not count, unless the first is escaped.
      text += `\n${" ".repeat(place.indent)}${units[at + 1] === " " ? "\\" : ""}`;
      column = place.indent + (units[at + 1] === " " ? 1 : 0);
    } else {
      text += unit;
      column += [...unit].length;
    }
  }
  return text;
}

function mayFold(units: readonly string[], at: number, style: "plain" | "single" | "double"): boolean {
  if (units[at] !== " " || units[at - 1] === " ") return false;
  const isInside = at > 0 && at < units.length - 1;
  return isInside && (style === "double" || units[at + 1] !== " ");
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\u0000": "\\0",
  "\u0007": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\u001b": "\\e",
  "\u0085": "\\N",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

function escaped(character: string): string {
  return ESCAPES[character] ?? (isPlainCharacter(character) ? character : hexEscape(character));
}

const isPlainCharacter = (character: string): boolean => !NOT_PRINTABLE.test(character);

function hexEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** `|`, with the indentation where the text begins blank, and `-` or `+` for how it ends. */
export function blockHeader(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? String(indent) : "";
  if (!text.endsWith("\n")) return `|${hint}-`;
  return text === "\n" || text.endsWith("\n\n") ? `|${hint}+` : `|${hint}`;
}

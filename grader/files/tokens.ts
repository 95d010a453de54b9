// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of TypeScript are what is read here.
/**
 * The tokens of a TypeScript cell, as far as it takes to find its commands: names, strings, templates, regular expressions, signs. One pass,
 * no recursion, nothing compiled: a cell may be hostile.
 */
import { NotRead } from "./left-out.ts";
import { limits } from "./limits.ts";
import { overBudget } from "./reasons.ts";

export interface Token {
  readonly kind: "name" | "string" | "template" | "regex" | "sign";
  /** A string's or template's value, where nothing has to be computed for it; the token as written otherwise. */
  readonly text: string;
  /** Of a template: whether it has a `${...}`. */
  readonly hasValues: boolean;
  /** Whether a line ended before it. */
  readonly startsLine: boolean;
}

/** The next of: blanks and comments, names and numbers, strings, and the signs of two or three characters that matter here. */
const TOKEN =
  /(?<blank>[\s\u200b\ufeff]+|\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$))|(?<name>[\p{L}\p{N}_$#@]+)|(?<string>"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?)|(?<sign>=>|\?\.|[\s\S])/uy;
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/uy;
/** Behind these names a value begins, so that `/` begins a regular expression. */
const BEFORE_VALUE = new Set([
  "return",
  "await",
  "typeof",
  "case",
  "in",
  "of",
  "new",
  "throw",
  "void",
  "else",
  "do",
  "yield",
]);

/** @throws NotRead for a cell over a budget. */
export function tokensOf(source: string): readonly Token[] {
  if (source.length > limits.cellCharactersMax) throw new NotRead(overBudget("cellCharactersMax"));
  return new Tokens(source).read();
}

class Tokens {
  readonly #source: string;
  readonly #found: Token[] = [];
  /** What is open: brackets as written, and for each `${` the template that it stands in. */
  readonly #open: (string | Template)[] = [];
  #at = 0;
  #noRegexBefore = 0;
  #startsLine = true;

  constructor(source: string) {
    this.#source = source;
  }

  read(): readonly Token[] {
    while (this.#at < this.#source.length) this.#next();
    for (const open of this.#open) if (typeof open !== "string") this.#close(open);
    return this.#found;
  }

  #next(): void {
    if (this.#source[this.#at] === "/" && this.#expectsValue() && this.#readRegex()) return;
    const match = this.#match(TOKEN);
    const { blank, name, string, sign = "" } = match?.groups ?? {};
    if (blank !== undefined) this.#startsLine ||= blank.includes("\n");
    else if (name !== undefined) this.#add("name", name);
    else if (string !== undefined) this.#add("string", unescaped(string.slice(1, -1)));
    else if (sign === "`") this.#readTemplate({ at: this.#reserve(), text: "", hasValues: false });
    else this.#bracketOrSign(sign);
  }

  /** Where one never ends, none is looked for in the rest of its line. */
  #readRegex(): boolean {
    if (this.#at < this.#noRegexBefore) return false;
    const regex = this.#match(REGEX);
    if (regex !== null) {
      this.#add("regex", regex[0]);
      return true;
    }
    const end = this.#source.indexOf("\n", this.#at);
    this.#noRegexBefore = end < 0 ? this.#source.length : end;
    return false;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #bracketOrSign(sign: string): void {
    if ("([{".includes(sign)) this.#push(sign);
    else if (sign === "}") {
      const open = this.#open.pop();
      if (open !== undefined && typeof open !== "string") {
        this.#readTemplate(open);
        return;
      }
    } else if (sign === ")" || sign === "]") {
      // A closing bracket that closes nothing must not end the value of a template.
      if (typeof this.#open.at(-1) === "string") this.#open.pop();
    }
    this.#add("sign", sign);
  }

  #push(open: string | Template): void {
    this.#open.push(open);
    if (this.#open.length > limits.nestingMax) throw new NotRead(overBudget("nestingMax"));
  }

  /** From behind the backtick, or behind a value, to the end or to the next value. */
  #readTemplate(template: Template): void {
    const source = this.#source;
    const from = this.#at;
    for (; this.#at < source.length; this.#at++) {
      const character = source[this.#at];
      if (character === "\\") this.#at++;
      else if (character === "`") break;
      else if (character === "$" && source[this.#at + 1] === "{") {
        template.text += source.slice(from, this.#at);
        template.hasValues = true;
        this.#at += 2;
        this.#push(template);
        return;
      }
    }
    template.text += source.slice(from, this.#at);
    this.#at++;
    this.#close(template);
  }

  #close({ at, text, hasValues }: Template): void {
    const { startsLine } = this.#found[at] as Token;
    this.#found[at] = { kind: "template", text: asBashGetsIt(text), hasValues, startsLine };
  }

  /** A template's place among the tokens: what stands in its values comes behind it. */
  #reserve(): number {
    this.#add("template", "");
    return this.#found.length - 1;
  }

  #add(kind: Token["kind"], text: string): void {
    this.#found.push({ kind, text, hasValues: false, startsLine: this.#startsLine });
    this.#startsLine = false;
  }

  #expectsValue(): boolean {
    const before = this.#found.at(-1);
    if (before === undefined) return true;
    if (before.kind === "sign") return ![")", "]", "}"].includes(before.text);
    return before.kind === "name" && BEFORE_VALUE.has(before.text);
  }
}

interface Template {
  readonly at: number;
  text: string;
  hasValues: boolean;
}

/** `\${` and an escaped backtick without their backslash, everything else as typed. */
function asBashGetsIt(raw: string): string {
  return raw.replace(/\\(`|\$\{|[\s\S])/g, (whole, next: string) =>
    next === "`" || next === "${" ? next : whole,
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "" };

/** The value of a string: it is no template, so that TypeScript takes every backslash. */
function unescaped(raw: string): string {
  return raw.replace(/\\(u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[\s\S])/gi, (_, next: string) => {
    const code = /^[ux]\{?([0-9a-f]+)\}?$/i.exec(next)?.[1];
    if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    return ESCAPES[next] ?? next;
  });
}

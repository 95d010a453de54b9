/** Reads kubectl's JSONPath templates: text around actions in braces. Models client-go/util/jsonpath parser.go. */
import { unquote } from "../quote.ts";

/** What is wrong with a template, or with the object for it: the text without any frame. */
export class JsonPathError extends Error {
  override readonly name = "JsonPathError";
}

export type Comparison = "exists" | "==" | "!=" | "<" | "<=" | ">" | ">=";

export type JsonPathNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "constant"; readonly value: number | boolean }
  | { readonly type: "identifier"; readonly name: string }
  | { readonly type: "field"; readonly name: string }
  | { readonly type: "wildcard" }
  | { readonly type: "recursive" }
  /** `isSingle`: one index, whose end is the next one. */
  | {
      readonly type: "slice";
      readonly start?: number;
      readonly end?: number;
      readonly step?: number;
      readonly isSingle: boolean;
    }
  | { readonly type: "union"; readonly branches: readonly (readonly JsonPathNode[])[] }
  | {
      readonly type: "filter";
      readonly left: readonly JsonPathNode[];
      readonly operator: string;
      readonly right: readonly JsonPathNode[];
    }
  | { readonly type: "action"; readonly nodes: readonly JsonPathNode[] };

/** @throws JsonPathError */
export function parseJsonPath(template: string): readonly JsonPathNode[] {
  const nodes: JsonPathNode[] = [];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf("{", at);
    const text = template.slice(at, open === -1 ? undefined : open);
    if (text !== "") nodes.push({ type: "text", text });
    if (open === -1) break;
    const action = new ActionParser(template, open + 1);
    nodes.push({ type: "action", nodes: action.parse() });
    at = action.at;
  }
  return nodes;
}

const RELAXED = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/;

/** For `--sort-by`, `-o custom-columns` and `wait`: braces and the first dot may be missing. @throws JsonPathError */
export function relaxedJsonPath(text: string): string {
  if (text === "") return "";
  const match = RELAXED.exec(text);
  const path = match?.[1] ?? match?.[2];
  if (path === undefined) {
    throw new JsonPathError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  }
  return `{.${path}}`;
}

function parseAction(text: string): readonly JsonPathNode[] {
  return new ActionParser(`${text}}`, 0).parse();
}

const FIELD = /(?:\\.|[^\s.,[\]$@{}\\])*/suy;
const NUMBER = /[-+]?[0-9.]*/y;
const IDENTIFIER = /[\p{L}\p{Nd}_]+/uy;

/** One action, from behind its brace to behind the closing one. */
class ActionParser {
  at: number;
  readonly #text: string;
  readonly #nodes: JsonPathNode[] = [];

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  parse(): readonly JsonPathNode[] {
    while (!this.#skip("}")) this.#next();
    return this.#nodes;
  }

  #next(): void {
    if (this.#skip("[?(")) this.#filter();
    else if (this.#skip("..")) this.#recursive();
    else if (this.#skip("[")) this.#array();
    else if (this.#skip(".")) this.#field();
    else this.#word();
  }

  #word(): void {
    const character = this.#text[this.at];
    if (character === undefined || /[\r\n]/.test(character)) throw new JsonPathError("unclosed action");
    if (/[ @$]/.test(character)) this.at++;
    else if (character === '"' || character === "'") this.#quote(character);
    else if (/[-+0-9]/.test(character)) this.#number();
    else if (/[\p{L}\p{Nd}_]/u.test(character)) this.#identifier();
    else
      throw new JsonPathError(
        `unrecognized character in action: U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")} '${character}'`,
      );
  }

  #skip(text: string): boolean {
    if (!this.#text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.#text)?.[0] ?? "";
    this.at += taken.length;
    return taken;
  }

  #field(): void {
    const name = this.#take(FIELD);
    this.#nodes.push(
      name === "*" ? { type: "wildcard" } : { type: "field", name: name.replaceAll("\\", "") },
    );
  }

  #recursive(): void {
    if (this.#nodes.at(-1)?.type === "recursive")
      throw new JsonPathError("invalid multiple recursive descent");
    this.#nodes.push({ type: "recursive" });
    if (/^[\p{L}\p{Nd}_]/u.test(this.#text.slice(this.at))) this.#field();
  }

  #number(): void {
    const text = this.#take(NUMBER);
    if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new JsonPathError(`cannot parse number ${text}`);
    this.#nodes.push({ type: "constant", value: Number(text) });
  }

  #identifier(): void {
    const name = this.#take(IDENTIFIER);
    this.#nodes.push(
      name === "true" || name === "false"
        ? { type: "constant", value: name === "true" }
        : { type: "identifier", name },
    );
  }

  #quote(mark: string): void {
    const begin = this.at;
    for (let at = begin + 1; at < this.#text.length && this.#text[at] !== "\n"; at++) {
      if (this.#text[at] === "\\") at++;
      else if (this.#text[at] === mark) {
        this.at = at + 1;
        this.#nodes.push({ type: "text", text: this.#unquoted(this.#text.slice(begin, this.at)) });
        return;
      }
    }
    throw new JsonPathError("unterminated quoted string");
  }

  #unquoted(quoted: string): string {
    const text = unquote(quoted);
    if (text === undefined) throw new JsonPathError(`unquote string ${quoted} error invalid syntax`);
    return text;
  }

  #array(): void {
    const end = this.#text.indexOf("]", this.at);
    const text = end === -1 ? "\n" : this.#text.slice(this.at, end);
    if (text.includes("\n")) throw new JsonPathError("unterminated array");
    this.at = end + 1;
    const parts = text.split(",");
    const key = /^'([^']*)'$/.exec(text)?.[1];
    if (parts.length > 1)
      this.#nodes.push({ type: "union", branches: parts.map((part) => parseAction(`[${part.trim()}]`)) });
    else if (key !== undefined) this.#nodes.push(...parseAction(`.${key}`));
    else this.#nodes.push(slice(text));
  }

  #filter(): void {
    const text = this.#filterText();
    const [, left, operator, right] = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text) ?? [];
    if (left === undefined || operator === undefined || right === undefined) {
      this.#nodes.push({ type: "filter", left: parseAction(text), operator: "exists", right: [] });
    } else this.#nodes.push({ type: "filter", left: parseAction(left), operator, right: parseAction(right) });
  }

  /** Up to the closing `)]`; a parenthesis inside quotes does not count. */
  #filterText(): string {
    const begin = this.at;
    let mark: string | undefined;
    let isClosed = false;
    for (; this.at < this.#text.length && this.#text[this.at] !== "\n"; this.at++) {
      const character = this.#text[this.at] as string;
      if (character === ")" && (mark === undefined || isClosed)) {
        const text = this.#text.slice(begin, this.at);
        this.at++;
        if (!this.#skip("]")) throw new JsonPathError("unclosed array expect ]");
        return text;
      }
      if (character !== '"' && character !== "'") continue;
      if (mark === undefined) mark = character;
      else if (character === mark && this.#text[this.at - 1] !== "\\") isClosed = true;
    }
    throw new JsonPathError("unterminated filter");
  }
}

function slice(text: string): JsonPathNode {
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text === "*" ? ":" : text);
  if (match === null) throw new JsonPathError(`invalid array index ${text}`);
  const [start, end, step] = match.slice(1).map((part) => indexOf(part ?? ""));
  const isSingle = (match[2] ?? "") === "";
  return {
    type: "slice",
    isSingle,
    ...(start === undefined ? {} : { start }),
    ...(isSingle ? { end: (start ?? 0) + 1 } : end === undefined ? {} : { end }),
    ...(step === undefined ? {} : { step }),
  };
}

function indexOf(part: string): number | undefined {
  const digits = part.replace(/^:/, "");
  if (digits === "") return undefined;
  if (digits === "-") throw new JsonPathError("array index - is not a number");
  return Number(digits);
}

/** Reads a Go template into a tree. Models text/template/parse; leaves out `block`. */

import { unquote } from "../quote.ts";
import { quoted } from "../strconv.ts";
import { functionNames } from "./functions.ts";
import { GoTemplateError, lex, type Piece, syntaxError, type Token } from "./lexer.ts";

/** `text`: as written, for messages. */
interface Written {
  readonly at: number;
  readonly text: string;
}

export type Operand = Written &
  (
    | { readonly type: "dot" | "nil" }
    | { readonly type: "field"; readonly path: readonly string[] }
    | { readonly type: "variable"; readonly name: string; readonly path: readonly string[] }
    | { readonly type: "function"; readonly name: string }
    | { readonly type: "constant"; readonly value: string | number | boolean }
    | { readonly type: "pipe"; readonly pipe: Pipe; readonly path: readonly string[] }
  );

export interface Command extends Written {
  readonly operands: readonly Operand[];
}

export interface Pipe extends Written {
  /** `$x :=` or `$i, $x :=`. */
  readonly variables: readonly string[];
  /** `=` instead of `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

export type TemplateNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "action"; readonly pipe: Pipe }
  | {
      readonly type: "if" | "with" | "range";
      readonly pipe: Pipe;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    }
  | { readonly type: "template"; readonly name: string; readonly pipe?: Pipe }
  | { readonly type: "break" | "continue" };

export interface ParsedTemplate {
  readonly nodes: readonly TemplateNode[];
  readonly defined: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** @throws GoTemplateError */
export function parseGoTemplate(template: string): ParsedTemplate {
  return new TemplateParser(template).parse();
}

const BLOCKS = ["if", "with", "range"] as const;

class TemplateParser {
  readonly #template: string;
  readonly #pieces: readonly Piece[];
  readonly #defined = new Map<string, readonly TemplateNode[]>();
  readonly #variables: string[] = ["$"];
  #at = 0;

  constructor(template: string) {
    this.#template = template;
    this.#pieces = lex(template);
  }

  parse(): ParsedTemplate {
    const { nodes, closing } = this.#list(false);
    if (closing !== undefined)
      throw syntaxError(this.#template, closing.at, `unexpected {{${closing.keyword}}}`);
    return { nodes, defined: this.#defined };
  }

  /** Nodes up to `{{end}}`, `{{else}}` or the end of the template. */
  #list(isInside: boolean): {
    readonly nodes: TemplateNode[];
    readonly closing?: {
      readonly keyword: "end" | "else";
      readonly tokens: readonly Token[];
      readonly at: number;
    };
  } {
    const nodes: TemplateNode[] = [];
    while (this.#at < this.#pieces.length) {
      const piece = this.#pieces[this.#at++] as Piece;
      if (piece.type === "text") {
        if (piece.text !== "") nodes.push(piece);
        continue;
      }
      const [first, ...rest] = trimmed(piece.tokens);
      const keyword = first?.type === "word" ? first.text : "";
      if (keyword === "end" || keyword === "else")
        return { nodes, closing: { keyword, tokens: trimmed(rest), at: first?.at ?? 0 } };
      const node = this.#action(keyword, piece, rest);
      if (node !== undefined) nodes.push(node);
    }
    if (isInside) throw syntaxError(this.#template, this.#template.length, "unexpected EOF");
    return { nodes };
  }

  #action(
    keyword: string,
    piece: Piece & { type: "action" },
    rest: readonly Token[],
  ): TemplateNode | undefined {
    const block = BLOCKS.find((name) => name === keyword);
    if (block !== undefined) return this.#block(block, rest, piece.end);
    if (keyword === "define") return this.#define(rest);
    if (keyword === "template") return this.#template_(rest, piece.end);
    if (keyword === "break" || keyword === "continue") return { type: keyword };
    if (keyword === "block")
      throw new GoTemplateError(
        `template: {{block}} is not part of this simulated kubectl: use {{define}} and {{template}}`,
      );
    return { type: "action", pipe: this.#pipe(piece.tokens, "command", piece.end) };
  }

  #block(type: (typeof BLOCKS)[number], tokens: readonly Token[], end: number): TemplateNode {
    const mark = this.#variables.length;
    const pipe = this.#pipe(tokens, type, end);
    const { nodes: body, closing } = this.#list(true);
    let otherwise: readonly TemplateNode[] = [];
    if (closing?.keyword === "else") {
      const [first, ...rest] = closing.tokens;
      if (first?.text === "if" || first?.text === "with") otherwise = [this.#block(first.text, rest, end)];
      else otherwise = this.#list(true).nodes;
    }
    this.#variables.length = mark;
    return { type, pipe, body, otherwise };
  }

  #define(tokens: readonly Token[]): undefined {
    const name = unquote(trimmed(tokens)[0]?.text ?? "") ?? "";
    this.#defined.set(name, this.#list(true).nodes);
  }

  #template_(tokens: readonly Token[], end: number): TemplateNode {
    const [name, ...rest] = trimmed(tokens);
    const called = unquote(name?.text ?? "") ?? "";
    return trimmed(rest).length === 0
      ? { type: "template", name: called }
      : { type: "template", name: called, pipe: this.#pipe(rest, "template clause", end) };
  }

  #pipe(tokens: readonly Token[], context: string, end: number): Pipe {
    const reader = new PipeReader(this.#template, trimmed(tokens), this.#variables, end);
    const pipe = reader.pipe(context);
    if (!pipe.assigns) this.#variables.push(...pipe.variables);
    return pipe;
  }
}

function trimmed(tokens: readonly Token[]): readonly Token[] {
  const begin = tokens.findIndex((token) => token.type !== "space");
  return begin === -1 ? [] : tokens.slice(begin);
}

class PipeReader {
  readonly #template: string;
  readonly #tokens: readonly Token[];
  readonly #variables: readonly string[];
  readonly #end: number;
  #at = 0;

  constructor(template: string, tokens: readonly Token[], variables: readonly string[], end: number) {
    this.#template = template;
    this.#tokens = tokens;
    this.#variables = variables;
    this.#end = end;
  }

  /** Up to the end of the action, or to the closing parenthesis. */
  pipe(context: string): Pipe {
    const begin = this.#place();
    const { variables, assigns } = this.#declaration();
    const commands: Command[] = [];
    while (this.#peek() !== undefined && this.#peek()?.text !== ")") commands.push(this.#command());
    if (commands.length === 0) throw this.#error(`missing value for ${context}`);
    return { variables, assigns, commands, at: begin, text: this.#written(begin) };
  }

  #declaration(): { readonly variables: readonly string[]; readonly assigns: boolean } {
    const words = this.#tokens.slice(this.#at).filter((token) => token.type !== "space");
    const texts = words.map((token) => token.text);
    const isPair = words[0]?.type === "variable" && texts[1] === "," && words[2]?.type === "variable";
    const sign = texts[isPair ? 3 : 1];
    if (words[0]?.type !== "variable" || (sign !== ":=" && sign !== "="))
      return { variables: [], assigns: false };
    this.#at = this.#tokens.indexOf(words[isPair ? 3 : 1] as Token) + 1;
    return { variables: [texts[0] ?? "", ...(isPair ? [texts[2] ?? ""] : [])], assigns: sign === "=" };
  }

  #command(): Command {
    this.#skipSpace();
    const at = this.#place();
    const operands: Operand[] = [];
    while (true) {
      this.#skipSpace();
      const token = this.#peek();
      if (token === undefined || token.text === ")" || token.text === "|") break;
      operands.push(this.#operand(token));
    }
    const text = this.#written(at);
    if (this.#peek()?.text === "|") this.#at++;
    this.#skipSpace();
    if (operands.length === 0) throw this.#error("empty command");
    return { operands, at, text };
  }

  #operand(token: Token): Operand {
    this.#at++;
    if (token.type === "field") return this.#fields(token);
    if (token.type === "variable") return this.#variable(token);
    if (token.type === "number")
      return { type: "constant", value: this.#number(token), at: token.at, text: token.text };
    if (token.type === "string")
      return { type: "constant", value: unquote(token.text) ?? "", at: token.at, text: token.text };
    if (token.type === "character")
      return {
        type: "constant",
        value: unquote(token.text)?.codePointAt(0) ?? 0,
        at: token.at,
        text: token.text,
      };
    if (token.type === "word") return this.#word(token);
    if (token.text === "(") return this.#parenthesis(token);
    if (token.text === ".") return { type: "dot", at: token.at, text: "." };
    throw this.#error(`unexpected ${quoted(token.text)} in operand`);
  }

  #fields(token: Token): Operand {
    const more = this.#path();
    // Messages point at the second field of several, as Go's do.
    const at = more.length === 0 ? token.at : token.at + token.text.length;
    return {
      type: "field",
      path: [token.text.slice(1), ...more],
      at,
      text: token.text + more.map((name) => `.${name}`).join(""),
    };
  }

  #variable(token: Token): Operand {
    if (!this.#variables.includes(token.text)) throw this.#error(`undefined variable ${quoted(token.text)}`);
    const path = this.#path();
    return {
      type: "variable",
      name: token.text,
      path,
      at: token.at,
      text: token.text + path.map((name) => `.${name}`).join(""),
    };
  }

  #word(token: Token): Operand {
    const { text, at } = token;
    if (text === "true" || text === "false") return { type: "constant", value: text === "true", at, text };
    if (text === "nil") return { type: "nil", at, text };
    if (!functionNames.has(text)) throw this.#error(`function ${quoted(text)} not defined`);
    return { type: "function", name: text, at, text };
  }

  #parenthesis(token: Token): Operand {
    const pipe = this.pipe("parenthesized pipeline");
    this.#at++;
    return { type: "pipe", pipe, path: this.#path(), at: token.at, text: this.#written(token.at) };
  }

  #path(): string[] {
    const names: string[] = [];
    for (let token = this.#peek(); token?.type === "field"; token = this.#peek()) {
      names.push(token.text.slice(1));
      this.#at++;
    }
    return names;
  }

  #number(token: Token): number {
    const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(token.text.replaceAll("_", "")) ?? [];
    const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
    if (Number.isNaN(value)) throw this.#error(`bad number syntax: ${quoted(token.text)}`);
    return sign === "-" ? -value : value;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #skipSpace(): void {
    while (this.#peek()?.type === "space") this.#at++;
  }

  #place(): number {
    return this.#peek()?.at ?? this.#end;
  }

  #written(from: number): string {
    return this.#template.slice(from, this.#place()).trim();
  }

  #error(message: string): GoTemplateError {
    return syntaxError(this.#template, this.#place(), message);
  }
}

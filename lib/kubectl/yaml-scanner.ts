/**
 * The tokens of a YAML text with their lines, as libyaml finds them: only to say what is wrong with a text, and where.
 * Values are read by js-yaml. Models go-yaml's scannerc.go; leaves out what tokens hold, and the fine print of tags and directives.
 */

export type TokenType =
  | "stream-end"
  | "document-start"
  | "document-end"
  | "block-sequence-start"
  | "block-mapping-start"
  | "block-end"
  | "["
  | "]"
  | "{"
  | "}"
  | "entry"
  | "flow-entry"
  | "key"
  | "value"
  | "alias"
  | "property"
  | "scalar";

export interface Token {
  readonly type: TokenType;
  /** From 0. */
  readonly line: number;
}

/** What cannot be read as tokens. */
export class ScanError extends Error {
  readonly line: number;

  constructor(problem: string, line: number) {
    super(problem);
    this.line = line;
  }
}

/** A place where a key may have begun, one for every level of brackets. */
interface SimpleKey {
  possible: boolean;
  required: boolean;
  /** Number of the token that the key would stand before. */
  token: number;
  line: number;
  column: number;
  at: number;
}

const KEY_LENGTH_MAX = 1024;
const noKey = (): SimpleKey => ({ possible: false, required: false, token: 0, line: 0, column: 0, at: 0 });
const isBlank = (sign: string): boolean => sign === " " || sign === "\t";
const isBreak = (sign: string): boolean => sign === "\n" || sign === "\r";
const isBlankOrEnd = (sign: string): boolean => sign === "" || isBlank(sign) || isBreak(sign);

export class YamlScanner {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #indents: number[] = [];
  readonly #keys: SimpleKey[] = [noKey()];
  #at = 0;
  #line = 0;
  #column = 0;
  #indent = -1;
  #keyAllowed = true;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * All tokens, and what stopped the scanner if anything did. The tokens before it still count, up to one that might
   * have become a key: of that one the parser has not heard yet.
   */
  scan(): { readonly tokens: readonly Token[]; readonly error: ScanError | undefined } {
    try {
      while (this.#tokens.at(-1)?.type !== "stream-end") this.#next();
      return { tokens: this.#tokens, error: undefined };
    } catch (error) {
      if (!(error instanceof ScanError)) throw error;
      const open = this.#keys.filter((key) => key.possible).map((key) => key.token);
      return { tokens: this.#tokens.slice(0, Math.min(this.#tokens.length, ...open)), error };
    }
  }

  #next(): void {
    this.#skipToToken();
    for (const key of this.#keys) this.#isKeyValid(key);
    this.#unroll(this.#column);
    const sign = this.#sign();
    const behind = this.#sign(1);
    const inFlow = this.#keys.length > 1;
    if (sign === "") return this.#end();
    if (this.#column === 0 && sign === "%") return this.#directive();
    if (this.#column === 0 && this.#isDocumentMark()) return this.#documentMark();
    if (sign === "[" || sign === "{") return this.#open(sign);
    if (sign === "]" || sign === "}") return this.#close(sign);
    if (sign === ",") return this.#flowEntry();
    if (sign === "-" && isBlankOrEnd(behind)) return this.#blockEntry(inFlow);
    if (sign === "?" && (inFlow || isBlankOrEnd(behind))) return this.#key(inFlow);
    if (sign === ":" && (inFlow || isBlankOrEnd(behind))) return this.#value(inFlow);
    if (sign === "*" || sign === "&" || sign === "!") return this.#property(sign);
    if ((sign === "|" || sign === ">") && !inFlow) return this.#blockScalar();
    if (sign === "'" || sign === '"') return this.#quoted(sign);
    if (!startsPlain(sign, behind, inFlow)) throw this.#wrong("found character that cannot start any token");
    this.#plain(inFlow);
  }

  #sign(offset = 0): string {
    return this.#text[this.#at + offset] ?? "";
  }

  #skip(count = 1): void {
    this.#at += count;
    this.#column += count;
  }

  #skipBreak(): void {
    this.#at += this.#sign() === "\r" && this.#sign(1) === "\n" ? 2 : 1;
    this.#line++;
    this.#column = 0;
  }

  #push(type: TokenType, line = this.#line): void {
    this.#tokens.push({ type, line });
  }

  #wrong(problem: string): ScanError {
    return new ScanError(problem, this.#line);
  }

  #skipToToken(): void {
    while (true) {
      // A tab may stand between tokens, but not where a key could begin.
      while (this.#sign() === " " || (this.#sign() === "\t" && (this.#keys.length > 1 || !this.#keyAllowed))) this.#skip();
      if (this.#sign() === "#") while (this.#sign() !== "" && !isBreak(this.#sign())) this.#skip();
      if (!isBreak(this.#sign())) return;
      this.#skipBreak();
      if (this.#keys.length === 1) this.#keyAllowed = true;
    }
  }

  #isKeyValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    if (key.line === this.#line && key.at + KEY_LENGTH_MAX >= this.#at) return true;
    if (key.required) throw this.#wrong("could not find expected ':'");
    key.possible = false;
    return false;
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    this.#removeKey();
    const required = this.#keys.length === 1 && this.#indent === this.#column;
    this.#keys[this.#keys.length - 1] = { possible: true, required, token: this.#tokens.length, line: this.#line, column: this.#column, at: this.#at };
  }

  #removeKey(): void {
    const key = this.#keys.at(-1) as SimpleKey;
    if (key.possible && key.required) throw this.#wrong("could not find expected ':'");
    key.possible = false;
  }

  /** Opens a block collection when the text stands further right. @param before the token to stand before */
  #roll(column: number, type: TokenType, line: number, before = this.#tokens.length): void {
    if (this.#keys.length > 1 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    this.#tokens.splice(before, 0, { type, line });
  }

  /** Closes the block collections that the text has left. */
  #unroll(column: number): void {
    if (this.#keys.length > 1) return;
    while (this.#indent > column) {
      this.#push("block-end");
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #end(): void {
    if (this.#column !== 0) {
      this.#column = 0;
      this.#line++;
    }
    this.#unroll(-1);
    this.#removeKey();
    this.#push("stream-end");
  }

  #isDocumentMark(): boolean {
    const mark = this.#text.slice(this.#at, this.#at + 3);
    return (mark === "---" || mark === "...") && isBlankOrEnd(this.#sign(3));
  }

  #documentMark(): void {
    this.#unroll(-1);
    this.#removeKey();
    this.#keyAllowed = false;
    this.#push(this.#sign() === "-" ? "document-start" : "document-end");
    this.#skip(3);
  }

  /** `%YAML` and `%TAG` are read over; values do not depend on them. */
  #directive(): void {
    this.#unroll(-1);
    this.#removeKey();
    this.#keyAllowed = false;
    const name = /^%([\w-]*)/.exec(this.#text.slice(this.#at, this.#at + 80))?.[1] ?? "";
    if (name === "") throw this.#wrong("could not find expected directive name");
    if (name !== "YAML" && name !== "TAG") throw this.#wrong("found unknown directive name");
    while (this.#sign() !== "" && !isBreak(this.#sign())) this.#skip();
  }

  #open(sign: "[" | "{"): void {
    this.#saveKey();
    this.#keys.push(noKey());
    this.#keyAllowed = true;
    this.#push(sign);
    this.#skip();
  }

  #close(sign: "]" | "}"): void {
    this.#removeKey();
    if (this.#keys.length > 1) this.#keys.pop();
    this.#keyAllowed = false;
    this.#push(sign);
    this.#skip();
  }

  #flowEntry(): void {
    this.#removeKey();
    this.#keyAllowed = true;
    this.#push("flow-entry");
    this.#skip();
  }

  #blockEntry(inFlow: boolean): void {
    if (!inFlow && !this.#keyAllowed) throw this.#wrong("block sequence entries are not allowed in this context");
    this.#roll(this.#column, "block-sequence-start", this.#line);
    this.#removeKey();
    this.#keyAllowed = true;
    this.#push("entry");
    this.#skip();
  }

  #key(inFlow: boolean): void {
    if (!inFlow && !this.#keyAllowed) throw this.#wrong("mapping keys are not allowed in this context");
    this.#roll(this.#column, "block-mapping-start", this.#line);
    this.#removeKey();
    this.#keyAllowed = !inFlow;
    this.#push("key");
    this.#skip();
  }

  #value(inFlow: boolean): void {
    const key = this.#keys.at(-1) as SimpleKey;
    if (this.#isKeyValid(key)) {
      this.#tokens.splice(key.token, 0, { type: "key", line: key.line });
      this.#roll(key.column, "block-mapping-start", key.line, key.token);
      key.possible = false;
      this.#keyAllowed = false;
    } else {
      if (!inFlow && !this.#keyAllowed) throw this.#wrong("mapping values are not allowed in this context");
      this.#roll(this.#column, "block-mapping-start", this.#line);
      this.#keyAllowed = !inFlow;
    }
    this.#push("value");
    this.#skip();
  }

  #property(sign: string): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const line = this.#line;
    this.#skip();
    const start = this.#at;
    const letters = sign === "!" ? /[^\s,[\]{}]/ : /[\w-]/;
    while (letters.test(this.#sign())) this.#skip();
    const ends = isBlankOrEnd(this.#sign()) || "?:,]}%@`".includes(this.#sign());
    if (sign !== "!" && (this.#at === start || !ends)) throw this.#wrong("did not find expected alphabetic or numeric character");
    this.#push(sign === "*" ? "alias" : "property", line);
  }

  #blockScalar(): void {
    this.#removeKey();
    this.#keyAllowed = true;
    const line = this.#line;
    this.#skip();
    const fixed = this.#blockScalarHeader();
    const parent = Math.max(this.#indent, 0);
    let indent = fixed === 0 ? 0 : parent + fixed;
    indent = this.#skipBlockLines(indent);
    while (this.#column === indent && this.#sign() !== "" && !(indent === 0 && this.#isDocumentMark())) {
      while (this.#sign() !== "" && !isBreak(this.#sign())) this.#skip();
      if (this.#sign() !== "") this.#skipBreak();
      indent = this.#skipBlockLines(indent);
    }
    this.#push("scalar", line);
  }

  /** @returns the indentation that the header names, 0 for none */
  #blockScalarHeader(): number {
    let fixed = 0;
    while (/[-+0-9]/.test(this.#sign())) {
      if (this.#sign() === "0") throw this.#wrong("found an indentation indicator equal to 0");
      if (/[1-9]/.test(this.#sign())) fixed = Number(this.#sign());
      this.#skip();
    }
    while (isBlank(this.#sign())) this.#skip();
    if (this.#sign() === "#") while (this.#sign() !== "" && !isBreak(this.#sign())) this.#skip();
    if (this.#sign() !== "" && !isBreak(this.#sign())) throw this.#wrong("did not find expected comment or line break");
    if (this.#sign() !== "") this.#skipBreak();
    return fixed;
  }

  /** Blank lines and indentation. @returns the indentation of the text, found when it was 0 */
  #skipBlockLines(indent: number): number {
    let widest = 0;
    while (true) {
      while ((indent === 0 || this.#column < indent) && this.#sign() === " ") this.#skip();
      widest = Math.max(widest, this.#column);
      if ((indent === 0 || this.#column < indent) && this.#sign() === "\t") throw this.#wrong("found a tab character where an indentation space is expected");
      if (!isBreak(this.#sign())) break;
      this.#skipBreak();
    }
    return indent === 0 ? Math.max(widest, this.#indent + 1, 1) : indent;
  }

  #quoted(quote: string): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const line = this.#line;
    this.#skip();
    while (true) {
      if (this.#column === 0 && this.#isDocumentMark()) throw this.#wrong("found unexpected document indicator");
      const sign = this.#sign();
      if (sign === "") throw this.#wrong("found unexpected end of stream");
      if (sign === quote && quote === "'" && this.#sign(1) === "'") this.#skip(2);
      else if (sign === quote) break;
      else if (isBreak(sign)) this.#skipBreak();
      else if (sign === "\\" && quote === '"') this.#escape();
      else this.#skip();
    }
    this.#skip();
    this.#push("scalar", line);
  }

  #escape(): void {
    const named = this.#sign(1);
    if (isBreak(named)) {
      this.#skip();
      return this.#skipBreak();
    }
    const digits = { x: 2, u: 4, U: 8 }[named] ?? 0;
    if (digits === 0 && !'0abt\tnvfre "\'\\/N_LP'.includes(named)) throw this.#wrong("found unknown escape character");
    this.#skip(2);
    for (let count = 0; count < digits; count++) {
      if (!/[0-9a-fA-F]/.test(this.#sign())) throw this.#wrong("did not find expected hexdecimal number");
      this.#skip();
    }
  }

  #plain(inFlow: boolean): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const indent = this.#indent + 1;
    const line = this.#line;
    let crossedLine = false;
    while (!(this.#column === 0 && this.#isDocumentMark()) && this.#sign() !== "#") {
      while (!this.#endsPlain(inFlow)) {
        crossedLine = false;
        this.#skip();
      }
      if (!isBlank(this.#sign()) && !isBreak(this.#sign())) break;
      while (isBlank(this.#sign()) || isBreak(this.#sign())) {
        if (isBreak(this.#sign())) {
          crossedLine = true;
          this.#skipBreak();
          continue;
        }
        if (crossedLine && this.#column < indent && this.#sign() === "\t") throw this.#wrong("found a tab character that violates indentation");
        this.#skip();
      }
      if (!inFlow && this.#column < indent) break;
    }
    this.#push("scalar", line);
    if (crossedLine) this.#keyAllowed = true;
  }

  #endsPlain(inFlow: boolean): boolean {
    const sign = this.#sign();
    if (isBlankOrEnd(sign) || (sign === ":" && isBlankOrEnd(this.#sign(1)))) return true;
    return inFlow && (",?[]{}".includes(sign) || (sign === ":" && ",?[]{}".includes(this.#sign(1))));
  }
}

function startsPlain(sign: string, behind: string, inFlow: boolean): boolean {
  if (!"-?:,[]{}#&*!|>'\"%@`".includes(sign)) return !isBlank(sign);
  if (sign === "-") return !isBlank(behind);
  return !inFlow && (sign === "?" || sign === ":") && !isBlankOrEnd(behind);
}

/**
 * The tokens of a YAML text with their lines, as libyaml finds them: only to say what is wrong with a text, and where.
 * Values are read by js-yaml. Models go-yaml's scannerc.go. Leaves out what tokens hold, the names of anchors apart, and
 * the fine print of tags and directives.
 */
import { isBlankOrEnd, isBreak, ScanError, YamlCursor } from "./cursor.ts";
import { skipBlock, skipPlain, skipQuoted, startsPlain } from "./scalars.ts";

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
  /** Of an alias, and of a property that is an anchor. */
  readonly name?: string;
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

export class YamlScanner {
  readonly #cursor: YamlCursor;
  readonly #tokens: Token[] = [];
  readonly #indents: number[] = [];
  readonly #keys: SimpleKey[] = [noKey()];
  readonly #depthMax: number;
  #indent = -1;
  #keyAllowed = true;

  /** @param depthMax levels of lists and maps; go-yaml has a limit too, a hundred times as high. */
  constructor(text: string, depthMax: number) {
    this.#cursor = new YamlCursor(text);
    this.#depthMax = depthMax;
  }

  /**
   * All tokens, and what stopped the scanner if anything did. The tokens before it still count, up to one that might
   * have become a key: the parser has not seen that one yet.
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
    this.#unroll(this.#cursor.column);
    this.#token();
  }

  #token(): void {
    const cursor = this.#cursor;
    const sign = cursor.sign();
    const behind = cursor.sign(1);
    const inFlow = this.#inFlow;
    if (sign === "") this.#end();
    else if (cursor.column === 0 && sign === "%") this.#directive();
    else if (cursor.isDocumentMark()) this.#documentMark();
    else if (sign === "[" || sign === "{") this.#open(sign);
    else if (sign === "]" || sign === "}") this.#close(sign);
    else if (sign === ",") this.#flowEntry();
    else if (sign === "-" && isBlankOrEnd(behind)) this.#blockEntry();
    else if (sign === "?" && (inFlow || isBlankOrEnd(behind))) this.#key();
    else if (sign === ":" && (inFlow || isBlankOrEnd(behind))) this.#value();
    else if (sign === "*" || sign === "&" || sign === "!") this.#property(sign);
    else this.#scalar(sign, behind);
  }

  get #inFlow(): boolean {
    return this.#keys.length > 1;
  }

  #push(type: TokenType, line = this.#cursor.line): void {
    this.#tokens.push({ type, line });
  }

  /** A token of one character. */
  #take(type: TokenType): void {
    this.#push(type);
    this.#cursor.skip();
  }

  #skipToToken(): void {
    const cursor = this.#cursor;
    while (true) {
      // A tab may stand between tokens, but not where a key could begin.
      while (cursor.sign() === " " || (cursor.sign() === "\t" && (this.#inFlow || !this.#keyAllowed)))
        cursor.skip();
      if (cursor.sign() === "#") cursor.skipLine();
      if (!isBreak(cursor.sign())) return;
      cursor.skipBreak();
      if (!this.#inFlow) this.#keyAllowed = true;
    }
  }

  #isKeyValid(key: SimpleKey): boolean {
    const { line, at } = this.#cursor;
    if (!key.possible) return false;
    if (key.line === line && key.at + KEY_LENGTH_MAX >= at) return true;
    if (key.required) throw this.#cursor.wrong("could not find expected ':'");
    key.possible = false;
    return false;
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    this.#removeKey();
    const { line, column, at } = this.#cursor;
    const required = !this.#inFlow && this.#indent === column;
    this.#keys[this.#keys.length - 1] = {
      possible: true,
      required,
      token: this.#tokens.length,
      line,
      column,
      at,
    };
  }

  #removeKey(): void {
    const key = this.#keys.at(-1) as SimpleKey;
    if (key.possible && key.required) throw this.#cursor.wrong("could not find expected ':'");
    key.possible = false;
  }

  /** Opens a block collection when the text stands further right. @param before the token to stand before */
  #roll(column: number, type: TokenType, line: number, before = this.#tokens.length): void {
    if (this.#inFlow || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#checkDepth();
    this.#indent = column;
    this.#tokens.splice(before, 0, { type, line });
  }

  /** Closes the block collections that the text has left. */
  #unroll(column: number): void {
    if (this.#inFlow) return;
    while (this.#indent > column) {
      this.#push("block-end");
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #end(): void {
    const cursor = this.#cursor;
    if (cursor.column !== 0) {
      cursor.column = 0;
      cursor.line++;
    }
    this.#unroll(-1);
    this.#removeKey();
    this.#push("stream-end");
  }

  #documentMark(): void {
    this.#unroll(-1);
    this.#removeKey();
    this.#keyAllowed = false;
    this.#push(this.#cursor.sign() === "-" ? "document-start" : "document-end");
    this.#cursor.skip(3);
  }

  /** `%YAML` and `%TAG` are read over; values do not depend on them. */
  #directive(): void {
    this.#unroll(-1);
    this.#removeKey();
    this.#keyAllowed = false;
    const { text, at } = this.#cursor;
    const name = /^%([\w-]*)/.exec(text.slice(at, at + 80))?.[1] ?? "";
    if (name === "") throw this.#cursor.wrong("could not find expected directive name");
    if (name !== "YAML" && name !== "TAG") throw this.#cursor.wrong("found unknown directive name");
    this.#cursor.skipLine();
  }

  #open(sign: "[" | "{"): void {
    this.#saveKey();
    this.#keys.push(noKey());
    this.#checkDepth();
    this.#keyAllowed = true;
    this.#take(sign);
  }

  #checkDepth(): void {
    const levels = this.#keys.length - 1 + this.#indents.length;
    if (levels > this.#depthMax)
      throw this.#cursor.wrong(`exceeded max depth of ${this.#depthMax} (yamlDepthMax)`);
  }

  #close(sign: "]" | "}"): void {
    this.#removeKey();
    if (this.#inFlow) this.#keys.pop();
    this.#keyAllowed = false;
    this.#take(sign);
  }

  #flowEntry(): void {
    this.#removeKey();
    this.#keyAllowed = true;
    this.#take("flow-entry");
  }

  #blockEntry(): void {
    const { column, line } = this.#cursor;
    if (!this.#inFlow && !this.#keyAllowed)
      throw this.#cursor.wrong("block sequence entries are not allowed in this context");
    this.#roll(column, "block-sequence-start", line);
    this.#removeKey();
    this.#keyAllowed = true;
    this.#take("entry");
  }

  #key(): void {
    const { column, line } = this.#cursor;
    if (!this.#inFlow && !this.#keyAllowed)
      throw this.#cursor.wrong("mapping keys are not allowed in this context");
    this.#roll(column, "block-mapping-start", line);
    this.#removeKey();
    this.#keyAllowed = !this.#inFlow;
    this.#take("key");
  }

  #value(): void {
    const key = this.#keys.at(-1) as SimpleKey;
    const { column, line } = this.#cursor;
    if (this.#isKeyValid(key)) {
      this.#tokens.splice(key.token, 0, { type: "key", line: key.line });
      this.#roll(key.column, "block-mapping-start", key.line, key.token);
      key.possible = false;
      this.#keyAllowed = false;
    } else {
      if (!this.#inFlow && !this.#keyAllowed)
        throw this.#cursor.wrong("mapping values are not allowed in this context");
      this.#roll(column, "block-mapping-start", line);
      this.#keyAllowed = !this.#inFlow;
    }
    this.#take("value");
  }

  #property(sign: string): void {
    const cursor = this.#cursor;
    this.#saveKey();
    this.#keyAllowed = false;
    const { line } = cursor;
    cursor.skip();
    const start = cursor.at;
    const letters = sign === "!" ? /[^\s,[\]{}]/ : /[\w-]/;
    while (letters.test(cursor.sign())) cursor.skip();
    const ends = isBlankOrEnd(cursor.sign()) || "?:,]}%@`".includes(cursor.sign());
    if (sign !== "!" && (cursor.at === start || !ends))
      throw cursor.wrong("did not find expected alphabetic or numeric character");
    const name = cursor.text.slice(start, cursor.at);
    this.#tokens.push({ type: sign === "*" ? "alias" : "property", line, ...(sign === "!" ? {} : { name }) });
  }

  #scalar(sign: string, behind: string): void {
    const cursor = this.#cursor;
    const { line } = cursor;
    if ((sign === "|" || sign === ">") && !this.#inFlow) {
      this.#removeKey();
      this.#keyAllowed = true;
      skipBlock(cursor, this.#indent);
    } else {
      const isQuoted = sign === "'" || sign === '"';
      if (!isQuoted && !startsPlain(sign, behind, this.#inFlow))
        throw cursor.wrong("found character that cannot start any token");
      this.#saveKey();
      this.#keyAllowed = false;
      if (isQuoted) skipQuoted(cursor, sign);
      else this.#keyAllowed = skipPlain(cursor, this.#indent + 1, this.#inFlow);
    }
    this.#push("scalar", line);
  }
}

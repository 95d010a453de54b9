/** Why a text is not JSON, in the words of Go's encoding/json. Models its scanner; the values themselves come from JSON.parse. */

export interface JsonValues {
  /** The values that stand one after the other. */
  readonly values: readonly unknown[];
  /** What is wrong behind them, if anything. */
  readonly fault: JsonFault | undefined;
  /** The text from the wrong value on. */
  readonly rest: string;
}

/** What is wrong with a text, and after how many characters that is known. */
export class JsonFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Reads JSON values one after the other, as a stream decoder does. */
export function readJson(text: string): JsonValues {
  const scanner = new JsonScanner(text);
  const values: unknown[] = [];
  let start = 0;
  try {
    while (true) {
      start = scanner.at;
      if (scanner.isAtEnd()) return { values, fault: undefined, rest: "" };
      scanner.skipValue();
      values.push(JSON.parse(text.slice(start, scanner.at)));
    }
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { values, fault: error, rest: text.slice(start) };
  }
}

/** Why the text is not one JSON value; undefined when it is. */
export function jsonFault(text: string): JsonFault | undefined {
  const scanner = new JsonScanner(text);
  try {
    scanner.skipValue();
    return scanner.isAtEnd() ? undefined : scanner.wrong("after top-level value");
  } catch (error) {
    if (error instanceof JsonFault) return error;
    throw error;
  }
}

/** Levels of lists and objects (jsonDepthMax); encoding/json has a limit too, a hundred times as high. */
const JSON_DEPTH_MAX = 100;

/** The text ends inside a value. */
export const END = "unexpected end of JSON input";
const SPACE = /\s/;

class JsonScanner {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get at(): number {
    return this.#at;
  }

  isAtEnd(): boolean {
    this.#skipSpace();
    return this.#at >= this.#text.length;
  }

  /** @throws JsonFault */
  skipValue(): void {
    this.#skipSpace();
    const sign = this.#peek();
    if (sign === "{") this.#inside(() => this.#object());
    else if (sign === "[") this.#inside(() => this.#array());
    else if (sign === '"') this.#string();
    else if (/[-0-9]/.test(sign)) this.#number();
    else if (sign === "t") this.#literal("true");
    else if (sign === "f") this.#literal("false");
    else if (sign === "n") this.#literal("null");
    else throw this.wrong("looking for beginning of value");
  }

  #inside(skip: () => void): void {
    if (++this.#depth > JSON_DEPTH_MAX)
      throw this.wrong(`exceeded max depth of ${JSON_DEPTH_MAX} (jsonDepthMax)`);
    skip();
    this.#depth--;
  }

  #object(): void {
    this.#at++;
    this.#skipSpace();
    if (this.#peek() === "}") {
      this.#at++;
      return;
    }
    while (true) {
      this.#skipSpace();
      if (this.#peek() !== '"') throw this.wrong("looking for beginning of object key string");
      this.#string();
      this.#skipSpace();
      if (this.#peek() !== ":") throw this.wrong("after object key");
      this.#at++;
      this.skipValue();
      if (this.#ends("}", "after object key:value pair")) return;
    }
  }

  #array(): void {
    this.#at++;
    this.#skipSpace();
    if (this.#peek() === "]") {
      this.#at++;
      return;
    }
    while (true) {
      this.skipValue();
      if (this.#ends("]", "after array element")) return;
    }
  }

  /** Whether the collection ends here; else a comma has been read. */
  #ends(close: string, where: string): boolean {
    this.#skipSpace();
    const sign = this.#peek();
    if (sign !== close && sign !== ",") throw this.wrong(where);
    this.#at++;
    return sign === close;
  }

  #string(): void {
    this.#at++;
    for (let sign = this.#peek(); sign !== '"'; sign = this.#peek()) {
      if (sign < " ") throw this.wrong("in string literal");
      this.#at++;
      if (sign !== "\\") continue;
      if (this.#peek() === "u") this.#unicodeEscape();
      else if (!/["\\/bfnrt]/.test(this.#peek())) throw this.wrong("in string escape code");
      else this.#at++;
    }
    this.#at++;
  }

  #unicodeEscape(): void {
    this.#at++;
    for (let digit = 0; digit < 4; digit++, this.#at++)
      if (!/[0-9a-fA-F]/.test(this.#peek())) throw this.wrong("in \\u hexadecimal character escape");
  }

  #number(): void {
    if (this.#peek() === "-") this.#at++;
    if (!/\d/.test(this.#peek())) throw this.wrong("in numeric literal");
    if (this.#peek() === "0") this.#at++;
    else this.#digits();
    if (this.#next() === ".") {
      this.#at++;
      if (!/\d/.test(this.#peek())) throw this.wrong("after decimal point in numeric literal");
      this.#digits();
    }
    if (!/[eE]/.test(this.#next())) return;
    this.#at++;
    if (/[-+]/.test(this.#peek())) this.#at++;
    if (!/\d/.test(this.#peek())) throw this.wrong("in exponent of numeric literal");
    this.#digits();
  }

  #digits(): void {
    while (/\d/.test(this.#next())) this.#at++;
  }

  #literal(word: string): void {
    for (const letter of word) {
      if (this.#peek() !== letter) throw this.wrong(`in literal ${word} (expecting '${letter}')`);
      this.#at++;
    }
  }

  #skipSpace(): void {
    while (SPACE.test(this.#next())) this.#at++;
  }

  /** The next character, or nothing at the end: where a value may end. */
  #next(): string {
    return this.#text[this.#at] ?? "";
  }

  /** The next character, where there has to be one. */
  #peek(): string {
    const sign = this.#text[this.#at];
    if (sign === undefined) throw new JsonFault(END, this.#at);
    return sign;
  }

  wrong(where: string): JsonFault {
    const sign = this.#text[this.#at] ?? "";
    return new JsonFault(`invalid character ${shown(sign)} ${where}`, this.#at + 1);
  }
}

function shown(sign: string): string {
  if (sign === "'") return "'\\''";
  return sign === '"' ? "'\"'" : `'${JSON.stringify(sign).slice(1, -1)}'`;
}

/** Why a JSON value does not fit a Go type. @param goType such as `map[string]interface {}` */
export function unmarshalFault(value: unknown, goType: string): string {
  return `json: cannot unmarshal ${kindOfJson(value)} into Go value of type ${goType}`;
}

/** How encoding/json calls the kind of a value. */
export function kindOfJson(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

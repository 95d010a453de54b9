/**
 * nginx.conf and its includes, as a tree. Models ngx_conf_file.c and its messages. What nginx knows and this simulation
 * lacks ends the reading with a sentence of ours.
 */
import { type Context, isLeftOut, knownDirectives } from "./directives.ts";

export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[];
  /** `/etc/nginx/conf.d/web.conf:3`. */
  readonly at: string;
}

/** nginx does not start. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** Whether the words are nginx's own. */
  readonly isNginx: boolean;

  constructor(message: string, isNginx = true) {
    super(message);
    this.isNginx = isNginx;
  }
}

/** What the reader asks of the container's files: one file's text, or the names in a folder. */
export type FileRequest = { readonly file: string } | { readonly folder: string };

export type Reading<T> = Generator<FileRequest, T, string | readonly string[] | undefined>;

interface Token {
  readonly kind: "word" | ";" | "{" | "}" | "end";
  readonly text: string;
  readonly line: number;
}

export const PREFIX = "/etc/nginx/";
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  '"': '"',
  "'": "'",
  "\\": "\\",
};
const INCLUDES_MAX = 64;

/** Reads the file and what it includes. */
export function* readConfig(path: string): Reading<readonly Directive[]> {
  return yield* readFile(path, "main", 0);
}

function* readFile(path: string, context: Context, depth: number): Reading<Directive[]> {
  const text = yield { file: path };
  if (typeof text !== "string")
    throw new ConfigError(`open() "${path}" failed (2: No such file or directory)`);
  if (depth > INCLUDES_MAX)
    throw new ConfigError(`${path} includes itself (includesMax ${INCLUDES_MAX})`, false);
  return yield* readBlock(new Reader(path, text), context, depth, false);
}

function* readBlock(reader: Reader, context: Context, depth: number, isInner: boolean): Reading<Directive[]> {
  const found: Directive[] = [];
  for (;;) {
    const words: Token[] = [];
    let end = reader.next();
    for (; end.kind === "word"; end = reader.next()) words.push(end);
    const at = `${reader.path}:${end.line}`;
    const [first, ...rest] = words;
    if (first === undefined) {
      if (end.kind === "}" && isInner) return found;
      if (end.kind === "end" && !isInner) return found;
      throw new ConfigError(
        end.kind === "end"
          ? `unexpected end of file, expecting "}" in ${at}`
          : `unexpected "${end.text}" in ${at}`,
      );
    }
    if (end.kind === "end") throw new ConfigError(`unexpected end of file, expecting ";" or "}" in ${at}`);
    if (end.kind === "}") throw new ConfigError(`unexpected "}" in ${at}`);
    const args = rest.map(({ text }) => text);
    const isBlock = end.kind === "{";
    const inner = check(first.text, args.length, isBlock, context, at);
    if (first.text === "include") found.push(...(yield* include(args[0] ?? "", at, context, depth)));
    else {
      const block = isBlock ? yield* readBlock(reader, inner, depth, true) : [];
      found.push({ name: first.text, args, block, at });
    }
  }
}

/** @returns the context inside the directive. @throws ConfigError in nginx's words. */
function check(name: string, args: number, isBlock: boolean, context: Context, at: string): Context {
  if (context === "types") return context;
  const known = knownDirectives(name);
  if (known.length === 0) {
    if (!isLeftOut(name)) throw new ConfigError(`unknown directive "${name}" in ${at}`);
    throw new ConfigError(
      `the directive "${name}" in ${at} works in a real nginx and is not part of this simulation`,
      false,
    );
  }
  const here = known.find(({ contexts }) => contexts.includes(context));
  if (here === undefined) throw new ConfigError(`"${name}" directive is not allowed here in ${at}`);
  if (here.isBlock && !isBlock) throw new ConfigError(`directive "${name}" has no opening "{" in ${at}`);
  if (!here.isBlock && isBlock)
    throw new ConfigError(`directive "${name}" is not terminated by ";" in ${at}`);
  if (args < here.least || args > here.most)
    throw new ConfigError(`invalid number of arguments in "${name}" directive in ${at}`);
  return here.isBlock ? (name as Context) : context;
}

function* include(pattern: string, at: string, context: Context, depth: number): Reading<Directive[]> {
  const path = pattern.startsWith("/") ? pattern : `${PREFIX}${pattern}`;
  if (!/[*?[]/.test(path)) {
    const text = yield { file: path };
    if (text === undefined)
      throw new ConfigError(`open() "${path}" failed (2: No such file or directory) in ${at}`);
    return yield* readFile(path, context, depth + 1);
  }
  const slash = path.lastIndexOf("/");
  const folder = path.slice(0, slash);
  const names = yield { folder };
  const matches = globPattern(path.slice(slash + 1));
  const found: Directive[] = [];
  for (const name of Array.isArray(names) ? [...names].sort() : [])
    if (matches.test(name)) found.push(...(yield* readFile(`${folder}/${name}`, context, depth + 1)));
  return found;
}

function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]");
  return new RegExp(`^(?!\\.)${source}$`);
}

class Reader {
  readonly path: string;
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(path: string, text: string) {
    this.path = path;
    this.#text = text;
  }

  next(): Token {
    this.#skipBlanks();
    const char = this.#text[this.#at];
    if (char === undefined) return { kind: "end", text: "", line: this.#line };
    if (char === ";" || char === "{" || char === "}") {
      this.#at++;
      return { kind: char, text: char, line: this.#line };
    }
    if (char === '"' || char === "'") return this.#quoted(char);
    return this.#word();
  }

  #skipBlanks(): void {
    for (;;) {
      const char = this.#text[this.#at];
      if (char === "#") while (this.#at < this.#text.length && this.#text[this.#at] !== "\n") this.#at++;
      else if (char === undefined || !/\s/.test(char)) return;
      else {
        if (char === "\n") this.#line++;
        this.#at++;
      }
    }
  }

  #quoted(quote: string): Token {
    let text = "";
    this.#at++;
    for (; this.#text[this.#at] !== quote; this.#at++) {
      if (this.#at >= this.#text.length) return { kind: "end", text, line: this.#line };
      text += this.#character();
    }
    this.#at++;
    const after = this.#text[this.#at];
    if (after !== undefined && !/[\s;{)]/.test(after))
      throw new ConfigError(`unexpected "${after}" in ${this.path}:${this.#line}`);
    return { kind: "word", text, line: this.#line };
  }

  #word(): Token {
    let text = "";
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at] as string;
      const opensName = char === "{" && this.#text[this.#at - 1] === "$";
      if (/[\s;]/.test(char) || (char === "{" && !opensName)) break;
      if (opensName) {
        const close = this.#text.indexOf("}", this.#at);
        text += this.#text.slice(this.#at, close + 1);
        this.#at = close;
      } else text += this.#character();
    }
    return { kind: "word", text, line: this.#line };
  }

  /** One character, or the one that a backslash stands before. */
  #character(): string {
    const char = this.#text[this.#at] as string;
    if (char === "\n") this.#line++;
    const escaped = char === "\\" ? ESCAPES[this.#text[this.#at + 1] ?? ""] : undefined;
    if (escaped === undefined) return char;
    this.#at++;
    return escaped;
  }
}

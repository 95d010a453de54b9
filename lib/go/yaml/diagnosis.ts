/** What go-yaml says about a text that is not YAML, with the line it names. Models the grammar of go-yaml's parserc.go. */
import type { ScanError } from "./cursor.ts";
import { type Token, type TokenType, YamlScanner } from "./scanner.ts";

export type Diagnosis =
  /** go-yaml's message. */
  | { readonly problem: string }
  /** All is well; line, from 0, on which the first document ends, where go-yaml stops reading. */
  | { readonly endLine: number };

/** @param depthMax levels of lists and maps that are read. */
export function diagnoseYaml(text: string, depthMax: number): Diagnosis {
  const { tokens, error } = new YamlScanner(text, depthMax).scan();
  try {
    return { endLine: new YamlParser(tokens, error).parse() };
  } catch (problem) {
    if (problem instanceof Problem) return { problem: `yaml: ${problem.message}` };
    throw problem;
  }
}

class Problem extends Error {}

/** go-yaml counts lines from 0 in what its parser says and from 1 in what its scanner says, and names no first line. */
function problemAt(text: string, line: number, isScanner: boolean): Problem {
  return new Problem(line === 0 ? text : `line ${isScanner ? line + 1 : line}: ${text}`);
}

class YamlParser {
  readonly #tokens: readonly Token[];
  readonly #error: ScanError | undefined;
  #at = 0;
  /** The latest node of each name, and whether what is being read is inside it. */
  readonly #anchors = new Map<string, { isOpen: boolean }>();
  /** The first alias inside the node that it stands for. */
  #cycle: string | undefined;

  constructor(tokens: readonly Token[], error: ScanError | undefined) {
    this.#tokens = tokens;
    this.#error = error;
  }

  /** The first document. @returns the line behind it */
  parse(): number {
    if (this.#type() === "document-start") this.#at++;
    if (!this.#is("document-start", "document-end", "stream-end")) this.#node(true, false);
    const { line } = this.#token();
    // go-yaml sees this when it decodes what it has parsed, and names no line.
    if (this.#cycle !== undefined) throw new Problem(`anchor '${this.#cycle}' value contains itself`);
    return line;
  }

  #type(): TokenType {
    return this.#token().type;
  }

  /** @throws Problem where the scanner got no further */
  #token(): Token {
    const token = this.#tokens[this.#at];
    if (token !== undefined) return token;
    throw problemAt(this.#error?.message ?? "found unexpected end of stream", this.#error?.line ?? 0, true);
  }

  #is(...types: readonly TokenType[]): boolean {
    return types.includes(this.#type());
  }

  #wrong(text: string): Problem {
    return problemAt(text, this.#token().line, false);
  }

  /** @param indentless whether `-` may stand at the column of the key above */
  #node(block: boolean, indentless: boolean): void {
    if (this.#type() === "alias") {
      this.#alias();
      return;
    }
    const anchor = { isOpen: true };
    let hasProperty = false;
    while (this.#type() === "property") {
      const { name } = this.#token();
      if (name !== undefined) this.#anchors.set(name, anchor);
      hasProperty = true;
      this.#at++;
    }
    this.#content(block, indentless, hasProperty);
    anchor.isOpen = false;
  }

  #alias(): void {
    const { name = "" } = this.#token();
    const anchor = this.#anchors.get(name);
    if (anchor === undefined) throw new Problem(`unknown anchor '${name}' referenced`);
    if (anchor.isOpen) this.#cycle ??= name;
    this.#at++;
  }

  #content(block: boolean, indentless: boolean, hasProperty: boolean): void {
    const type = this.#type();
    if (indentless && type === "entry") this.#indentlessSequence();
    else if (type === "scalar") this.#at++;
    else if (type === "[") this.#flowSequence();
    else if (type === "{") this.#flowMapping();
    else if (block && type === "block-sequence-start") this.#blockSequence();
    else if (block && type === "block-mapping-start") this.#blockMapping();
    else if (!hasProperty) throw this.#wrong("did not find expected node content");
  }

  #blockSequence(): void {
    this.#at++;
    while (this.#type() === "entry") {
      this.#at++;
      if (!this.#is("entry", "block-end")) this.#node(true, false);
    }
    if (this.#type() !== "block-end") throw this.#wrong("did not find expected '-' indicator");
    this.#at++;
  }

  #indentlessSequence(): void {
    while (this.#type() === "entry") {
      this.#at++;
      if (!this.#is("entry", "key", "value", "block-end")) this.#node(true, false);
    }
  }

  #blockMapping(): void {
    this.#at++;
    while (this.#type() === "key") {
      this.#at++;
      if (!this.#is("key", "value", "block-end")) this.#node(true, true);
      if (this.#type() !== "value") continue;
      this.#at++;
      if (!this.#is("key", "value", "block-end")) this.#node(true, true);
    }
    if (this.#type() !== "block-end") throw this.#wrong("did not find expected key");
    this.#at++;
  }

  #flowSequence(): void {
    this.#at++;
    for (let isFirst = true; this.#type() !== "]"; isFirst = false) {
      if (!isFirst) this.#flowEntry("did not find expected ',' or ']'");
      if (this.#type() === "key") this.#pair("]");
      else if (this.#type() !== "]") this.#node(false, false);
    }
    this.#at++;
  }

  #flowMapping(): void {
    this.#at++;
    for (let isFirst = true; this.#type() !== "}"; isFirst = false) {
      if (!isFirst) this.#flowEntry("did not find expected ',' or '}'");
      if (this.#type() === "key") this.#pair("}");
      else if (this.#type() !== "}") this.#node(false, false);
    }
    this.#at++;
  }

  #flowEntry(problem: string): void {
    if (this.#type() !== "flow-entry") throw this.#wrong(problem);
    this.#at++;
  }

  #pair(close: "]" | "}"): void {
    this.#at++;
    if (!this.#is("value", "flow-entry", close)) this.#node(false, false);
    if (this.#type() !== "value") return;
    this.#at++;
    if (!this.#is("flow-entry", close)) this.#node(false, false);
  }
}

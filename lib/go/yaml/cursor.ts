/** A place in a YAML text, for the scanner and its scalars. */

/** What cannot be read as tokens. */
export class ScanError extends Error {
  /** From 0. */
  readonly line: number;

  constructor(problem: string, line: number) {
    super(problem);
    this.line = line;
  }
}

export const isBlank = (sign: string): boolean => sign === " " || sign === "\t";
export const isBreak = (sign: string): boolean => sign === "\n" || sign === "\r";
export const isBlankOrEnd = (sign: string): boolean => sign === "" || isBlank(sign) || isBreak(sign);

export class YamlCursor {
  readonly text: string;
  at = 0;
  line = 0;
  column = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The character here, or further on; empty behind the end. */
  sign(offset = 0): string {
    return this.text[this.at + offset] ?? "";
  }

  skip(count = 1): void {
    this.at += count;
    this.column += count;
  }

  skipBreak(): void {
    this.at += this.sign() === "\r" && this.sign(1) === "\n" ? 2 : 1;
    this.line++;
    this.column = 0;
  }

  /** To the end of the line, for comments. */
  skipLine(): void {
    while (this.sign() !== "" && !isBreak(this.sign())) this.skip();
  }

  /** Whether `---` or `...` stands here, at the beginning of a line. */
  isDocumentMark(): boolean {
    if (this.column !== 0) return false;
    const mark = this.text.slice(this.at, this.at + 3);
    return (mark === "---" || mark === "...") && isBlankOrEnd(this.sign(3));
  }

  wrong(problem: string): ScanError {
    return new ScanError(problem, this.line);
  }
}

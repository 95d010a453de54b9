/** The scalars of a YAML text: where they end, and what is wrong inside them. Models go-yaml's scannerc.go. */
import { isBlank, isBlankOrEnd, isBreak, type YamlCursor } from "./cursor.ts";

/** A quoted scalar, in either kind of quotes. @throws ScanError */
export function skipQuoted(cursor: YamlCursor, quote: string): void {
  cursor.skip();
  while (true) {
    if (cursor.isDocumentMark()) throw cursor.wrong("found unexpected document indicator");
    const sign = cursor.sign();
    if (sign === "") throw cursor.wrong("found unexpected end of stream");
    if (sign === quote && quote === "'" && cursor.sign(1) === "'") cursor.skip(2);
    else if (sign === quote) break;
    else if (isBreak(sign)) cursor.skipBreak();
    else if (sign === "\\" && quote === '"') skipEscape(cursor);
    else cursor.skip();
  }
  cursor.skip();
}

const ESCAPES = "0abt\tnvfre \"'\\/N_LP";
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function skipEscape(cursor: YamlCursor): void {
  const named = cursor.sign(1);
  if (isBreak(named)) {
    cursor.skip();
    cursor.skipBreak();
    return;
  }
  const digits = HEX_DIGITS[named] ?? 0;
  if (digits === 0 && (named === "" || !ESCAPES.includes(named)))
    throw cursor.wrong("found unknown escape character");
  cursor.skip(2);
  for (let count = 0; count < digits; count++) {
    if (!/[0-9a-fA-F]/.test(cursor.sign())) throw cursor.wrong("did not find expected hexdecimal number");
    cursor.skip();
  }
}

/**
 * A scalar without quotes, over as many lines as it goes.
 * @param indent the column from which on it goes on
 * @returns whether it ended at the end of a line
 * @throws ScanError
 */
export function skipPlain(cursor: YamlCursor, indent: number, inFlow: boolean): boolean {
  let crossedLine = false;
  while (!cursor.isDocumentMark() && cursor.sign() !== "#") {
    while (!endsPlain(cursor, inFlow)) {
      crossedLine = false;
      cursor.skip();
    }
    if (!isBlank(cursor.sign()) && !isBreak(cursor.sign())) break;
    while (isBlank(cursor.sign()) || isBreak(cursor.sign())) {
      if (isBreak(cursor.sign())) {
        crossedLine = true;
        cursor.skipBreak();
        continue;
      }
      if (crossedLine && cursor.column < indent && cursor.sign() === "\t")
        throw cursor.wrong("found a tab character that violates indentation");
      cursor.skip();
    }
    if (!inFlow && cursor.column < indent) break;
  }
  return crossedLine;
}

function endsPlain(cursor: YamlCursor, inFlow: boolean): boolean {
  const sign = cursor.sign();
  if (isBlankOrEnd(sign) || (sign === ":" && isBlankOrEnd(cursor.sign(1)))) return true;
  return inFlow && (",?[]{}".includes(sign) || (sign === ":" && ",?[]{}".includes(cursor.sign(1))));
}

/** Whether a plain scalar may begin with the character. */
export function startsPlain(sign: string, behind: string, inFlow: boolean): boolean {
  if (!"-?:,[]{}#&*!|>'\"%@`".includes(sign)) return !isBlank(sign);
  if (sign === "-") return !isBlank(behind);
  return !inFlow && (sign === "?" || sign === ":") && !isBlankOrEnd(behind);
}

/** A scalar behind `|` or `>`. @param parent the indentation around it, -1 for none. @throws ScanError */
export function skipBlock(cursor: YamlCursor, parent: number): void {
  cursor.skip();
  const fixed = skipBlockHeader(cursor);
  let indent = skipBlockLines(cursor, fixed === 0 ? 0 : Math.max(parent, 0) + fixed, parent);
  while (cursor.column === indent && cursor.sign() !== "" && !(indent === 0 && cursor.isDocumentMark())) {
    cursor.skipLine();
    if (cursor.sign() !== "") cursor.skipBreak();
    indent = skipBlockLines(cursor, indent, parent);
  }
}

/** @returns the indentation that the header names, 0 for none */
function skipBlockHeader(cursor: YamlCursor): number {
  let fixed = 0;
  while (/[-+0-9]/.test(cursor.sign())) {
    if (cursor.sign() === "0") throw cursor.wrong("found an indentation indicator equal to 0");
    if (/[1-9]/.test(cursor.sign())) fixed = Number(cursor.sign());
    cursor.skip();
  }
  while (isBlank(cursor.sign())) cursor.skip();
  if (cursor.sign() === "#") cursor.skipLine();
  if (cursor.sign() !== "" && !isBreak(cursor.sign()))
    throw cursor.wrong("did not find expected comment or line break");
  if (cursor.sign() !== "") cursor.skipBreak();
  return fixed;
}

/** Blank lines and indentation. @returns the indentation of the text, found when it was 0 */
function skipBlockLines(cursor: YamlCursor, indent: number, parent: number): number {
  let widest = 0;
  while (true) {
    const inIndentation = (): boolean => indent === 0 || cursor.column < indent;
    while (inIndentation() && cursor.sign() === " ") cursor.skip();
    widest = Math.max(widest, cursor.column);
    if (inIndentation() && cursor.sign() === "\t")
      throw cursor.wrong("found a tab character where an indentation space is expected");
    if (!isBreak(cursor.sign())) break;
    cursor.skipBreak();
  }
  return indent === 0 ? Math.max(widest, parent + 1, 1) : indent;
}

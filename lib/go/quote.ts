/** Reads a quoted string of Go, also one in single quotes. Models strconv.Unquote and client-go's UnquoteExtend. */

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
  "'": "'",
};
const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([abfnrtv\\'"])|(.|$))/gs;

/** @returns undefined when it is no quoted string of Go's */
export function unquote(text: string): string | undefined {
  const mark = text[0];
  if (text.length < 2 || (mark !== '"' && mark !== "'" && mark !== "`") || !text.endsWith(mark))
    return undefined;
  const inner = text.slice(1, -1);
  if (mark === "`") return inner;
  let isValid = true;
  const read = inner.replaceAll(ESCAPE, (_, hex, short, long, octal, named, other) => {
    if (other !== undefined) isValid = false;
    if (named !== undefined) return ESCAPES[named] ?? "";
    const code =
      octal === undefined ? Number.parseInt(hex ?? short ?? long ?? "0", 16) : Number.parseInt(octal, 8);
    return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  });
  return isValid ? read : undefined;
}

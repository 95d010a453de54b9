/**
 * The text of a JSON document without the values of some names: pictures and outputs make up nearly all of a notebook, and none of it is
 * an answer. One pass over the bytes; whether what remains is JSON, JSON.parse says.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** @returns the text with `null` in place of each value that stands behind one of the names, wherever that is. */
export function jsonWithout(bytes: Buffer, names: readonly string[]): string {
  const quoted = new Set(names.map((name) => JSON.stringify(name)));
  const pieces: Buffer[] = [];
  const nothing = Buffer.from("null");
  let copied = 0;
  let at = 0;
  while (at < bytes.length) {
    const start = bytes.indexOf(QUOTE, at);
    if (start < 0) break;
    at = endOfString(bytes, start);
    if (at - start > 40 || !quoted.has(bytes.toString("latin1", start, at))) continue;
    const colon = afterBlanks(bytes, at);
    if (bytes[colon] !== COLON) continue;
    pieces.push(bytes.subarray(copied, colon + 1), nothing);
    at = endOfValue(bytes, afterBlanks(bytes, colon + 1));
    copied = at;
  }
  pieces.push(bytes.subarray(copied));
  return Buffer.concat(pieces).toString("utf8");
}

/** @param start of the opening quote. @returns where the text behind the closing one begins. */
function endOfString(bytes: Buffer, start: number): number {
  for (let end = bytes.indexOf(QUOTE, start + 1); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let backslashes = 0;
    while (bytes[end - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  return bytes.length;
}

/** @returns where the comma or bracket behind the value stands. */
function endOfValue(bytes: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      at = endOfString(bytes, at);
      continue;
    }
    if (OPENING.has(byte)) depth++;
    else if (CLOSING.has(byte) && --depth < 0) return at;
    else if (byte === COMMA && depth === 0) return at;
    at++;
  }
  return at;
}

function afterBlanks(bytes: Buffer, start: number): number {
  let at = start;
  while (BLANK.has(bytes[at] as number)) at++;
  return at;
}

/** How Go reads and prints plain values: strconv and fmt. Messages of kubectl are full of both. */

/** `%q`. JSON's escapes are Go's but for a few control characters that nobody types. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

const TRUE = ["1", "t", "T", "TRUE", "true", "True"];
const FALSE = ["0", "f", "F", "FALSE", "false", "False"];

/** strconv.ParseBool. */
export function parseBool(text: string): boolean | { readonly error: string } {
  if (TRUE.includes(text)) return true;
  if (FALSE.includes(text)) return false;
  return { error: `strconv.ParseBool: parsing ${quoted(text)}: invalid syntax` };
}

const LIMITS = { 32: 2n ** 31n, 64: 2n ** 63n } as const;

/** strconv.ParseInt with base 0 (`0x10`, `0b1`, `0o7`, `017`), or base 10 where `decimal`; the function that the message names is `called`. */
export function parseInteger(
  text: string,
  bits: 32 | 64,
  options: { readonly decimal?: boolean; readonly called?: string } = {},
): number | { readonly error: string } {
  const called = options.called ?? "ParseInt";
  const [, sign = "", digits = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  const value = magnitude(digits, options.decimal === true);
  if (value === undefined) return { error: `strconv.${called}: parsing ${quoted(text)}: invalid syntax` };
  const signed = sign === "-" ? -value : value;
  if (signed >= LIMITS[bits] || signed < -LIMITS[bits])
    return { error: `strconv.${called}: parsing ${quoted(text)}: value out of range` };
  return Number(signed);
}

function magnitude(digits: string, decimal: boolean): bigint | undefined {
  if (/^[0-9]+$/.test(digits) && (decimal || !/^0[0-9]/.test(digits))) return BigInt(digits);
  if (decimal) return undefined;
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits.slice(1)}`);
  return /^0(x[0-9a-f]+|o[0-7]+|b[01]+)$/i.test(digits) ? BigInt(digits.toLowerCase()) : undefined;
}

/**
 * Amounts such as `500m`, `128Mi`, `1e3`. Models apimachinery/pkg/api/resource. Leaves out amounts finer than a
 * thousandth, which are rounded up, and those beyond what a double counts exactly.
 */

const PATTERN = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const DECIMAL_EXPONENT: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/** Budget: nobody writes amounts longer than this, and the pattern's work grows with the square of the length. */
const LENGTH_MAX = 100;

const match = (text: string): readonly string[] =>
  text.length > LENGTH_MAX ? [] : (PATTERN.exec(text) ?? []);

export interface Quantity {
  /** In thousandths of the unit. */
  readonly milli: number;
  /** How it is written: `5k`, `5Ki` or `5e3`. */
  readonly format: "decimal" | "binary" | "exponent";
}

/** @returns what is wrong with the text, or undefined. */
export function quantityFault(text: string): string | undefined {
  if (parseQuantity(text) !== undefined) return undefined;
  const [, digits] = match(text);
  const isNumber = digits !== undefined && NUMBER.test(digits);
  return isNumber
    ? "unable to parse quantity's suffix"
    : `quantities must match the regular expression '${PATTERN.source}'`;
}

export function parseQuantity(text: string | number): Quantity | undefined {
  const [, digits, suffix = ""] = match(String(text).trim());
  if (digits === undefined || !NUMBER.test(digits)) return undefined;
  const power = BINARY.indexOf(suffix);
  if (power > 0) return { milli: thousandths(Number(digits) * 1000 * 1024 ** power), format: "binary" };
  const decimal = DECIMAL_EXPONENT[suffix];
  if (decimal !== undefined)
    return { milli: thousandths(Number(`${digits}e${decimal + 3}`)), format: "decimal" };
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1];
  return exponent === undefined
    ? undefined
    : { milli: thousandths(Number(`${digits}e${Number(exponent) + 3}`)), format: "exponent" };
}

/** The quantity in a stored object, which validation has read before; nothing counts as zero. */
export function quantityOf(text: string | number = 0): Quantity {
  return parseQuantity(text) ?? { milli: 0, format: "decimal" };
}

/** As a server stores it: `0.5` becomes `500m`, `1024Mi` becomes `1Gi`. A text that is no quantity stays as it is. */
export function canonicalQuantity(text: string | number): string {
  const quantity = parseQuantity(text);
  return quantity === undefined ? String(text) : formatQuantity(quantity);
}

/** A sum has the format of its first part that is not nothing. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { milli: a.milli + b.milli, format: a.milli === 0 ? b.format : a.format };
}

export function formatQuantity({ milli, format }: Quantity): string {
  if (milli === 0) return "0";
  if (format === "binary" && milli % 1000 === 0 && Math.abs(milli) >= 1_024_000)
    return scaled(milli / 1000, 1024, (power) => BINARY[power] as string);
  const suffixes = ["m", "", "k", "M", "G", "T", "P", "E"];
  return scaled(milli, 1000, (power) => {
    const exponent = power * 3 - 3;
    return format === "exponent" && exponent !== 0 ? `e${exponent}` : (suffixes[power] as string);
  });
}

/** Divides by the base as long as nothing is lost. */
function scaled(value: number, base: number, suffix: (power: number) => string): string {
  let power = 0;
  let mantissa = value;
  while (mantissa % base === 0 && power < 6) {
    mantissa /= base;
    power++;
  }
  return `${mantissa}${suffix(power)}`;
}

/** Rounds away from zero, and off what binary fractions leave behind. */
function thousandths(value: number): number {
  const nearest = Math.round(value);
  if (Math.abs(value - nearest) < 1e-6) return nearest;
  return value < 0 ? Math.floor(value) : Math.ceil(value);
}

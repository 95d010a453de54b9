/** Quantities such as `250m` and `64Mi`: reading, adding, printing. Models apimachinery/pkg/api/resource. Leaves out what is finer than a thousandth. */

export interface Quantity {
  readonly value: number;
  /** Whether it prints in powers of 1024. */
  readonly isBinary: boolean;
}

export const ZERO: Quantity = { value: 0, isBinary: false };

const DECIMAL = ["", "k", "M", "G", "T", "P", "E"];
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const MILLI = 1000;

/** Text that is no quantity counts as nothing: the server has refused it before. */
export function parseQuantity(text: string | number): Quantity {
  const match = /^([-+]?(?:\d+\.?\d*|\.\d+))([a-zA-Z]*|[eE][-+]?\d+)$/.exec(String(text));
  const number = Number(match?.[1] ?? 0);
  const suffix = match?.[2] ?? "";
  if (/^[eE][-+]?\d/.test(suffix)) return { value: Number(`${match?.[1]}${suffix}`), isBinary: false };
  if (suffix === "m") return { value: number / MILLI, isBinary: false };
  if (BINARY.indexOf(suffix) > 0) return { value: number * 1024 ** BINARY.indexOf(suffix), isBinary: true };
  return { value: number * 1000 ** Math.max(0, DECIMAL.indexOf(suffix)), isBinary: false };
}

/** As the server would print it: `1000m` is `1`, `1024Mi` is `1Gi`, `0.5` is `500m`. */
export function formatQuantity(quantity: Quantity | string | number): string {
  const { value, isBinary } = typeof quantity === "object" ? quantity : parseQuantity(quantity);
  if (value === 0) return "0";
  const milli = Math.ceil(Math.round(value * MILLI * 1000) / 1000);
  if (milli % MILLI !== 0) return `${milli}m`;
  return scaled(milli / MILLI, isBinary ? 1024 : 1000, isBinary ? BINARY : DECIMAL);
}

function scaled(value: number, base: number, suffixes: readonly string[]): string {
  let rest = value;
  let power = 0;
  while (rest % base === 0 && power < suffixes.length - 1) {
    rest /= base;
    power++;
  }
  return `${rest}${suffixes[power]}`;
}

/** A sum prints as its first part that is not nothing. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { value: a.value + b.value, isBinary: a.value === 0 ? b.isBinary : a.isBinary };
}

export function largerQuantity(a: Quantity, b: Quantity): Quantity {
  return b.value > a.value ? b : a;
}

/** How Go prints values that came out of JSON: fmt's `%v`, strconv's floats, encoding/json. */
import { quoted } from "./strconv.ts";

/** strconv.FormatFloat(value, 'g', -1, 64): with an exponent from a million on. */
export function goFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(value);
  const digits = String(Math.abs(exponent)).padStart(2, "0");
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
}

/** Sorted as Go sorts strings: by their UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = byteOrder(a.charCodeAt(at)) - byteOrder(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** In UTF-16 the halves of characters beyond the basic plane stand before its last characters, in UTF-8 behind them. */
function byteOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `%v`: `map[app:web tier:1]`, `[a b]`, `<nil>`. */
export function goValue(value: unknown): string {
  if (value === null || value === undefined) return "<nil>";
  if (typeof value === "number") return goNumber(value);
  if (Array.isArray(value)) return `[${value.map(goValue).join(" ")}]`;
  if (!isRecord(value)) return String(value);
  const pairs = definedKeys(value).map((key) => `${key}:${goValue(value[key])}`);
  return `map[${pairs.join(" ")}]`;
}

/** Keys with a value, in Go's order. An undefined field is a field that is not there. */
export function definedKeys(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort(byBytes);
}

/** Whole numbers of an object are int64 in kubectl's hands. */
export function goNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? String(value) : goFloat(value);
}

/** `%#v` of an object as errors of templates show it. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return "interface {}(nil)";
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return goNumber(value);
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(", ")}}`;
  if (!isRecord(value)) return String(value);
  return `map[string]interface {}{${definedKeys(value)
    .map((key) => `${quoted(key)}:${goSyntax(value[key])}`)
    .join(", ")}}`;
}

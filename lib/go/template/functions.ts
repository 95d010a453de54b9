/** The functions of Go templates, with kubectl's own two (`exists`, `base64decode`). Models text/template/funcs.go; `and` and `or` are in go-template.ts. */
import { byteLength, textOfBase64, textOfUtf8, utf8 } from "../../bytes.ts";
import { goType, sprint, sprintf } from "../format.ts";
import { byBytes, goValue, isRecord } from "../value.ts";

/** A call that fails; the frame names the function. */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
}

export interface TemplateFunction {
  /** How many arguments it takes, or from how many on. */
  readonly count: number;
  readonly isVariadic?: boolean;
  readonly call: (...values: readonly unknown[]) => unknown;
}

const one = (call: (value: unknown) => unknown): TemplateFunction => ({ count: 1, call });
const from = (count: number, call: TemplateFunction["call"]): TemplateFunction => ({
  count,
  isVariadic: true,
  call,
});
const ordered = (passes: (difference: number) => boolean): TemplateFunction => ({
  count: 2,
  call: (a, b) => passes(difference(a, b)),
});

export const templateFunctions: ReadonlyMap<string, TemplateFunction> = new Map([
  ["not", one((value) => !isTrue(value))],
  ["len", one(length)],
  ["index", from(1, (value, ...keys) => keys.reduce(at, value))],
  ["slice", from(1, slice)],
  ["print", from(0, (...values) => sprint(values))],
  ["println", from(0, (...values) => `${values.map(goValue).join(" ")}\n`)],
  ["printf", from(1, (format, ...values) => sprintf(String(format), values))],
  ["eq", from(1, (value, ...others) => isAnyEqual(value, others))],
  ["ne", { count: 2, call: (a, b) => !isAnyEqual(a, [b]) }],
  ["lt", ordered((difference) => difference < 0)],
  ["le", ordered((difference) => difference <= 0)],
  ["gt", ordered((difference) => difference > 0)],
  ["ge", ordered((difference) => difference >= 0)],
  ["html", from(0, (...values) => html(sprint(values)))],
  ["urlquery", from(0, (...values) => encodeURIComponent(sprint(values)).replaceAll("%20", "+"))],
  ["exists", from(1, (value, ...keys) => exists(value, keys))],
  ["base64decode", one((value) => textOfBase64(String(value)))],
]);

export const functionNames: ReadonlySet<string> = new Set([...templateFunctions.keys(), "and", "or"]);

export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isRecord(value) || Object.keys(value).length > 0;
}

function length(value: unknown): number {
  if (typeof value === "string") return byteLength(value);
  if (Array.isArray(value)) return value.length;
  if (isRecord(value)) return Object.keys(value).length;
  throw new FunctionError(
    value === null || value === undefined ? "len of nil pointer" : `len of type ${goType(value)}`,
  );
}

function at(value: unknown, key: unknown): unknown {
  if (isRecord(value)) return typeof key === "string" && Object.hasOwn(value, key) ? value[key] : undefined;
  if (!Array.isArray(value))
    throw new FunctionError(
      value === null || value === undefined
        ? "index of untyped nil"
        : `can't index item of type ${goType(value)}`,
    );
  if (typeof key !== "number") throw new FunctionError(`cannot index slice/array with type ${goType(key)}`);
  if (key < 0 || key >= value.length) throw new FunctionError(`index out of range: ${key}`);
  return value[key];
}

function slice(value: unknown, ...indexes: readonly unknown[]): unknown {
  const [begin = 0, end = length(value)] = indexes.map(Number);
  if (typeof value === "string") return textOfUtf8(utf8(value).subarray(begin, end));
  if (!Array.isArray(value)) throw new FunctionError(`can't slice item of type ${goType(value)}`);
  if (begin < 0 || end > value.length || begin > end) throw new FunctionError(`index out of range: ${end}`);
  return value.slice(begin, end);
}

function basicKind(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (typeof value === "string" || typeof value === "boolean") return typeof value;
  if (value === null || value === undefined) return "nil";
  throw new FunctionError(`non-comparable type ${goValue(value)}: ${goType(value)}`);
}

function isAnyEqual(value: unknown, others: readonly unknown[]): boolean {
  const kind = basicKind(value);
  if (others.length === 0) throw new FunctionError("missing argument for comparison");
  return others.some((other) => {
    const isComparable = basicKind(other) === kind || kind === "nil" || basicKind(other) === "nil";
    if (!isComparable) throw new FunctionError("incompatible types for comparison");
    return (value ?? null) === (other ?? null);
  });
}

function difference(a: unknown, b: unknown): number {
  const kinds = [basicKind(a), basicKind(b)];
  if (kinds[0] !== kinds[1]) throw new FunctionError("incompatible types for comparison");
  if (kinds[0] === "boolean" || kinds[0] === "nil") throw new FunctionError("invalid type for comparison");
  return typeof a === "string" ? byBytes(a, String(b)) : Number(a) - Number(b);
}

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

function html(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => HTML[sign] ?? sign);
}

function exists(value: unknown, keys: readonly unknown[]): boolean {
  try {
    return keys.reduce(at, value) !== undefined;
  } catch (error) {
    if (error instanceof FunctionError) return false;
    throw error;
  }
}

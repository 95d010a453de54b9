/**
 * `-o yaml`. Models sigs.k8s.io/yaml, that is go-yaml v2 with sorted keys, and lists at the indentation of their key. Leaves out tags, anchors and flow style besides `{}` and `[]`: nothing that came out of JSON has them.
 */
import { textWidth } from "../tab-writer.ts";
import { goNumber, isRecord } from "./go-value.ts";
import { blockHeader, keyText, plainOrQuoted, styleOf } from "./yaml-scalar.ts";

const INDENT = 2;
/** A longer key is written with `? `. */
const SIMPLE_KEY_BYTES_MAX = 128;

/** @returns the document with its line end, without `---`. */
export function toYaml(value: unknown): string {
  if (isRecord(value) && entries(value).length > 0) return mapping(value, 0);
  if (Array.isArray(value) && value.length > 0) return sequence(value, 0);
  return `${scalar(value, 0, 0)}\n`;
}

function entries(value: Readonly<Record<string, unknown>>): (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}

function mapping(value: Readonly<Record<string, unknown>>, indent: number): string {
  const pad = " ".repeat(indent);
  const lines = entries(value).sort(([a], [b]) => naturalOrder(a, b));
  return lines.map(([key, field]) => pad + pair(key, field, indent)).join("");
}

function pair(key: string, value: unknown, indent: number): string {
  if (Buffer.byteLength(key) <= SIMPLE_KEY_BYTES_MAX && !/[\n\r]/.test(key)) return `${keyText(key)}:${below(value, indent, textWidth(keyText(key)))}`;
  return `? ${item(key, indent)}${" ".repeat(indent)}: ${item(value, indent)}`;
}

/** What follows `key:`: a scalar on the same line, or a collection on the next ones. */
function below(value: unknown, indent: number, keyWidth: number): string {
  if (Array.isArray(value) && value.length > 0) return `\n${sequence(value, indent)}`;
  if (isRecord(value) && entries(value).length > 0) return `\n${mapping(value, indent + INDENT)}`;
  return ` ${scalar(value, indent, indent + keyWidth + 2)}\n`;
}

function sequence(values: readonly unknown[], indent: number): string {
  const pad = " ".repeat(indent);
  return values.map((value) => `${pad}- ${item(value, indent)}`).join("");
}

/** The first line of a nested collection stands behind the dash. */
function item(value: unknown, indent: number): string {
  if (Array.isArray(value) && value.length > 0) return sequence(value, indent + INDENT).slice(indent + INDENT);
  if (isRecord(value) && entries(value).length > 0) return mapping(value, indent + INDENT).slice(indent + INDENT);
  return `${scalar(value, indent, indent + INDENT)}\n`;
}

/** @param column where it begins */
function scalar(value: unknown, indent: number, column: number): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return goNumber(value);
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "[]";
  if (typeof value === "object") return "{}";
  const text = String(value);
  return styleOf(text) === "literal" ? literal(text, indent) : plainOrQuoted(text, { column, indent: indent + INDENT });
}

function literal(text: string, indent: number): string {
  const pad = " ".repeat(indent + INDENT);
  const lines = text.endsWith("\n") ? text.slice(0, -1).split("\n") : text.split("\n");
  return `${blockHeader(text, INDENT)}\n${lines.map((line) => (line === "" ? "" : pad + line)).join("\n")}`;
}

/** The order of keys: runs of digits by their number, letters behind everything else. `a2` comes before `a10`, `a-b` before `ab`. */
export function naturalOrder(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at++;
  const [one, other] = [left[at], right[at]];
  if (one === undefined || other === undefined) return left.length - right.length;
  if (isLetter(one) !== isLetter(other)) return isLetter(one) ? 1 : -1;
  return (isLetter(one) ? 0 : byNumber(left, right, at)) || codeOf(one) - codeOf(other);
}

function byNumber(left: readonly string[], right: readonly string[], at: number): number {
  const numbers = [left, right].map((characters) => digitsFrom(characters, at));
  const [one = "", other = ""] = numbers;
  // Behind a number that has begun, a zero counts: 10 comes after 1.
  const lead = (left[at] === "0" || right[at] === "0") && begun(left, at) ? "1" : "";
  const difference = Number(`${lead}${one}`) - Number(`${lead}${other}`);
  return difference !== 0 ? difference : one.length - other.length;
}

function digitsFrom(characters: readonly string[], at: number): string {
  let end = at;
  while (end < characters.length && isDigit(characters[end] as string)) end++;
  return characters.slice(at, end).join("");
}

function begun(characters: readonly string[], at: number): boolean {
  for (let before = at - 1; before >= 0 && isDigit(characters[before] as string); before--) if (characters[before] !== "0") return true;
  return false;
}

const isDigit = (character: string): boolean => /^\p{Nd}$/u.test(character);
const isLetter = (character: string): boolean => /^\p{L}$/u.test(character);
const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

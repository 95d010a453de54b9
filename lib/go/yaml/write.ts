/**
 * `-o yaml`. Models sigs.k8s.io/yaml, that is go-yaml v2 with sorted keys, and lists at the indentation of their key. Leaves out tags, anchors and flow style besides `{}` and `[]`: nothing that came out of JSON has them.
 */
import { byteLength } from "../../bytes.ts";
import { textWidth } from "../tab-writer.ts";
import { goNumber, isRecord } from "../value.ts";
import { blockHeader, keyText, plainOrQuoted, styleOf } from "./write-scalar.ts";

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
  if (byteLength(key) <= SIMPLE_KEY_BYTES_MAX && !/[\n\r]/.test(key))
    return `${keyText(key)}:${below(value, indent, textWidth(keyText(key)))}`;
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
  if (Array.isArray(value) && value.length > 0)
    return sequence(value, indent + INDENT).slice(indent + INDENT);
  if (isRecord(value) && entries(value).length > 0)
    return mapping(value, indent + INDENT).slice(indent + INDENT);
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
  return styleOf(text) === "literal"
    ? literal(text, indent)
    : plainOrQuoted(text, { column, indent: indent + INDENT });
}

function literal(text: string, indent: number): string {
  const pad = " ".repeat(indent + INDENT);
  const lines = text.endsWith("\n") ? text.slice(0, -1).split("\n") : text.split("\n");
  return `${blockHeader(text, INDENT)}\n${lines.map((line) => (line === "" ? "" : pad + line)).join("\n")}`;
}

/** The order of keys: runs of digits by their number, letters behind everything else. `a2` comes before `a10`, `a-b` before `ab`. */
export function naturalOrder(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.codePointAt(at) === b.codePointAt(at)) at++;
  if (at >= a.length || at >= b.length) return a.length - b.length;
  const [one, other] = [characterAt(a, at), characterAt(b, at)];
  if (isLetter(one) !== isLetter(other)) return isLetter(one) ? 1 : -1;
  return (isLetter(one) ? 0 : byNumber(a, b, at)) || codeOf(one) - codeOf(other);
}

function byNumber(a: string, b: string, at: number): number {
  const [one, other] = [digitsFrom(a, at), digitsFrom(b, at)];
  // Behind a number that has begun, a zero counts: 10 comes after 1.
  const lead = (a[at] === "0" || b[at] === "0") && /[1-9][0-9]*$/.test(a.slice(0, at)) ? "1" : "";
  return Number(`${lead}${one}`) - Number(`${lead}${other}`) || one.length - other.length;
}

const DIGITS = /[0-9]*/y;

function digitsFrom(text: string, at: number): string {
  DIGITS.lastIndex = at;
  return DIGITS.exec(text)?.[0] ?? "";
}

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);
const isLetter = (character: string): boolean => /^\p{L}$/u.test(character);

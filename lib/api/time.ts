/** Points in time as the API writes them, RFC 3339. Models the errors of Go's time.Parse. */
import { quoted } from "../go/strconv.ts";

const LAYOUT = "2006-01-02T15:04:05Z07:00";
const PARTS: readonly [string, RegExp][] = [
  ["2006", /^\d{4}/],
  ["-", /^-/],
  ["01", /^\d\d/],
  ["-", /^-/],
  ["02", /^\d\d/],
  ["T", /^T/],
  ["15", /^\d\d/],
  [":", /^:/],
  ["04", /^\d\d/],
  [":", /^:/],
  ["05", /^\d\d(\.\d+)?/],
  ["Z07:00", /^(Z|[+-]\d\d:\d\d)/],
];

/** @returns what Go says of a text that is no time, or undefined. */
export function timeFault(text: string): string | undefined {
  let rest = text;
  for (const [part, pattern] of PARTS) {
    const match = pattern.exec(rest);
    if (match === null)
      return `parsing time ${quoted(text)} as "${LAYOUT}": cannot parse ${quoted(rest)} as "${part}"`;
    rest = rest.slice(match[0].length);
  }
  if (rest !== "") return `parsing time ${quoted(text)}: extra text: ${quoted(rest)}`;
  const unit = unitOutOfRange(text);
  return unit === undefined ? undefined : `parsing time ${quoted(text)}: ${unit} out of range`;
}

function unitOutOfRange(text: string): string | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(
    Number,
  );
  const daysInMonth =
    [
      31,
      year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
      31,
      30,
      31,
      30,
      31,
      31,
      30,
      31,
      30,
      31,
    ][month - 1] ?? 0;
  const limits: [boolean, string][] = [
    [month < 1 || month > 12, "month"],
    [hour > 23, "hour"],
    [minute > 59, "minute"],
    [second > 59, "second"],
    [day < 1 || day > daysInMonth, "day"],
  ];
  return limits.find(([wrong]) => wrong)?.[1];
}

/** In UTC and microseconds. */
export function canonicalMicroTime(text: string): string {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? "";
  return `${new Date(text).toISOString().slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, "0")}Z`;
}

/** In UTC and whole seconds, as objects are stored. */
export function canonicalTime(text: string): string {
  return `${new Date(text).toISOString().slice(0, 19)}Z`;
}

let last = { second: Number.NaN, text: "" };

/** Unix milliseconds in whole seconds: `2026-01-05T09:00:00Z`. A second holds many writes, and its text is made once. */
export function timestampOf(unixMs: number): string {
  const second = Math.floor(unixMs / 1000);
  if (second !== last.second)
    last = { second, text: `${new Date(second * 1000).toISOString().slice(0, 19)}Z` };
  return last.text;
}

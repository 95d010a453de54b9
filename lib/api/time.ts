/** Points in time as the API writes them, RFC 3339. Models the errors of Go's time.Parse. */

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
  const quoted = JSON.stringify(text);
  let rest = text;
  for (const [part, pattern] of PARTS) {
    const match = pattern.exec(rest);
    if (match === null) return `parsing time ${quoted} as "${LAYOUT}": cannot parse ${JSON.stringify(rest)} as "${part}"`;
    rest = rest.slice(match[0].length);
  }
  if (rest !== "") return `parsing time ${quoted}: extra text: ${JSON.stringify(rest)}`;
  return Number.isNaN(Date.parse(text)) ? `parsing time ${quoted}: day out of range` : undefined;
}

/** Durations as Go writes them: `1m0s`, `30s`, `1h2m3.5s`. Models time.ParseDuration and Duration.String. */
import { quoted } from "./strconv.ts";

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds, or what Go says is wrong. */
export function durationMs(text: string): number | { readonly error: string } {
  const [, sign = "", body = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (body === "0") return 0;
  let total = 0;
  let rest = body;
  if (rest === "") return { error: `time: invalid duration ${quoted(text)}` };
  while (rest !== "") {
    const part = /^(\d+\.?\d*|\.\d+)([^\d.]*)/s.exec(rest);
    if (part === null) return { error: `time: invalid duration ${quoted(text)}` };
    const [whole, amount = "", unit = ""] = part;
    if (unit === "") return { error: `time: missing unit in duration ${quoted(text)}` };
    const unitMs = UNIT_MS[unit];
    if (unitMs === undefined)
      return { error: `time: unknown unit ${quoted(unit)} in duration ${quoted(text)}` };
    total += Number(amount) * unitMs;
    rest = rest.slice(whole.length);
  }
  return sign === "-" ? -total : total;
}

/** `1m0s`, `1h0m5s`, `500ms`, `0s`. */
export function durationText(ms: number): string {
  if (ms === 0) return "0s";
  if (ms < 0) return `-${durationText(-ms)}`;
  if (ms < 1000) return `${ms}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = `${(ms % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

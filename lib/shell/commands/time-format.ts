/** strftime as GNU `date` has it, in UTC and the C locale: `%Y-%m-%d`, `%3N`, `%-d`, `%^a`, `%:z`. */

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAY_MS = 86_400_000;

/** A field as a number with its width and what pads it, or as text. */
type Field = readonly [value: number, width: number, pad: "0" | " "] | string;

/** Formats that stand for others. */
const SHORTHANDS: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  h: "%b",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
};

const FIELDS: Readonly<Record<string, (time: Date) => Field>> = {
  a: (time) => (DAYS[time.getUTCDay()] ?? "").slice(0, 3),
  A: (time) => DAYS[time.getUTCDay()] ?? "",
  b: (time) => (MONTHS[time.getUTCMonth()] ?? "").slice(0, 3),
  B: (time) => MONTHS[time.getUTCMonth()] ?? "",
  C: (time) => [Math.floor(time.getUTCFullYear() / 100), 2, "0"],
  d: (time) => [time.getUTCDate(), 2, "0"],
  e: (time) => [time.getUTCDate(), 2, " "],
  g: (time) => [isoWeek(time).year % 100, 2, "0"],
  G: (time) => [isoWeek(time).year, 4, "0"],
  H: (time) => [time.getUTCHours(), 2, "0"],
  I: (time) => [hour12(time), 2, "0"],
  j: (time) => [dayOfYear(time) + 1, 3, "0"],
  k: (time) => [time.getUTCHours(), 2, " "],
  l: (time) => [hour12(time), 2, " "],
  m: (time) => [time.getUTCMonth() + 1, 2, "0"],
  M: (time) => [time.getUTCMinutes(), 2, "0"],
  n: () => "\n",
  p: (time) => (time.getUTCHours() < 12 ? "AM" : "PM"),
  P: (time) => (time.getUTCHours() < 12 ? "am" : "pm"),
  q: (time) => [Math.floor(time.getUTCMonth() / 3) + 1, 1, "0"],
  s: (time) => [Math.floor(time.getTime() / 1000), 1, "0"],
  S: (time) => [time.getUTCSeconds(), 2, "0"],
  t: () => "\t",
  u: (time) => [time.getUTCDay() || 7, 1, "0"],
  U: (time) => [Math.floor((dayOfYear(time) + 7 - time.getUTCDay()) / 7), 2, "0"],
  V: (time) => [isoWeek(time).week, 2, "0"],
  w: (time) => [time.getUTCDay(), 1, "0"],
  W: (time) => [Math.floor((dayOfYear(time) + 7 - ((time.getUTCDay() + 6) % 7)) / 7), 2, "0"],
  y: (time) => [time.getUTCFullYear() % 100, 2, "0"],
  Y: (time) => [time.getUTCFullYear(), 4, "0"],
  Z: () => "UTC",
  "%": () => "%",
};

/** @param timeMs milliseconds since 1970. */
export function formatTime(format: string, timeMs: number): string {
  const time = new Date(timeMs);
  return format.replace(
    /%([-_0^#]*)(\d*)(:*)([A-Za-z%])/g,
    (whole, flags: string, width: string, colons: string, letter: string) => {
      const shorthand = SHORTHANDS[letter];
      if (shorthand !== undefined) return formatTime(shorthand, timeMs);
      if (letter === "z") return colons === "" ? "+0000" : "+00:00";
      if (letter === "N") return nanoseconds(time, width);
      const field = FIELDS[letter]?.(time);
      return field === undefined ? whole : formatField(field, flags, width);
    },
  );
}

function formatField(field: Field, flags: string, width: string): string {
  if (typeof field === "string")
    return (flags.includes("^") ? field.toUpperCase() : field).padStart(Number(width) || 0);
  const [value, usualWidth, usualPad] = field;
  if (flags.includes("-")) return String(value);
  const pad = flags.includes("_") ? " " : flags.includes("0") || width !== "" ? "0" : usualPad;
  return String(value).padStart(Number(width) || usualWidth, pad);
}

function nanoseconds(time: Date, width: string): string {
  const digits = `${String(time.getUTCMilliseconds()).padStart(3, "0")}000000`;
  return digits.slice(0, Number(width) || 9);
}

function hour12(time: Date): number {
  return time.getUTCHours() % 12 || 12;
}

/** 0 on January 1st. */
function dayOfYear(time: Date): number {
  return Math.floor((time.getTime() - Date.UTC(time.getUTCFullYear(), 0, 1)) / DAY_MS);
}

/** ISO 8601: the week that holds the year's first Thursday is its first. */
function isoWeek(time: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(time.getTime() + (4 - (time.getUTCDay() || 7)) * DAY_MS);
  return { year: thursday.getUTCFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 };
}

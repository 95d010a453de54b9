/** Go's fmt: Printf with the verbs of every day, Print and Println. Leaves out widths from arguments, `%g`, `%p` and flags other than `-`, `0`, `+`. */
import { toHex, utf8 } from "../bytes.ts";
import { quoted } from "./strconv.ts";
import { goValue, isRecord } from "./value.ts";

const VERB = /%([-+0]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

export function sprintf(format: string, values: readonly unknown[]): string {
  let used = 0;
  const text = format.replaceAll(
    VERB,
    (_, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
      if (verb === "%") return "%";
      if (used >= values.length) return `%!${verb}(MISSING)`;
      const formatted = formatOne(verb, values[used++], flags, precision);
      return padded(formatted, flags, Number(width ?? 0));
    },
  );
  const extra = values.slice(used).map((value) => `${goType(value)}=${goValue(value)}`);
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(", ")})`;
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const sign = /^[-+]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

function formatOne(verb: string, value: unknown, flags: string, precision: string | undefined): string {
  const isInteger = typeof value === "number" && Number.isInteger(value);
  const plus = flags.includes("+") && typeof value === "number" && value >= 0 ? "+" : "";
  if (verb === "v") return goValue(value);
  if (verb === "T") return value === null || value === undefined ? "<nil>" : goType(value);
  if (verb === "s" && typeof value === "string")
    return precision === undefined ? value : [...value].slice(0, Number(precision)).join("");
  if (verb === "s" && typeof value === "object" && value !== null) return goValue(value);
  if (verb === "q" && typeof value === "string") return quoted(value);
  if (verb === "d" && isInteger) return plus + String(value);
  if (verb === "t" && typeof value === "boolean") return String(value);
  if (verb === "f" && typeof value === "number" && !isInteger)
    return plus + value.toFixed(Number(precision ?? 6));
  if ((verb === "x" || verb === "X") && isInteger) return cased(verb, value.toString(16));
  if ((verb === "x" || verb === "X") && typeof value === "string") return cased(verb, toHex(utf8(value)));
  if (verb === "c" && isInteger) return String.fromCodePoint(value);
  return value === null || value === undefined
    ? `%!${verb}(<nil>)`
    : `%!${verb}(${goType(value)}=${goValue(value)})`;
}

const cased = (verb: string, text: string): string => (verb === "X" ? text.toUpperCase() : text);

export function goType(value: unknown): string {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float64";
  if (Array.isArray(value)) return "[]interface {}";
  return isRecord(value) ? "map[string]interface {}" : "<nil>";
}

/** fmt.Sprint: a blank between two values of which neither is text. */
export function sprint(values: readonly unknown[]): string {
  return values
    .map((value, at) =>
      at > 0 && typeof value !== "string" && typeof values[at - 1] !== "string"
        ? ` ${goValue(value)}`
        : goValue(value),
    )
    .join("");
}

/**
 * Values as Go prints them with `%#v`: what a 1.33 server shows of lists, maps and structs in field errors. Scalars are
 * printed by field-error.ts alone.
 */

/** A value that is already Go syntax. */
export class GoText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const quoted = (text: string): string => JSON.stringify(text);

export function goStrings(list: readonly string[] | undefined): string {
  return list === undefined ? "[]string(nil)" : `[]string{${list.map(quoted).join(", ")}}`;
}

/** In the order of keys, as Go prints maps. */
export function goStringMap(map: Readonly<Record<string, string>> | undefined): string {
  if (map === undefined) return "map[string]string(nil)";
  const pairs = Object.keys(map).sort();
  return `map[string]string{${pairs.map((key) => `${quoted(key)}:${quoted(map[key] as string)}`).join(", ")}}`;
}

/** A JSON value as Go's `%v` prints it: `map[spec:map[replicas:3]]`. */
export function goPlain(value: unknown): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(goPlain).join(" ")}]`;
  if (typeof value !== "object") return String(value);
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${pairs.map(([key, inner]) => `${key}:${goPlain(inner)}`).join(" ")}]`;
}

/**
 * Values as Go prints them with `%#v`: what a 1.33 server shows of lists, maps and structs in field errors. Scalars are
 * printed by field-error.ts alone.
 */
import { quoted } from "./strconv.ts";

/** A value that is already Go syntax. */
export class GoText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function goStrings(list: readonly string[] | undefined): string {
  return list === undefined ? "[]string(nil)" : `[]string{${list.map(quoted).join(", ")}}`;
}

/** In the order of keys, as Go prints maps. */
export function goStringMap(map: Readonly<Record<string, string>> | undefined): string {
  if (map === undefined) return "map[string]string(nil)";
  const pairs = Object.keys(map).sort();
  return `map[string]string{${pairs.map((key) => `${quoted(key)}:${quoted(map[key] as string)}`).join(", ")}}`;
}

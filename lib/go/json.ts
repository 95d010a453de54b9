/** `-o json`. Models encoding/json: fields in the order of their names (of a Map: in its own), four blanks, and `<`, `>`, `&` escaped. */
import { definedKeys, isRecord } from "./value.ts";

const INDENT = "    ";

/** @returns text without a line end */
export function indentedJson(value: unknown): string {
  return json(value, "\n", " ");
}

export function compactJson(value: unknown): string {
  return json(value, "", "");
}

/** JSON.stringify would put names such as `10` first, so collections are written here. @param line what begins a line, `""` for none */
function json(value: unknown, line: string, space: string): string {
  const deeper = line === "" ? "" : line + INDENT;
  if (Array.isArray(value))
    return collection(
      "[",
      value.map((item) => json(item, deeper, space)),
      "]",
      line,
      deeper,
    );
  if (value instanceof Map) return collection("{", fieldsOf([...value], deeper, space), "}", line, deeper);
  if (!isRecord(value)) return escapedJson(JSON.stringify(value ?? null));
  const fields = definedKeys(value).map((key): [string, unknown] => [key, value[key]]);
  return collection("{", fieldsOf(fields, deeper, space), "}", line, deeper);
}

function fieldsOf(fields: readonly (readonly [string, unknown])[], line: string, space: string): string[] {
  return fields.map(
    ([key, value]) => `${escapedJson(JSON.stringify(key))}:${space}${json(value, line, space)}`,
  );
}

function collection(
  open: string,
  items: readonly string[],
  close: string,
  line: string,
  deeper: string,
): string {
  return items.length === 0
    ? `${open}${close}`
    : `${open}${deeper}${items.join(`,${deeper}`)}${line}${close}`;
}

/** JSON.stringify's text as Go would write it, which minds HTML and JavaScript around it. */
export function escapedJson(text: string): string {
  return text.replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

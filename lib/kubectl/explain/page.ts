/** The page of `kubectl explain`. Models the plaintext template of kubectl/pkg/explain/v2. */
import { commonFields, fieldTexts } from "../../api/field-texts/field-texts.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "../../api/schema.ts";
import { byBytes } from "../../go/value.ts";

export interface Field {
  readonly schema: Schema;
  /** Absent for the kind itself. */
  readonly name?: string;
  readonly text?: string;
}

const LINE_WIDTH = 80;
const INDENT = "    ";

/** The head of a field, and the words about it and its type. */
export function describeField({ schema, name, text }: Field): string {
  const values = allowedValues(schema);
  const listed =
    values.length === 0 ? "\n" : `ENUM:\n${values.map((value) => `${INDENT}${value}\n`).join("")}`;
  const head = name === undefined ? "" : `FIELD: ${name} <${typeName(schema)}>\n${listed}\n`;
  const about = objectOf(schema) === undefined ? undefined : fieldTexts[objectOf(schema)?.name ?? ""]?.about;
  const words = [text, about].filter((part) => part !== undefined);
  const description =
    words.length === 0 ? `${INDENT}<empty>\n` : `${words.map((part) => wrapped(part)).join("")}${INDENT}\n`;
  return `${head}DESCRIPTION:\n${description}`;
}

/** The section of fields; an empty line for what has none. */
export function describeFields(schema: Schema, recursive: boolean): string {
  const object = objectOf(schema);
  if (object === undefined) return "\n";
  return `FIELDS:\n${recursive ? allFields(object, 1) : fieldsWithWords(object)}\n`;
}

function fieldsWithWords(object: ObjectSchema): string {
  return sortedFields(object)
    .map(([name, schema]) => {
      const text = fieldText(object, name);
      return `${line(object, name, schema, 1)}${text === undefined ? `${INDENT}<no description>\n` : wrapped(text)}\n`;
    })
    .join("");
}

/** What there is to say about a field. */
export function fieldText(holder: ObjectSchema, name: string): string | undefined {
  const isKind = "apiVersion" in holder.fields && "metadata" in holder.fields;
  return fieldTexts[holder.name]?.fields?.[name] ?? (isKind ? commonFields[name] : undefined);
}

function allFields(object: ObjectSchema, level: number): string {
  return sortedFields(object)
    .map(([name, schema]) => {
      const inner = objectOf(schema);
      return line(object, name, schema, level) + (inner === undefined ? "" : allFields(inner, level + 1));
    })
    .join("");
}

function sortedFields(object: ObjectSchema): [string, Schema][] {
  return Object.entries(object.fields).sort(([a], [b]) => byBytes(a, b));
}

function line(object: ObjectSchema, name: string, schema: Schema, level: number): string {
  const indent = "  ".repeat(level);
  const isRequired = fieldTexts[object.name]?.required?.includes(name) === true;
  const values = allowedValues(schema);
  const listed = values.length === 0 ? "" : `${indent}enum: ${shortened(values)}\n`;
  return `${indent}${name}\t<${typeName(schema)}>${isRequired ? " -required-" : ""}\n${listed}`;
}

const SHOWN_VALUES_MAX = 4;

function shortened(values: readonly string[]): string {
  return values.length > SHOWN_VALUES_MAX
    ? `${values.slice(0, SHOWN_VALUES_MAX).join(", ")}, ....`
    : values.join(", ");
}

function allowedValues(schema: Schema): string[] {
  return [...(schema.oneOf ?? [])].sort(byBytes);
}

/** `[]ServicePort`, `map[string]string`, `integer`. */
function typeName(schema: Schema): string {
  switch (schema.type) {
    case "object":
      return (schema as ObjectSchema).name.split(".").at(-1) ?? "";
    case "list":
      return `[]${typeName((schema as ListSchema).items)}`;
    case "map":
      return `map[string]${typeName((schema as MapSchema).values)}`;
    case "intOrString":
      return "IntOrString";
    case "quantity":
      return "Quantity";
    case "time":
      return "string";
    case "any":
      return "Object";
    default:
      return schema.type;
  }
}

/** The type whose fields a field has, through lists and maps. */
export function objectOf(schema: Schema): ObjectSchema | undefined {
  if (schema.type === "list") return objectOf((schema as ListSchema).items);
  if (schema.type === "map") return objectOf((schema as MapSchema).values);
  return schema.type === "object" ? (schema as ObjectSchema) : undefined;
}

function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && INDENT.length + last.length + 1 + word.length <= LINE_WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((row) => `${INDENT}${row}\n`).join("");
}

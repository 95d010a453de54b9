/** Any object field by field, for kinds without a describer of their own: Events, among others. Models genericDescriber of kubectl 1.33. */
import type { KubeObject } from "../../api/metadata.ts";
import { definedKeys, goValue, isRecord } from "../../go/value.ts";
import type { SectionWriter } from "./section-writer.ts";

const SHOWN_ABOVE = [
  ".metadata.managedFields",
  ".metadata.name",
  ".metadata.namespace",
  ".metadata.labels",
  ".metadata.annotations",
];
const ACRONYMS = ["API", "URL", "UID", "OSB", "GUID"];

export function describeGeneric(writer: SectionWriter, object: KubeObject): void {
  writer.metadata(object.metadata);
  // A kind of which nothing more is known, so it is read field by field.
  writeFields(writer, 0, object as unknown as Readonly<Record<string, unknown>>, "");
}

function writeFields(
  writer: SectionWriter,
  level: number,
  fields: Readonly<Record<string, unknown>>,
  path: string,
): void {
  for (const name of definedKeys(fields)) {
    const value = fields[name];
    const at = `${path}.${name}`;
    if (SHOWN_ABOVE.includes(at)) continue;
    if (!isRecord(value) && !Array.isArray(value)) {
      writer.field(level, spacedName(name), goValue(value));
      continue;
    }
    writer.write(level, `${spacedName(name)}:\n`);
    if (isRecord(value)) writeFields(writer, level + 1, value, at);
    else for (const item of value) writeItem(writer, level + 1, item, at);
  }
}

function writeItem(writer: SectionWriter, level: number, item: unknown, path: string): void {
  if (isRecord(item)) writeFields(writer, level, item, path);
  else writer.write(level, `${goValue(item)}\n`);
}

/** `creationTimestamp` is `Creation Timestamp`, `podUID` is `Pod UID`; a name with other signs stays. */
function spacedName(name: string): string {
  if (/[^\p{L}-]/u.test(name)) return name;
  const words = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}\p{Ll}*|\p{Ll}+|-+/gu) ?? [];
  return words
    .map((word) =>
      ACRONYMS.includes(word.toUpperCase())
        ? word.toUpperCase()
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(" ");
}

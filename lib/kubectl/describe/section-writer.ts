/** The text of a describer: lines at levels of indentation, values aligned behind tabs. Models kubectl/pkg/describe PrefixWriter. */
import type { KubeObject } from "../../api/metadata.ts";
import { byteLength, textOfUtf8, utf8 } from "../../bytes.ts";
import { alignTabs, DESCRIBE_TABS, escapeControls } from "../../go/tab-writer.ts";
import { byBytes } from "../../go/value.ts";

type Pairs = Readonly<Record<string, string>> | undefined;

/** The applied configuration repeats the object. */
const HIDDEN_ANNOTATIONS = ["kubectl.kubernetes.io/last-applied-configuration"];
const ANNOTATION_LENGTH_MAX = 140;

export class SectionWriter {
  #text = "";

  /** Writes text as it is behind two blanks per level: tabs align, the line's end is the caller's. */
  write(level: number, text: string): void {
    this.#text += "  ".repeat(level) + escapeControls(text);
  }

  /** A line `name:  value`. */
  field(level: number, name: string, value: string | number | boolean): void {
    this.write(level, `${name}:\t${value}\n`);
  }

  /** A line of cells, for tables inside a description. */
  row(level: number, ...cells: readonly (string | number)[]): void {
    this.write(level, `${cells.join("\t")}\n`);
  }

  /** The head of such a table: titles, and lines below them. */
  header(level: number, ...titles: readonly string[]): void {
    this.row(level, ...titles);
    this.row(level, ...titles.map((title) => "-".repeat(title.length)));
  }

  /** A field, unless there is no value. */
  optional(level: number, name: string, value: string | number | null | undefined): void {
    if (value !== undefined && value !== null && value !== "") this.field(level, name, value);
  }

  /** How most descriptions begin. */
  metadata({ name, namespace = "", labels, annotations }: KubeObject["metadata"]): void {
    this.field(0, "Name", name);
    this.field(0, "Namespace", namespace);
    this.labels("Labels", labels);
    this.annotations("Annotations", annotations);
  }

  /** `key=value` line by line in the order of keys, `<none>` for none. */
  labels(title: string, labels: Pairs): void {
    this.list(title, pairLines(labels));
  }

  annotations(title: string, annotations: Pairs): void {
    const shown = Object.entries(annotations ?? {}).filter(([key]) => !HIDDEN_ANNOTATIONS.includes(key));
    this.list(
      title,
      shown
        .sort(([a], [b]) => byBytes(a, b))
        .map(([key, value]) => annotationLines(key, value.replace(/\n$/, ""))),
    );
  }

  /** `title:  first`, further ones below the first; `<none>` for none. */
  list(title: string, values: readonly string[]): void {
    this.write(0, `${title}:\t${values.length === 0 ? "<none>" : values.join("\n\t")}\n`);
  }

  /** The text with its tabs, as `rollout history` prints it. */
  get unaligned(): string {
    return this.#text;
  }

  /** The finished text. */
  toString(): string {
    return alignTabs(this.#text, DESCRIBE_TABS);
  }
}

function pairLines(pairs: Pairs): string[] {
  return Object.entries(pairs ?? {})
    .sort(([a], [b]) => byBytes(a, b))
    .map(([key, value]) => `${key}=${value}`);
}

/** A long value, or one of several lines, stands below its key. */
function annotationLines(key: string, value: string): string {
  const bytes = byteLength(value) + byteLength(key) + 2;
  if (bytes <= ANNOTATION_LENGTH_MAX && !value.includes("\n")) return `${key}: ${value}`;
  const lines = value.split("\n").map((line) => `\t  ${shorten(line)}`);
  return [`${key}:`, ...lines].join("\n");
}

function shorten(line: string): string {
  const bytes = utf8(line);
  return bytes.length > ANNOTATION_LENGTH_MAX - 2
    ? `${textOfUtf8(bytes.subarray(0, ANNOTATION_LENGTH_MAX - 2))}...`
    : line;
}

/**
 * What of an exercise differs from learner to learner. `variants` of exercise.yaml has the values of each name; `{{name}}` in the
 * texts and files of the exercise, and `variant("name")` in its checks, stand for the one that was drawn.
 */
import { createHash } from "node:crypto";
import type { Files } from "../files/limits.ts";

/** Name -> the value that is drawn. */
export type Variant = Readonly<Record<string, string>>;

/** Name -> all values. */
export type Variants = Readonly<Record<string, readonly string[]>>;

/** As exercise.yaml writes it: a list, or all numbers from one to another. */
export type DeclaredVariants = Readonly<
  Record<string, readonly (string | number)[] | { readonly from: number; readonly to: number }>
>;

/** Whose values are drawn. */
export interface Draw {
  /** Of the course: another secret draws other values. */
  readonly secret: string;
  readonly learner: string;
}

export const PLACEHOLDER = /\{\{([a-z][A-Za-z0-9]*)\}\}/g;

export function variantsOf(declared: DeclaredVariants = {}): Variants {
  return mapped(declared, (_, values) =>
    "from" in values
      ? Array.from({ length: values.to - values.from + 1 }, (_, at) => String(values.from + at))
      : values.map(String),
  );
}

/** The same values for one learner in one exercise each time; without a learner the first ones. */
export function drawVariant(variants: Variants, exerciseId: string, draw: Draw | undefined): Variant {
  if (draw === undefined) return variantAt(variants, 0);
  const learner = draw.learner.normalize("NFC").trim().toLowerCase();
  return mapped(variants, (name, values) => {
    const drawn = createHash("sha256").update(JSON.stringify([draw.secret, learner, exerciseId, name]));
    return values[drawn.digest().readUInt32BE() % values.length] ?? "";
  });
}

/** The values in turn, for whoever tries them all: each has had its turn after `variantCount`. */
export function variantAt(variants: Variants, at: number): Variant {
  return mapped(variants, (_, values) => values[at % values.length] ?? "");
}

/** The length of the longest list; 1 where nothing varies. */
export function variantCount(variants: Variants): number {
  return Math.max(1, ...Object.values(variants).map(({ length }) => length));
}

/** Puts the values into all strings and keys of plain data. What is no name of a variant stays: kubectl has templates of its own. */
export function filled<Value>(value: Value, variant: Variant): Value;
export function filled(value: unknown, variant: Variant): unknown {
  if (typeof value === "string")
    return value.replaceAll(PLACEHOLDER, (placeholder, name: string) =>
      Object.hasOwn(variant, name) ? (variant[name] ?? "") : placeholder,
    );
  if (Array.isArray(value)) return value.map((each) => filled(each, variant));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [filled(key, variant), filled(each, variant)]),
  );
}

export function filledFiles(files: Files, variant: Variant): Files {
  return new Map([...files].map(([path, text]) => [path, filled(text, variant)]));
}

/** The other way round: `{{name}}` for each value of any learner. */
export function unfilled(text: string, variants: Variants): string {
  return Object.entries(variants).reduce(
    (all, [name, values]) =>
      values.reduce((each, value) => each.replaceAll(asWord(value, "gu"), `{{${name}}}`), all),
    text,
  );
}

/** Whether a value stands in a text as a word or number of its own: 808 is not in 8080, nor web in web-b. */
export function hasValue(text: string, value: string): boolean {
  return asWord(value, "u").test(text);
}

function asWord(value: string, flags: string): RegExp {
  const literal = value.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}_-])${literal}(?![\\p{L}\\p{N}_-])`, flags);
}

function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  change: (name: string, value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(name, value)]));
}

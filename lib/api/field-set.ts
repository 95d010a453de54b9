/**
 * Sets of fields, as managed fields are counted in them. Models structured-merge-diff/fieldpath and its serialized form
 * FieldsV1: `f:` a field or key, `k:` an item of a list by its keys, `v:` an item of a set, `i:` an index, and `.` for
 * the container itself.
 */
import { isRecord } from "../go/value.ts";

/** One level: which elements are in the set themselves, and what is in it below them. */
export interface FieldSet {
  readonly members: ReadonlySet<string>;
  readonly children: ReadonlyMap<string, FieldSet>;
}

/** A field as FieldsV1 writes its elements: `["f:spec", "f:ports", "k:{\"port\":80,\"protocol\":\"TCP\"}"]`. */
export type FieldPath = readonly string[];

export const EMPTY: FieldSet = { members: new Set(), children: new Map() };

export const fieldElement = (name: string): string => `f:${name}`;
export const valueElement = (value: unknown): string => `v:${JSON.stringify(value)}`;

/** @param keys in any order. */
export function keyElement(keys: Readonly<Record<string, unknown>>): string {
  return `k:${JSON.stringify(Object.fromEntries(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1))))}`;
}

/** Collects paths. */
export class FieldSetBuilder implements FieldSet {
  readonly members = new Set<string>();
  readonly children = new Map<string, FieldSetBuilder>();

  add(path: FieldPath): void {
    let at: FieldSetBuilder = this;
    for (const element of path.slice(0, -1)) {
      const below = at.children.get(element) ?? new FieldSetBuilder();
      at.children.set(element, below);
      at = below;
    }
    const last = path.at(-1);
    if (last !== undefined) at.members.add(last);
  }
}

export function setOf(paths: Iterable<FieldPath>): FieldSet {
  const builder = new FieldSetBuilder();
  for (const path of paths) builder.add(path);
  return builder;
}

export function isEmptySet({ members, children }: FieldSet): boolean {
  return members.size === 0 && [...children.values()].every(isEmptySet);
}

/** Whether the element, or anything below it, is in the set. */
export function touches(set: FieldSet, element: string): boolean {
  return set.members.has(element) || !isEmptySet(below(set, element));
}

export function below(set: FieldSet, element: string): FieldSet {
  return set.children.get(element) ?? EMPTY;
}

/** The same for a path. */
export function touchesPath(set: FieldSet, path: FieldPath): boolean {
  const [first, ...rest] = path;
  return first === undefined
    ? false
    : rest.length === 0
      ? touches(set, first)
      : touchesPath(below(set, first), rest);
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const elements = new Set([...a.children.keys(), ...b.children.keys()]);
  return {
    members: new Set([...a.members, ...b.members]),
    children: new Map([...elements].map((element) => [element, union(below(a, element), below(b, element))])),
  };
}

export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return combine(a, b, (isInB) => !isInB);
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return combine(a, b, (isInB) => isInB);
}

function combine(a: FieldSet, b: FieldSet, keeps: (isInB: boolean) => boolean): FieldSet {
  const children = [...a.children].map(
    ([element, inner]) => [element, combine(inner, below(b, element), keeps)] as const,
  );
  return {
    members: new Set([...a.members].filter((element) => keeps(b.members.has(element)))),
    children: new Map(children.filter(([, inner]) => !isEmptySet(inner))),
  };
}

/** Without an element of the top level and everything below it. */
export function withoutElement({ members, children }: FieldSet, element: string): FieldSet {
  return {
    members: new Set([...members].filter((other) => other !== element)),
    children: new Map([...children].filter(([other]) => other !== element)),
  };
}

/** All paths, what is on a level before what is below it, each in order. */
export function* pathsOf(set: FieldSet, at: FieldPath = []): Generator<FieldPath> {
  for (const element of [...set.members].sort(byElement)) yield [...at, element];
  for (const element of [...set.children.keys()].sort(byElement))
    yield* pathsOf(below(set, element), [...at, element]);
}

/** `.spec.ports[port=80,protocol="TCP"].targetPort` */
export function pathText(path: FieldPath): string {
  return path.map(elementText).join("");
}

function elementText(element: string): string {
  const rest = element.slice(2);
  if (element.startsWith("f:")) return `.${rest}`;
  if (element.startsWith("i:")) return `[${rest}]`;
  return element.startsWith("v:") ? `[=${rest}]` : `[${keysText(rest)}]`;
}

function keysText(json: string): string {
  return Object.entries(JSON.parse(json) as Record<string, unknown>)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(",");
}

/** Ports by number, everything else by its text. */
function byElement(a: string, b: string): number {
  if (a.startsWith("k:") && b.startsWith("k:")) {
    const [left, right] = [a, b].map((element) =>
      Object.values(JSON.parse(element.slice(2)) as Record<string, string | number>),
    ) as [unknown[], unknown[]];
    for (const [at, value] of left.entries()) {
      const other = right[at];
      if (typeof value === "number" && typeof other === "number" && value !== other) return value - other;
    }
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

type Json = Readonly<Record<string, unknown>>;

export function toFieldsV1(set: FieldSet): Json {
  const elements = [...new Set([...set.members, ...set.children.keys()])].sort(byElement);
  return Object.fromEntries(
    elements.map((element) => {
      const inner = toFieldsV1(below(set, element));
      return [
        element,
        set.members.has(element) && Object.keys(inner).length > 0 ? { ".": {}, ...inner } : inner,
      ];
    }),
  );
}

/** @returns undefined for what is no FieldsV1. */
export function fromFieldsV1(fields: unknown): FieldSet | undefined {
  if (!isRecord(fields)) return undefined;
  const members = new Set<string>();
  const children = new Map<string, FieldSet>();
  for (const [element, inner] of Object.entries(fields)) {
    if (element === ".") continue;
    const set = isElement(element) ? fromFieldsV1(inner) : undefined;
    if (set === undefined) return undefined;
    const keys = Object.keys(inner as Json);
    if (keys.length === 0 || keys.includes(".")) members.add(element);
    if (!isEmptySet(set)) children.set(element, set);
  }
  return { members, children };
}

function isElement(element: string): boolean {
  const rest = element.slice(2);
  if (element.startsWith("f:")) return true;
  if (element.startsWith("i:")) return /^\d+$/.test(rest);
  return (
    (element.startsWith("k:") && isRecord(parsed(rest))) ||
    (element.startsWith("v:") && parsed(rest) !== undefined)
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * What differs between two objects, for errors about fields that may not change. Stands for Go's cmp.Diff, whose output is
 * meant for eyes and differs from build to build: same frame, one line per changed field.
 */
import { isEqual } from "../equal.ts";

/** @param type what Go calls the object. Lines begin with `-` for the value before and `+` for the one after. */
export function describeChanges(type: string, before: unknown, after: unknown): string {
  const lines = changes("", before, after);
  return [`  ${type}{`, ...lines, "  }", ""].join("\n");
}

function changes(path: string, before: unknown, after: unknown): string[] {
  if (isEqual(before, after)) return [];
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [...line("-", path, before), ...line("+", path, after)];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => changes(step(path, key, Array.isArray(before)), before[key], after[key]));
}

function step(path: string, key: string, inList: boolean): string {
  if (inList) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

function line(sign: "-" | "+", path: string, value: unknown): string[] {
  return value === undefined || value === null ? [] : [`${sign} \t${path}: ${JSON.stringify(value)},`];
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** `--sort-by`. Models kubectl/pkg/cmd/get/sorter.go: missing fields first, quantities and times by what they mean, other text by its bytes. */
import { parseQuantity } from "../../api/quantity.ts";
import { compileJsonPath } from "../../go/jsonpath/evaluate.ts";
import { JsonPathError, relaxedJsonPath } from "../../go/jsonpath/parser.ts";
import { byBytes } from "../../go/value.ts";
import { reworded } from "../error-text.ts";
import { KubectlError } from "../verb.ts";

const QUANTITY = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;

/** @throws KubectlError for a path that cannot be read, that no object has, or whose values have no order */
export function sortObjects<T>(objects: readonly T[], sortBy: string): T[] {
  const path = sortPath(sortBy);
  const values = new Map(objects.map((object) => [object, fieldOf(object, path)]));
  if (objects.length > 0 && [...values.values()].every((value) => value === undefined))
    throw missingField(sortBy);
  const unsortable = [...values.values()].find((value) => typeof value === "object" && value !== null);
  if (unsortable !== undefined)
    throw new KubectlError(
      `Field ${path} is an unsortable type: ${Array.isArray(unsortable) ? "slice" : "map"}`,
    );
  const found = objects.filter((object) => isThere(values.get(object)));
  // Objects without the field come first, the last one foremost: to the real sorter each is less than any other.
  const without = objects.filter((object) => !isThere(values.get(object))).reverse();
  return [...without, ...found.sort((a, b) => compareValues(values.get(a), values.get(b)))];
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

export function missingField(sortBy: string): KubectlError {
  return new KubectlError(`couldn't find any field with path "${sortPath(sortBy)}" in the list of objects`);
}

function sortPath(sortBy: string): string {
  return reworded(JsonPathError, () => relaxedJsonPath(sortBy));
}

function fieldOf(object: unknown, path: string): unknown {
  const words = (message: string) => `error executing jsonpath ${path}: ${message}`;
  return reworded(JsonPathError, () => compileJsonPath(path).find(object)[0]?.[0], words);
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  const [left, right] = [String(a), String(b)];
  if (QUANTITY.test(left) && QUANTITY.test(right)) return milliOf(left) - milliOf(right);
  return byBytes(left, right);
}

const milliOf = (text: string): number => parseQuantity(text)?.milli ?? 0;

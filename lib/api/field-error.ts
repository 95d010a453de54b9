/** One wrong field: path and message as validation reports them. Models apimachinery/pkg/util/validation/field. */

import { quoted } from "../go/strconv.ts";
import { GoText, goStringMap, goStrings } from "../go/syntax.ts";
import type { StatusCause } from "./api-error.ts";

export type FieldErrors = StatusCause[];

const cause = (reason: string, field: string, message: string): StatusCause => ({ reason, message, field });

/** A value as the server prints it: strings quoted, other scalars plain, lists and maps in Go's syntax. */
function shown(value: unknown): string {
  if (value instanceof GoText) return value.text;
  if (typeof value === "string") return quoted(value);
  if (value === undefined || value === null) return "null";
  if (Array.isArray(value)) return goStrings(value);
  return typeof value === "object" ? goStringMap(value as Record<string, string>) : String(value);
}

export const required = (field: string, detail = ""): StatusCause =>
  cause("FieldValueRequired", field, `Required value${detail === "" ? "" : `: ${detail}`}`);

export const invalidValue = (field: string, value: unknown, detail: string): StatusCause =>
  cause("FieldValueInvalid", field, `Invalid value: ${shown(value)}: ${detail}`);

export const forbiddenField = (field: string, detail: string): StatusCause =>
  cause("FieldValueForbidden", field, `Forbidden${detail === "" ? "" : `: ${detail}`}`);

export const duplicate = (field: string, value: unknown): StatusCause =>
  cause("FieldValueDuplicate", field, `Duplicate value: ${shown(value)}`);

/** @param supported in the order in which they are listed. */
export const notSupported = (field: string, value: unknown, supported: readonly string[]): StatusCause =>
  cause(
    "FieldValueNotSupported",
    field,
    `Unsupported value: ${shown(value)}: supported values: ${supported.map(shown).join(", ")}`,
  );

export const tooLong = (field: string, limit: number): StatusCause =>
  cause("FieldValueTooLong", field, `Too long: may not be more than ${limit} bytes`);

export const tooMany = (field: string, count: number, limit: number): StatusCause =>
  cause("FieldValueTooMany", field, `Too many: ${count}: must have at most ${limit} items`);

export const negative = (field: string, value: number | undefined): FieldErrors =>
  value !== undefined && value < 0 ? [invalidValue(field, value, "must be greater than or equal to 0")] : [];

/** One Invalid for every fault that a check of names found. */
export const invalidEach = (field: string, value: unknown, faults: readonly string[]): FieldErrors =>
  faults.map((fault) => invalidValue(field, value, fault));

export const immutable = (field: string, value: unknown): StatusCause =>
  invalidValue(field, value, "field is immutable");

export const notFoundField = (field: string, value: unknown): StatusCause =>
  cause("FieldValueNotFound", field, `Not found: ${shown(value)}`);

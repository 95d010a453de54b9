/** One wrong field: path and message as validation reports them. Models apimachinery/pkg/util/validation/field. */
import type { StatusCause } from "./api-error.ts";

export type FieldErrors = StatusCause[];

const cause = (reason: string, field: string, message: string): StatusCause => ({ reason, message, field });

/** A value as Go's `%v` and `%q` mixture prints it in field errors: strings quoted, objects as JSON. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value === undefined || value === null) return "null";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export const required = (field: string, detail = ""): StatusCause => cause("FieldValueRequired", field, `Required value${detail === "" ? "" : `: ${detail}`}`);

export const invalidValue = (field: string, value: unknown, detail: string): StatusCause => cause("FieldValueInvalid", field, `Invalid value: ${shown(value)}: ${detail}`);

export const forbiddenField = (field: string, detail: string): StatusCause => cause("FieldValueForbidden", field, `Forbidden${detail === "" ? "" : `: ${detail}`}`);

export const duplicate = (field: string, value: unknown): StatusCause => cause("FieldValueDuplicate", field, `Duplicate value: ${shown(value)}`);

export const notSupported = (field: string, value: unknown, supported: readonly string[]): StatusCause =>
  cause("FieldValueNotSupported", field, `Unsupported value: ${shown(value)}: supported values: ${[...supported].sort().map(shown).join(", ")}`);

export const tooLong = (field: string, limit: number): StatusCause => cause("FieldValueTooLong", field, `Too long: may not be more than ${limit} bytes`);

export const tooMany = (field: string, count: number, limit: number): StatusCause =>
  cause("FieldValueTooMany", field, `Too many: ${count}: must have at most ${limit} items`);

export const immutable = (field: string, value: unknown): StatusCause => invalidValue(field, value, "field is immutable");

export const notFoundField = (field: string, value: unknown): StatusCause => cause("FieldValueNotFound", field, `Not found: ${shown(value)}`);

/** Keys of ConfigMaps and Secrets, and what `immutable` forbids. Models ValidateConfigMap of pkg/apis/core/validation. */
import { byteLength } from "../../bytes.ts";
import { isEqual } from "../equal.ts";
import { type FieldErrors, forbiddenField, invalidEach, invalidValue, tooLong } from "../field-error.ts";
import { configKeyFaults } from "../names.ts";
import type { ConfigMap } from "./config-map.ts";

const DATA_BYTES_MAX = 1_048_576;

type StringMap = Readonly<Record<string, string>> | undefined;

export function validateConfigMap({ data, binaryData }: ConfigMap): FieldErrors {
  const repeated = Object.keys(data ?? {}).filter(
    (key) => binaryData !== undefined && Object.hasOwn(binaryData, key),
  );
  const errors = validateKeys("data", data);
  errors.push(
    ...repeated.map((key) => invalidValue(`data[${key}]`, key, "duplicate of key present in binaryData")),
  );
  errors.push(...validateKeys("binaryData", binaryData));
  return bytesIn(data) + bytesIn(binaryData) > DATA_BYTES_MAX
    ? [...errors, tooLong("", DATA_BYTES_MAX)]
    : errors;
}

export function validateKeys(field: string, data: StringMap): FieldErrors {
  return Object.keys(data ?? {}).flatMap((key) => invalidEach(`${field}[${key}]`, key, configKeyFaults(key)));
}

/** @param fields what may not change once the old object is immutable. */
export function validateUnlessImmutable<T extends { readonly immutable?: boolean | undefined }>(
  object: T,
  old: T,
  fields: readonly (keyof T & string)[],
): FieldErrors {
  if (old.immutable !== true) return [];
  const changed: string[] = fields.filter((field) => !isEqual(object[field], old[field]));
  if (object.immutable !== true) changed.unshift("immutable");
  return changed.map((field) => forbiddenField(field, "field is immutable when `immutable` is set"));
}

const bytesIn = (data: StringMap): number =>
  Object.values(data ?? {}).reduce((sum, value) => sum + byteLength(value), 0);

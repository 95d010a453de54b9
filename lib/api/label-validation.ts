/** Field errors about labels, annotations and selectors. Models apimachinery/pkg/apis/meta/v1/validation. */
import { byteLength } from "../bytes.ts";
import {
  type FieldErrors,
  forbiddenField,
  invalidEach,
  invalidValue,
  required,
  tooLong,
} from "./field-error.ts";
import type { LabelSelector } from "./metadata.ts";
import { labelValueFaults, qualifiedNameFaults } from "./names.ts";

const ANNOTATION_BYTES_MAX = 256 * 1024;

type StringMap = Readonly<Record<string, string>> | undefined;

/** @param field the map, e.g. `metadata.labels`: errors name it and not the key. */
export function validateLabels(field: string, labels: StringMap): FieldErrors {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...validateLabelKey(field, key),
    ...invalidEach(field, value, labelValueFaults(value)),
  ]);
}

export function validateLabelKey(field: string, key: string): FieldErrors {
  return invalidEach(field, key, qualifiedNameFaults(key));
}

export function validateAnnotations(field: string, annotations: StringMap): FieldErrors {
  const entries = Object.entries(annotations ?? {});
  const errors = entries.flatMap(([key]) => invalidEach(field, key, qualifiedNameFaults(key.toLowerCase())));
  const bytes = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  return bytes > ANNOTATION_BYTES_MAX ? [...errors, tooLong(field, ANNOTATION_BYTES_MAX)] : errors;
}

export function validateLabelSelector(field: string, selector: LabelSelector | undefined): FieldErrors {
  const expressions = (selector?.matchExpressions ?? []).flatMap((requirement, at) =>
    validateRequirement(`${field}.matchExpressions[${at}]`, requirement),
  );
  return [...validateLabels(`${field}.matchLabels`, selector?.matchLabels), ...expressions];
}

type Requirement = NonNullable<LabelSelector["matchExpressions"]>[number];

function validateRequirement(field: string, { key = "", operator, values = [] }: Requirement): FieldErrors {
  const errors: FieldErrors = [];
  switch (operator) {
    case "In":
    case "NotIn":
      if (values.length === 0)
        errors.push(required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
      break;
    case "Exists":
    case "DoesNotExist":
      if (values.length > 0)
        errors.push(
          forbiddenField(
            `${field}.values`,
            "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
          ),
        );
      break;
    default:
      errors.push(invalidValue(`${field}.operator`, operator ?? "", "not a valid selector operator"));
  }
  errors.push(...validateLabelKey(`${field}.key`, key));
  return [
    ...errors,
    ...values.flatMap((value, at) => invalidEach(`${field}.values[${at}]`, value, labelValueFaults(value))),
  ];
}

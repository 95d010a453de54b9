/** Models ValidatePodSpec and ValidatePodUpdate of pkg/apis/core/validation. */
import type { FieldErrors } from "../field-error.ts";
import type { Pod } from "./pod.ts";

export function validatePod(_pod: Pod): FieldErrors {
  return [];
}

export function validatePodUpdate(_pod: Pod, _old: Pod): FieldErrors {
  return [];
}

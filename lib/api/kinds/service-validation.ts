/** Models ValidateService and ValidateServiceUpdate of pkg/apis/core/validation. */
import type { FieldErrors } from "../field-error.ts";
import type { Service } from "./service.ts";

export function validateService(_service: Service): FieldErrors {
  return [];
}

export function validateServiceUpdate(_service: Service, _old: Service): FieldErrors {
  return [];
}

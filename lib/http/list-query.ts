/**
 * The query of a list or watch. Models the conversions of apimachinery (pkg/runtime/conversion.go and the query decoder
 * of ListOptions); the texts are known from reading it.
 */
import type { ListOptions, Selection } from "../api/api.ts";
import { badRequest } from "../api/api-error.ts";

/** Anything but `false` and `0` means yes, even nothing at all. */
export function isSet(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value !== null && value !== "0" && value.toLowerCase() !== "false";
}

/** @returns undefined where the query has none. @throws ApiError BadRequest. */
export function integerOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** @returns `""` where the query has none. @throws ApiError BadRequest. */
export function resourceVersionOf(query: URLSearchParams): string {
  const text = query.get("resourceVersion") ?? "";
  if (/^\d*$/.test(text)) return text;
  throw badRequest(`resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
}

export const selectionOf = (namespace: string, query: URLSearchParams): Selection => ({
  namespace,
  labelSelector: query.get("labelSelector") ?? "",
  fieldSelector: query.get("fieldSelector") ?? "",
});

/** @throws ApiError BadRequest. */
export function listOptionsOf(namespace: string, query: URLSearchParams): ListOptions {
  resourceVersionOf(query); // every list is of now, which is new enough for any version
  return { ...selectionOf(namespace, query), limit: integerOf(query, "limit") ?? 0, continue: query.get("continue") ?? "" };
}

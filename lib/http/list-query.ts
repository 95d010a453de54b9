/**
 * The query of a list or watch. Models the conversions of apimachinery (pkg/runtime/conversion.go and the query decoder
 * of ListOptions); the texts are known from reading it.
 */
import type { ListOptions, Selection } from "../api/api.ts";
import { badRequest, invalid } from "../api/api-error.ts";
import { type FieldErrors, forbiddenField, notSupported } from "../api/field-error.ts";

/** A boolean: absent, `0` and `false` in any case mean no, anything else means yes, even nothing at all. */
export function isSet(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value !== null && value !== "0" && value.toLowerCase() !== "false";
}

/** @returns undefined where the query has none. @throws ApiError BadRequest. */
export function integerOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  if (!/^[+-]?\d+$/.test(text))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** @returns `""` where the query has none. @throws ApiError BadRequest. */
export function resourceVersionOf(query: URLSearchParams): string {
  const text = query.get("resourceVersion") ?? "";
  if (/^\d*$/.test(text)) return text;
  throw badRequest(
    `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

export const selectionOf = (namespace: string, query: URLSearchParams): Selection => ({
  namespace,
  labelSelector: query.get("labelSelector") ?? "",
  fieldSelector: query.get("fieldSelector") ?? "",
});

/** @throws ApiError BadRequest, or Invalid for options that exclude each other. */
export function listOptionsOf(namespace: string, query: URLSearchParams): ListOptions {
  checkListOptions(query);
  const match = query.get("resourceVersionMatch") ?? "";
  return {
    ...selectionOf(namespace, query),
    limit: integerOf(query, "limit") ?? 0,
    continue: query.get("continue") ?? "",
    resourceVersion: resourceVersionOf(query),
    ...(match === "" ? {} : { resourceVersionMatch: match as "Exact" }),
  };
}

const MATCH = "resourceVersionMatch";
const EXACT = "Exact";
const NOT_OLDER_THAN = "NotOlderThan";

function checkListOptions(query: URLSearchParams): void {
  const errors: FieldErrors = [];
  const [match, version, token] = [MATCH, "resourceVersion", "continue"].map(
    (name) => query.get(name) ?? "",
  ) as [string, string, string];
  if (match !== "") {
    if (version === "")
      errors.push(
        forbiddenField(MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided"),
      );
    if (token !== "")
      errors.push(forbiddenField(MATCH, "resourceVersionMatch is forbidden when continue is provided"));
    if (match !== EXACT && match !== NOT_OLDER_THAN)
      errors.push(notSupported(MATCH, match, [EXACT, NOT_OLDER_THAN, ""]));
    if (match === EXACT && version === "0")
      errors.push(forbiddenField(MATCH, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'));
  }
  if (query.has("sendInitialEvents"))
    errors.push(forbiddenField("sendInitialEvents", "sendInitialEvents is forbidden for list"));
  refuse(errors);
}

/** As a server checks them that has the feature WatchList. @throws ApiError Invalid. */
export function checkWatchOptions(query: URLSearchParams): void {
  const errors: FieldErrors = [];
  const match = query.get(MATCH) ?? "";
  const sendsInitial = query.has("sendInitialEvents");
  if (sendsInitial && match !== NOT_OLDER_THAN)
    errors.push(
      forbiddenField(MATCH, `sendInitialEvents requires setting resourceVersionMatch to ${NOT_OLDER_THAN}`),
    );
  if (match !== "") {
    if (!sendsInitial)
      errors.push(
        forbiddenField(
          MATCH,
          "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided",
        ),
      );
    if (match !== NOT_OLDER_THAN) errors.push(notSupported(MATCH, match, [NOT_OLDER_THAN]));
    if ((query.get("continue") ?? "") !== "")
      errors.push(forbiddenField(MATCH, "resourceVersionMatch is forbidden when continue is provided"));
  }
  refuse(errors);
}

function refuse(errors: FieldErrors): void {
  if (errors.length > 0) throw invalid({ kind: "ListOptions", group: "meta.k8s.io" }, "", errors);
}

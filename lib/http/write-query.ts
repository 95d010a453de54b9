/**
 * How an object is to be written or deleted: the query, and the body of a DELETE. Models CreateOptions, UpdateOptions,
 * PatchOptions and DeleteOptions with their validation (apimachinery/pkg/apis/meta/v1/validation), known from reading it.
 */
import type { DeleteOptions, WriteOptions } from "../api/api.ts";
import { badRequest, invalid } from "../api/api-error.ts";
import { type FieldErrors, forbiddenField, invalidValue, notSupported, tooLong } from "../api/field-error.ts";
import { byteLength } from "../bytes.ts";
import type { Exchange } from "./exchange.ts";
import { isSet } from "./list-query.ts";

export const APPLY = "application/apply-patch+yaml";

const OPTIONS: Readonly<Record<string, string>> = {
  POST: "CreateOptions",
  PUT: "UpdateOptions",
  PATCH: "PatchOptions",
  DELETE: "DeleteOptions",
};
const FIELD_VALIDATIONS = ["Ignore", "Strict", "Warn"] as const;
const PROPAGATION_POLICIES = ["Foreground", "Background", "Orphan"] as const;
const FIELD_MANAGER_BYTES_MAX = 128;

/** @throws ApiError Invalid. */
export function writeOptions({ method, query, headers }: Exchange): WriteOptions {
  const validation = query.get("fieldValidation") ?? "";
  const isApply = headers["content-type"]?.startsWith(APPLY) === true;
  // Whoever applies has to say who it is; other writers go by the name of their program.
  const program = isApply ? "" : (headers["user-agent"] ?? "").split("/")[0] || "unknown";
  const given = query.get("fieldManager") ?? "";
  const dryRun = query.getAll("dryRun");
  const errors: FieldErrors = [];
  if (method === "PATCH" && !isApply && query.has("force"))
    errors.push(forbiddenField("force", "may not be specified for non-apply patch"));
  if (byteLength(given) > FIELD_MANAGER_BYTES_MAX)
    errors.push(tooLong("fieldManager", FIELD_MANAGER_BYTES_MAX));
  errors.push(...dryRunErrors(dryRun));
  if (validation !== "" && !isFieldValidation(validation))
    errors.push(notSupported("fieldValidation", validation, ["", ...FIELD_VALIDATIONS]));
  refuse(method, errors);
  const fieldManager = given || program;
  return {
    dryRun: dryRun.includes("All"),
    fieldValidation: isFieldValidation(validation) ? validation : "Warn",
    ...(fieldManager === "" ? {} : { fieldManager }),
    force: isSet(query, "force"),
  };
}

const isFieldValidation = (text: string): text is (typeof FIELD_VALIDATIONS)[number] =>
  (FIELD_VALIDATIONS as readonly string[]).includes(text);

/** The fields of DeleteOptions that this server understands. */
export interface DeleteOptionsBody {
  readonly gracePeriodSeconds?: number | string | null;
  readonly propagationPolicy?: string | null;
  /** The older form of propagationPolicy. */
  readonly orphanDependents?: boolean | null;
  readonly preconditions?: DeleteOptions["preconditions"] | null;
  readonly dryRun?: readonly string[] | null;
}

/** The body says how, or without one the URL. @throws ApiError BadRequest or Invalid. */
export function deletion({ query }: Exchange, body = queriedOptions(query)): DeleteOptions {
  const grace = graceOf(body.gracePeriodSeconds ?? undefined);
  const policy = body.propagationPolicy ?? undefined;
  const orphan = body.orphanDependents ?? undefined;
  const dryRun = body.dryRun ?? [];
  const errors: FieldErrors = [];
  if (policy !== undefined && orphan !== undefined) {
    errors.push(
      invalidValue(
        "propagationPolicy",
        policy,
        "orphanDependents and deletionPropagation cannot be both set",
      ),
    );
  }
  if (policy !== undefined && !(PROPAGATION_POLICIES as readonly string[]).includes(policy)) {
    errors.push(notSupported("propagationPolicy", policy, [...PROPAGATION_POLICIES, "nil"]));
  }
  errors.push(...dryRunErrors(dryRun));
  refuse("DELETE", errors);
  const propagationPolicy = (policy ??
    (orphan === undefined
      ? undefined
      : orphan
        ? "Orphan"
        : "Background")) as DeleteOptions["propagationPolicy"];
  return {
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(propagationPolicy === undefined ? {} : { propagationPolicy }),
    ...((body.preconditions ?? undefined) === undefined
      ? {}
      : { preconditions: body.preconditions as object }),
    dryRun: dryRun.includes("All"),
  };
}

const queriedOptions = (query: URLSearchParams): DeleteOptionsBody => ({
  gracePeriodSeconds: query.get("gracePeriodSeconds"),
  propagationPolicy: query.get("propagationPolicy"),
  orphanDependents: query.has("orphanDependents") ? isSet(query, "orphanDependents") : null,
  dryRun: query.getAll("dryRun"),
});

function graceOf(given: string | number | undefined): number | undefined {
  const seconds = given === undefined || given === "" ? undefined : Number(given);
  if (seconds !== undefined && !Number.isInteger(seconds))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(given)}: invalid syntax`);
  // A server takes less than nothing for "soon".
  return seconds !== undefined && seconds < 0 ? 1 : seconds;
}

const dryRunErrors = (values: readonly string[]): FieldErrors =>
  values
    .filter((value) => value !== "" && value !== "All")
    .map((value) => notSupported("dryRun", value, ["All"]));

function refuse(method: string, errors: FieldErrors): void {
  if (errors.length > 0)
    throw invalid({ kind: OPTIONS[method] ?? "Options", group: "meta.k8s.io" }, "", errors);
}

/**
 * Server-side apply: a client says which fields it wants and keeps answering for them; what it says no more goes, and
 * what others answer for needs force. Models the apply patcher of the API server with the managers around
 * structured-merge-diff. Leaves out ignored fields other than status.
 */
import { quoted } from "../go/strconv.ts";
import { isRecord } from "../go/value.ts";
import { ApiError, badRequest, invalid, type StatusCause } from "./api-error.ts";
import { configurationFaults } from "./configuration-validation.ts";
import { isEqual } from "./equal.ts";
import { required } from "./field-error.ts";
import { mergeConfiguration, pruneFields } from "./field-merge.ts";
import { compareFields, fieldSetOf, type Json } from "./field-parts.ts";
import {
  difference,
  EMPTY,
  type FieldSet,
  intersection,
  isEmptySet,
  pathsOf,
  pathText,
  union,
} from "./field-set.ts";
import type { AnyKind } from "./kind.ts";
import { hasLastApplied, lastAppliedFields, withLastApplied } from "./last-applied-fields.ts";
import {
  isSameOwner,
  type ManagedFieldsEntry,
  NO_ENTRIES,
  type Owner,
  ownable,
  readOwners,
  release,
  writeOwners,
} from "./managed-fields.ts";
import type { KubeObject } from "./metadata.ts";
import type { Draft } from "./schema.ts";

export interface Application {
  readonly namespace: string;
  readonly name: string;
  /** The configuration as parsed from YAML. */
  readonly body: unknown;
  /** @see WriteOptions.fieldManager */
  readonly manager: string | undefined;
  /** The sub-resource that it came to. */
  readonly subresource?: string | undefined;
  readonly force: boolean;
  /** RFC 3339, of simulated time. */
  readonly time: string;
}

/** The manager that `kubectl apply --server-side` names: it inherits from client-side apply without conflicts. */
const KUBECTL = "kubectl";

/**
 * The object as it is to be stored, with its managed fields; for defaulting and validation by whoever stores it.
 *
 * @param live undefined when the object is to be created.
 * @throws ApiError BadRequest or an error without reason for an unfit configuration, Conflict for fields of others.
 */
export function applyConfiguration(
  kind: AnyKind,
  live: KubeObject | undefined,
  application: Application,
): Draft<KubeObject> {
  const { manager, subresource, force, time } = application;
  const config = checkConfiguration(kind, application);
  const self = {
    manager: manager as string,
    operation: "Apply" as const,
    apiVersion: kind.apiVersion,
    ...(subresource === undefined ? {} : { subresource }),
    time,
  };
  const owners = readOwners(live?.metadata.managedFields);
  const before = owners.find((owner) => isSameOwner(owner, self));
  const others = owners.filter((owner) => owner !== before);
  const wanted = fieldSetOf(config, kind.schema);
  const kept = others.reduce((set, owner) => union(set, owner.fields), wanted);
  const merged = mergeConfiguration(live, config, kind.schema);
  const object = pruneFields(merged, kind.schema, before?.fields ?? EMPTY, kept) as Draft<KubeObject>;
  const changes = compareFields(live, object, kind.schema);
  const changed = union(changes.added, changes.modified);
  const conflicts = conflictsOf(others, changed, manager === KUBECTL ? lastAppliedFields(kind, live) : EMPTY);
  if (conflicts.length > 0 && !force) throw conflictError(conflicts);
  const fields = ownable(kind, wanted, subresource);
  const isSame =
    before !== undefined &&
    isEqual(live, object) &&
    isEmptySet(difference(fields, before.fields)) &&
    isEmptySet(difference(before.fields, fields));
  const entries = writeOwners([...release(others, changes), isSame ? before : { ...self, fields }]);
  const synced = manager === KUBECTL && hasLastApplied(object) ? withLastApplied(object, config) : object;
  return withEntries(synced, entries);
}

function withEntries(object: Draft<KubeObject>, entries: readonly ManagedFieldsEntry[]): Draft<KubeObject> {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      managedFields: (entries.length === 0 ? NO_ENTRIES : entries) as Draft<ManagedFieldsEntry>[],
    },
  };
}

/** In the order in which the server finds faults. */
function checkConfiguration(
  kind: AnyKind,
  { namespace, name, body, manager, subresource }: Application,
): Json {
  if ((manager ?? "") === "") {
    throw invalid({ kind: "PatchOptions", group: "meta.k8s.io" }, "", [
      required("fieldManager", "is required for apply patch"),
    ]);
  }
  if (!isRecord(body)) {
    const found = Array.isArray(body) ? "array" : typeof body;
    throw badRequest(
      `error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${found} into Go value of type map[string]interface {}`,
    );
  }
  const type = `${String(body.apiVersion ?? "").replace(/^([^/]*)$/, "/$1")}, Kind=${String(body.kind ?? "")}`;
  const gvk = `${kind.group}/${kind.version}, Kind=${kind.kind}`;
  if (type !== gvk) throw badRequest(`invalid object type: ${type}`);
  const metadata = isRecord(body.metadata) ? body.metadata : {};
  if (metadata.managedFields !== undefined && metadata.managedFields !== null)
    throw badRequest("metadata.managedFields must be nil");
  const faults = configurationFaults(body, kind.schema);
  if (faults.length > 0) {
    const text =
      faults.length === 1 ? faults[0] : ["errors:", ...faults.map((fault) => `  ${fault}`)].join("\n");
    throw new ApiError(
      500,
      "",
      `failed to create typed patch object (${String(metadata.namespace ?? "")}/${String(metadata.name ?? "")}; ${gvk}): ${text}`,
    );
  }
  if (metadata.name !== undefined && metadata.name !== name) {
    throw badRequest(
      `the name of the object (${String(metadata.name)}) does not match the name on the URL (${name})`,
    );
  }
  if (kind.namespaced && metadata.namespace !== undefined && metadata.namespace !== namespace) {
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
  const place = { name, ...(kind.namespaced ? { namespace } : {}) };
  const { apiVersion, kind: called, status } = body;
  // A write through the sub-resource changes nothing else of the object.
  return subresource === "status"
    ? { apiVersion, kind: called, metadata: place, status }
    : { ...body, metadata: { ...metadata, ...place } };
}

interface Conflict {
  readonly owner: Owner;
  readonly field: string;
}

/** @param inherited fields that the client-side apply of the same tool has left as they are. */
function conflictsOf(others: readonly Owner[], changed: FieldSet, inherited: FieldSet): readonly Conflict[] {
  const sorted = [...others].sort((a, b) => (ownerText(a) < ownerText(b) ? -1 : 1));
  return sorted.flatMap((owner) =>
    [...pathsOf(difference(intersection(owner.fields, changed), inherited))].map((path) => ({
      owner,
      field: pathText(path),
    })),
  );
}

/** `"kubectl-client-side-apply" using v1`; appliers go by their name alone. */
function ownerText({ manager, operation, subresource, apiVersion }: Owner): string {
  const named = `${quoted(manager)}${subresource === undefined ? "" : ` with subresource ${quoted(subresource)}`}`;
  return operation === "Update" ? `${named} using ${apiVersion}` : named;
}

function conflictError(conflicts: readonly Conflict[]): ApiError {
  const causes = conflicts.map(
    ({ owner, field }): StatusCause => ({
      reason: "FieldManagerConflict",
      message: `conflict with ${ownerText(owner)}`,
      field,
    }),
  );
  const [only] = causes;
  if (only !== undefined && causes.length === 1)
    return new ApiError(409, "Conflict", `Apply failed with 1 conflict: ${only.message}: ${only.field}`, {
      causes,
    });
  const owners = [...new Set(conflicts.map(({ owner }) => owner))];
  const lines = owners.flatMap((owner) => [
    `conflicts with ${ownerText(owner)}:`,
    ...conflicts.filter((conflict) => conflict.owner === owner).map(({ field }) => `- ${field}`),
  ]);
  return new ApiError(
    409,
    "Conflict",
    `Apply failed with ${conflicts.length} conflicts: ${lines.join("\n")}`,
    { causes },
  );
}

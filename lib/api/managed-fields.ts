/**
 * Who set which field: `metadata.managedFields`. Models apimachinery/pkg/util/managedfields.
 *
 * Only writes that name a field manager are noted, as clients do. Components name none: what they set has no
 * owner, so nobody has a conflict with it and an apply leaves it alone, and ten thousand Pods carry nothing. Leaves out
 * the limit of ten updaters, and entries of other versions of a kind.
 */
import { decodeBySchema } from "./decode.ts";
import { isEqual } from "./equal.ts";
import { type Comparison, compareFields } from "./field-parts.ts";
import {
  difference,
  EMPTY,
  type FieldSet,
  fromFieldsV1,
  isEmptySet,
  setOf,
  toFieldsV1,
  union,
  withoutElement,
} from "./field-set.ts";
import type { AnyKind } from "./kind.ts";
import type { KubeObject, ObjectMeta } from "./metadata.ts";
import type { Draft } from "./schema.ts";

export type ManagedFieldsEntry = NonNullable<ObjectMeta["managedFields"]>[number];

/** One entry, read. Owners are told apart by everything but time and fields. */
export interface Owner {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly subresource?: string;
  readonly time?: string;
  readonly fields: FieldSet;
}

export function isSameOwner(a: Omit<Owner, "fields">, b: Omit<Owner, "fields">): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    a.subresource === b.subresource &&
    (a.operation === "Apply" || a.apiVersion === b.apiVersion)
  );
}

/** @returns no owners when an entry cannot be read: whoever broke it loses its protection. */
export function readOwners(entries: readonly ManagedFieldsEntry[] = []): readonly Owner[] {
  const owners = entries.map(readOwner);
  return owners.every((owner) => owner !== undefined) ? owners : [];
}

function readOwner({
  manager = "",
  operation,
  apiVersion,
  time,
  fieldsType,
  fieldsV1,
  subresource = "",
}: ManagedFieldsEntry): Owner | undefined {
  const fields = fromFieldsV1(fieldsV1 ?? {});
  if (fields === undefined || apiVersion === undefined || fieldsType !== "FieldsV1") return undefined;
  if (operation !== "Apply" && operation !== "Update") return undefined;
  return {
    manager,
    operation,
    apiVersion,
    fields,
    ...(subresource === "" ? {} : { subresource }),
    ...(typeof time === "string" ? { time } : {}),
  };
}

/** Entries in the server's order, without those that own nothing. */
export function writeOwners(owners: readonly Owner[]): ManagedFieldsEntry[] {
  return owners
    .filter((owner) => !isEmptySet(owner.fields))
    .sort(byOperationAndTime)
    .map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
      manager,
      operation,
      apiVersion,
      ...(time === undefined ? {} : { time }),
      fieldsType: "FieldsV1",
      fieldsV1: toFieldsV1(fields),
      ...(subresource === undefined ? {} : { subresource }),
    }));
}

function byOperationAndTime(a: Owner, b: Owner): number {
  const keys = (owner: Owner): readonly string[] => [
    owner.operation,
    owner.time ?? "",
    owner.manager,
    owner.apiVersion,
    owner.subresource ?? "",
  ];
  const right = keys(b);
  for (const [at, left] of keys(a).entries())
    if (left !== right[at]) return left < (right[at] as string) ? -1 : 1;
  return 0;
}

/** What the server sets, and nobody owns. */
const systemFields = setOf([
  ["f:apiVersion"],
  ["f:kind"],
  ["f:metadata"],
  ...[
    "name",
    "namespace",
    "creationTimestamp",
    "selfLink",
    "uid",
    "generation",
    "managedFields",
    "resourceVersion",
  ].map((field) => ["f:metadata", `f:${field}`]),
]);

/** What of the fields of a write can be owned: a write of the whole object does not set its status. */
export function ownable(kind: AnyKind, fields: FieldSet, subresource?: string): FieldSet {
  const set = difference(fields, systemFields);
  if (subresource === "status")
    return {
      members: new Set(),
      children: new Map([...set.children].filter(([element]) => element === "f:status")),
    };
  return kind.subresources.includes("status") ? withoutElement(set, "f:status") : set;
}

/** What a write names itself as. */
export interface Writer {
  readonly manager: string;
  readonly subresource?: string | undefined;
  /** RFC 3339, of simulated time. */
  readonly time: string;
}

/**
 * The entries after a create or update: changed fields become the writer's, and removed ones nobody's.
 *
 * @param old undefined for a new object.
 * @param writer undefined for components: then the entries stay as they are, and nothing is compared.
 */
export function trackWrite(
  kind: AnyKind,
  object: Draft<KubeObject>,
  old: KubeObject | undefined,
  writer: Writer | undefined,
): readonly ManagedFieldsEntry[] | undefined {
  const given = object.metadata?.managedFields as ManagedFieldsEntry[] | undefined;
  if (writer === undefined) return asksForNone(given) ? undefined : (given ?? old?.metadata.managedFields);
  const changes = compareFields(old ?? emptyOf(kind), object, kind.schema);
  const taken = ownable(kind, union(changes.added, changes.modified), writer.subresource);
  const others = release(ownersAmong(given, old), { ...changes, added: taken, modified: EMPTY });
  const entries = writeOwners(isEmptySet(taken) ? others : take(others, taken, kind, writer));
  return entries.length === 0 ? undefined : entries;
}

/** By this one entry a client asks that there be none. */
export const NO_ENTRIES: readonly ManagedFieldsEntry[] = [{}];
const asksForNone = (entries: readonly ManagedFieldsEntry[] | undefined): boolean =>
  isEqual(entries, NO_ENTRIES);

/** Clients may edit the entries themselves; ones that do not know of them, or that broke them, leave them as they were. */
function ownersAmong(
  given: readonly ManagedFieldsEntry[] | undefined,
  old: KubeObject | undefined,
): readonly Owner[] {
  if (asksForNone(given)) return [];
  const owners = readOwners(given);
  return owners.length > 0 ? owners : readOwners(old?.metadata.managedFields);
}

/** Owners lose what is not there any more, and what was changed by somebody else. */
export function release(
  owners: readonly Owner[],
  { added, modified, removed }: Comparison,
): readonly Owner[] {
  return owners.map((owner) => ({
    ...owner,
    fields: difference(difference(owner.fields, union(added, modified)), removed),
  }));
}

function take(
  owners: readonly Owner[],
  fields: FieldSet,
  kind: AnyKind,
  { manager, subresource, time }: Writer,
): readonly Owner[] {
  const self = {
    manager,
    operation: "Update" as const,
    apiVersion: kind.apiVersion,
    ...(subresource === undefined ? {} : { subresource }),
    time,
  };
  const before = owners.find((owner) => isSameOwner(owner, self));
  return [
    ...owners.filter((owner) => owner !== before),
    { ...self, fields: union(before?.fields ?? EMPTY, fields) },
  ];
}

const empties = new WeakMap<AnyKind, unknown>();

/** What there is before there is anything: the structs that every object of the kind has. */
function emptyOf(kind: AnyKind): unknown {
  const known = empties.get(kind);
  if (known !== undefined) return known;
  const { value } = decodeBySchema(kind.schema, {});
  empties.set(kind, value);
  return value;
}

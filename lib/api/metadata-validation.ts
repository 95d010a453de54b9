/** Models apimachinery/pkg/api/validation: ValidateObjectMeta and ValidateObjectMetaUpdate. Leaves out managedFields. */
import { goStrings } from "../go/syntax.ts";
import { isEqual } from "./equal.ts";
import {
  type FieldErrors,
  forbiddenField,
  immutable,
  invalidEach,
  invalidValue,
  negative,
  required,
} from "./field-error.ts";
import type { AnyKind, KindDefinition } from "./kind.ts";
import { validateAnnotations, validateLabels } from "./label-validation.ts";
import type { KubeObject, ObjectMeta } from "./metadata.ts";
import {
  dns1035LabelFaults,
  dnsLabelFaults,
  dnsSubdomainFaults,
  pathSegmentFaults,
  qualifiedNameFaults,
} from "./names.ts";

type NameRule = NonNullable<KindDefinition<KubeObject>["nameRule"]>;
type Metadata = KubeObject["metadata"];

const nameFaults: Readonly<Record<NameRule, (name: string) => string[]>> = {
  subdomain: dnsSubdomainFaults,
  label: dnsLabelFaults,
  label1035: dns1035LabelFaults,
  pathSegment: pathSegmentFaults,
};

/** Errors of the metadata of a new object, in the order the server reports them. */
export function validateMetadata(
  kind: Pick<AnyKind, "nameRule" | "namespaced">,
  { metadata }: KubeObject,
): FieldErrors {
  const faults = nameFaults[kind.nameRule ?? "subdomain"];
  const { name = "", generateName = "", namespace = "" } = metadata;
  const errors: FieldErrors = [];
  if (generateName !== "")
    errors.push(...invalidEach("metadata.generateName", generateName, faults(asPrefix(generateName))));
  if (name === "") errors.push(required("metadata.name", "name or generateName is required"));
  else errors.push(...invalidEach("metadata.name", name, faults(name)));
  errors.push(...validateNamespace(kind.namespaced, namespace));
  errors.push(...negative("metadata.generation", metadata.generation));
  errors.push(...validateLabels("metadata.labels", metadata.labels));
  errors.push(...validateAnnotations("metadata.annotations", metadata.annotations));
  errors.push(...validateOwnerReferences(metadata.ownerReferences ?? []));
  return [...errors, ...validateFinalizers(metadata.finalizers ?? [])];
}

/** What an update may not change about metadata, and what it may change but wrongly. */
export function validateMetadataUpdate(
  _kind: AnyKind,
  { metadata }: KubeObject,
  { metadata: old }: KubeObject,
): FieldErrors {
  const errors: FieldErrors = [];
  if (isSet(old.deletionTimestamp)) errors.push(...forbidNewFinalizers(metadata, old));
  if ((metadata.resourceVersion ?? "") === "")
    errors.push(invalidValue("metadata.resourceVersion", "", "must be specified for an update"));
  if ((metadata.generation ?? 0) < (old.generation ?? 0))
    errors.push(invalidValue("metadata.generation", metadata.generation ?? 0, "must not be decremented"));
  for (const field of [
    "name",
    "namespace",
    "uid",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
  ] as const) {
    if (!isEqual(metadata[field], old[field])) errors.push(immutable(`metadata.${field}`, metadata[field]));
  }
  errors.push(...validateLabels("metadata.labels", metadata.labels));
  errors.push(...validateAnnotations("metadata.annotations", metadata.annotations));
  return [...errors, ...validateOwnerReferences(metadata.ownerReferences ?? [])];
}

const isSet = (time: string | null | undefined): boolean => time !== undefined && time !== null;

/** A trailing dash is fine in a prefix, since letters follow. */
function asPrefix(generateName: string): string {
  return generateName.length > 1 && generateName.endsWith("-")
    ? `${generateName.slice(0, -2)}a`
    : generateName;
}

function validateNamespace(namespaced: boolean, namespace: string): FieldErrors {
  if (!namespaced)
    return namespace === "" ? [] : [forbiddenField("metadata.namespace", "not allowed on this type")];
  return namespace === ""
    ? [required("metadata.namespace")]
    : invalidEach("metadata.namespace", namespace, dnsLabelFaults(namespace));
}

function validateOwnerReferences(owners: NonNullable<ObjectMeta["ownerReferences"]>): FieldErrors {
  const field = "metadata.ownerReferences";
  const errors: FieldErrors = [];
  let controller: string | undefined;
  for (const owner of owners) {
    const version = (owner.apiVersion ?? "").split("/").at(-1) ?? "";
    if (version === "")
      errors.push(invalidValue(`${field}.apiVersion`, owner.apiVersion ?? "", "version must not be empty"));
    for (const name of ["kind", "name", "uid"] as const) {
      if ((owner[name] ?? "") === "") errors.push(invalidValue(`${field}.${name}`, "", "must not be empty"));
    }
    if (owner.controller !== true) continue;
    const text = `${owner.kind}/${owner.name}`;
    if (controller === undefined) controller = text;
    else
      errors.push(
        invalidValue(
          field,
          [],
          `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${text}`,
        ),
      );
  }
  return errors;
}

function validateFinalizers(finalizers: readonly string[]): FieldErrors {
  const field = "metadata.finalizers";
  const errors = finalizers.flatMap((finalizer) =>
    invalidEach(field, finalizer, qualifiedNameFaults(finalizer)),
  );
  const both = finalizers.includes("orphan") && finalizers.includes("foregroundDeletion");
  return both
    ? [
        ...errors,
        invalidValue(field, finalizers, "finalizer orphan and foregroundDeletion cannot be both set"),
      ]
    : errors;
}

function forbidNewFinalizers(metadata: Metadata, old: Metadata): FieldErrors {
  const added = (metadata.finalizers ?? [])
    .filter((finalizer) => !(old.finalizers ?? []).includes(finalizer))
    .sort();
  if (added.length === 0) return [];
  const list = goStrings(added);
  return [
    forbiddenField(
      "metadata.finalizers",
      `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`,
    ),
  ];
}

/** The `scale` sub-resource: one shape for all that counts Pods. Models autoscaling/v1 Scale and managedfields' scalehandler.go. */
import { noSuchResource } from "./api-error.ts";
import { age } from "./columns.ts";
import { negative } from "./field-error.ts";
import { difference, setOf, touchesPath } from "./field-set.ts";
import { type AnyKind, defineKind } from "./kind.ts";
import {
  isSameOwner,
  type ManagedFieldsEntry,
  type Owner,
  readOwners,
  writeOwners,
} from "./managed-fields.ts";
import { type KubeObject, type LabelSelector, typeAndMeta } from "./metadata.ts";
import { field, type Infer, int32, object, present, string } from "./schema.ts";
import { formatLabelSelector } from "./selectors.ts";

const scaleStatus = object("autoscaling/v1.ScaleStatus", {
  replicas: present(1, int32),
  selector: field(2, string),
});
const schema = object("autoscaling/v1.Scale", {
  ...typeAndMeta,
  spec: present(2, object("autoscaling/v1.ScaleSpec", { replicas: field(1, int32) })),
  status: present(3, scaleStatus),
});
export type Scale = Infer<typeof schema>;

/** No kind that is stored or discovered: what patches, Tables and validation of the sub-resource go by. */
export const scales = defineKind({
  group: "autoscaling",
  version: "v1",
  kind: "Scale",
  plural: "scales",
  namespaced: true,
  schema,
  validate: ({ spec }) => negative("spec.replicas", spec.replicas),
  columns: [
    { name: "Name", cell: (scale) => scale.metadata.name },
    { name: "Desired", cell: (scale) => scale.spec.replicas ?? 0 },
    { name: "Available", cell: (scale) => scale.status.replicas },
    { name: "Age", cell: age },
  ],
});

interface Scalable extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly selector?: LabelSelector | Readonly<Record<string, string>>;
  };
  readonly status?: { readonly replicas?: number };
}

/** @throws ApiError NotFound for a kind that does not count Pods. */
export function scaleOf(kind: AnyKind, object: KubeObject): Scale {
  requireScale(kind);
  const { metadata, spec, status } = object as Scalable;
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const selector = formatLabelSelector(asLabelSelector(spec.selector));
  return {
    apiVersion: scales.apiVersion,
    kind: scales.kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid,
      resourceVersion,
      creationTimestamp,
    },
    spec: (spec.replicas ?? 0) === 0 ? {} : { replicas: spec.replicas },
    status: { replicas: status?.replicas ?? 0, selector },
  };
}

/** Whether there is such a path is asked before what is at it. @throws ApiError NotFound */
export function requireScale(kind: AnyKind): void {
  if (!kind.subresources.includes("scale")) throw noSuchResource();
}

/** ReplicationControllers select by plain pairs. */
function asLabelSelector(selector: Scalable["spec"]["selector"]): LabelSelector | undefined {
  if (selector === undefined || "matchLabels" in selector || "matchExpressions" in selector)
    return selector as LabelSelector | undefined;
  return { matchLabels: selector as Readonly<Record<string, string>> };
}

/** The one field that both views of an object have, under the same name. */
const REPLICAS = setOf([["f:spec", "f:replicas"]]);
const ownsReplicas = ({ fields }: Owner): boolean => touchesPath(fields, ["f:spec", "f:replicas"]);

/** Who of the object's owners answers for the number of replicas, as owners of its Scale. */
export function scaleEntries(entries: readonly ManagedFieldsEntry[] | undefined): ManagedFieldsEntry[] {
  const owners = readOwners(entries).filter(ownsReplicas);
  return writeOwners(owners.map((owner) => ({ ...owner, apiVersion: scales.apiVersion, fields: REPLICAS })));
}

/** The object's owners after its Scale was applied: the number of replicas belongs to those who own it there. */
export function entriesAfterScale(
  kind: AnyKind,
  entries: readonly ManagedFieldsEntry[] | undefined,
  applied: readonly ManagedFieldsEntry[],
): ManagedFieldsEntry[] {
  const ofScale = readOwners(applied).filter(ownsReplicas);
  const isThere = (owner: Owner): boolean =>
    ofScale.some((other) => isSameOwner({ ...other, apiVersion: owner.apiVersion }, owner));
  const ofObject = readOwners(entries);
  const kept = ofObject.map((owner) =>
    isThere(owner) ? owner : { ...owner, fields: difference(owner.fields, REPLICAS) },
  );
  const added = ofScale.filter(
    (owner) =>
      !ofObject.some(
        (other) => ownsReplicas(other) && isSameOwner({ ...owner, apiVersion: other.apiVersion }, other),
      ),
  );
  return writeOwners([
    ...kept,
    ...added.map((owner) => ({ ...owner, apiVersion: kind.apiVersion, fields: REPLICAS })),
  ]);
}

/** The parts of meta/v1 that every kind shares: ObjectMeta, label selectors, conditions. */
import {
  any,
  boolean,
  defaulted,
  field,
  IN_ENVELOPE,
  type Infer,
  int64,
  list,
  map,
  object,
  pointer,
  present,
  string,
  time,
} from "./schema.ts";

export const ownerReference = object(
  "meta/v1.OwnerReference",
  {
    apiVersion: present(5, string),
    kind: present(1, string),
    name: present(3, string),
    uid: present(4, string),
    controller: pointer(6, boolean),
    blockOwnerDeletion: pointer(7, boolean),
  },
  { atomic: true },
);
export type OwnerReference = Infer<typeof ownerReference>;

const managedFieldsEntry = object("meta/v1.ManagedFieldsEntry", {
  manager: field(1, string),
  operation: field(2, string),
  apiVersion: field(3, string),
  time: field(4, time),
  fieldsType: field(6, string),
  fieldsV1: field(7, map({ ...any, goType: "v1.FieldsV1" })),
  subresource: field(8, string),
});
export const objectMeta = object("meta/v1.ObjectMeta", {
  name: defaulted(1, string),
  generateName: field(2, string),
  /** Empty for kinds that no namespace holds. */
  namespace: field(3, string),
  selfLink: field(4, string),
  uid: defaulted(5, string),
  resourceVersion: defaulted(6, string),
  generation: field(7, int64),
  creationTimestamp: present(8, time),
  deletionTimestamp: field(9, time),
  deletionGracePeriodSeconds: pointer(10, int64),
  labels: field(11, map(string)),
  annotations: field(12, map(string)),
  ownerReferences: field(13, list(ownerReference, { mergeKey: "uid", mapKeys: ["uid"] })),
  finalizers: field(14, list(string, { mergeKey: "" })),
  managedFields: field(17, list(managedFieldsEntry)),
});
export type ObjectMeta = Infer<typeof objectMeta>;

/** What every kind has. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** The one owner that manages the object. */
export function controllerOf({ metadata }: Pick<KubeObject, "metadata">): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

const labelSelectorRequirement = object("meta/v1.LabelSelectorRequirement", {
  key: present(1, string),
  operator: present(2, string),
  values: field(3, list(string)),
});

export const labelSelector = object(
  "meta/v1.LabelSelector",
  {
    matchLabels: field(1, map(string)),
    matchExpressions: field(2, list(labelSelectorRequirement)),
  },
  { atomic: true, pointer: true },
);
export type LabelSelector = Infer<typeof labelSelector>;

/** The three fields with which every kind's schema begins. */
export const typeAndMeta = {
  apiVersion: present(IN_ENVELOPE, string),
  kind: present(IN_ENVELOPE, string),
  metadata: present(1, objectMeta),
} as const;

export const condition = object("meta/v1.Condition", {
  type: present(1, string),
  status: present(2, string),
  observedGeneration: field(3, int64),
  lastTransitionTime: field(4, time),
  reason: field(5, string),
  message: field(6, string),
});
export type Condition = Infer<typeof condition>;

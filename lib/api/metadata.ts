/** The parts of meta/v1 that every kind shares: ObjectMeta, label selectors, conditions. */
import {
  any,
  boolean,
  defaulted,
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
    apiVersion: present(string),
    kind: present(string),
    name: present(string),
    uid: present(string),
    controller: pointer(boolean),
    blockOwnerDeletion: pointer(boolean),
  },
  { atomic: true },
);
export type OwnerReference = Infer<typeof ownerReference>;

export const objectMeta = object("meta/v1.ObjectMeta", {
  name: defaulted(string),
  generateName: string,
  /** Empty for kinds that no namespace holds. */
  namespace: string,
  selfLink: string,
  uid: defaulted(string),
  resourceVersion: defaulted(string),
  generation: int64,
  creationTimestamp: present(time),
  deletionTimestamp: time,
  deletionGracePeriodSeconds: pointer(int64),
  labels: map(string),
  annotations: map(string),
  ownerReferences: list(ownerReference, { mergeKey: "uid", mapKeys: ["uid"] }),
  finalizers: list(string, { mergeKey: "" }),
  managedFields: list(
    object("meta/v1.ManagedFieldsEntry", {
      manager: string,
      operation: string,
      apiVersion: string,
      time,
      fieldsType: string,
      fieldsV1: map({ ...any, goType: "v1.FieldsV1" }),
      subresource: string,
    }),
  ),
});
export type ObjectMeta = Infer<typeof objectMeta>;

/** What every kind has. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export const labelSelector = object(
  "meta/v1.LabelSelector",
  {
    matchLabels: map(string),
    matchExpressions: list(
      object("meta/v1.LabelSelectorRequirement", {
        key: present(string),
        operator: present(string),
        values: list(string),
      }),
    ),
  },
  { atomic: true, pointer: true },
);
export type LabelSelector = Infer<typeof labelSelector>;

/** The three fields with which every kind's schema begins. */
export const typeAndMeta = {
  apiVersion: present(string),
  kind: present(string),
  metadata: present(objectMeta),
} as const;

export const condition = object("meta/v1.Condition", {
  type: present(string),
  status: present(string),
  observedGeneration: int64,
  lastTransitionTime: time,
  reason: string,
  message: string,
});
export type Condition = Infer<typeof condition>;

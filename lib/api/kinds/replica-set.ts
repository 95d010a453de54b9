/** Models apps/v1 ReplicaSet. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import { field, type Infer, int32, int64, list, object, pointer, present, string, time } from "../schema.ts";
import { formatLabelSelector } from "../selectors.ts";
import { applyPodTemplateDefaults } from "./pod-defaults.ts";
import { podTemplateSpec } from "./pod-spec.ts";
import { templateWarnings } from "./pod-warnings.ts";
import { containerColumns } from "./workload-columns.ts";
import { validateReplicaSet, validateSelectorUnchanged } from "./workload-validation.ts";

const replicaSetSpec = object("apps/v1.ReplicaSetSpec", {
  replicas: present(1, int32),
  minReadySeconds: field(4, int32),
  selector: present(2, labelSelector),
  template: present(3, podTemplateSpec),
});
const replicaSetCondition = object("apps/v1.ReplicaSetCondition", {
  type: present(1, string),
  status: present(2, string),
  lastTransitionTime: field(3, time),
  reason: field(4, string),
  message: field(5, string),
});
const replicaSetStatus = object("apps/v1.ReplicaSetStatus", {
  replicas: present(1, int32),
  fullyLabeledReplicas: field(2, int32),
  readyReplicas: field(4, int32),
  availableReplicas: field(5, int32),
  terminatingReplicas: pointer(7, int32),
  observedGeneration: field(3, int64),
  conditions: field(6, list(replicaSetCondition, { mergeKey: "type", mapKeys: ["type"] })),
});
const schema = object("apps/v1.ReplicaSet", {
  ...typeAndMeta,
  spec: present(2, replicaSetSpec),
  status: present(3, replicaSetStatus),
});
export type ReplicaSet = Infer<typeof schema>;

export const replicaSets = defineKind({
  group: "apps",
  version: "v1",
  kind: "ReplicaSet",
  plural: "replicasets",
  shortNames: ["rs"],
  categories: ["all"],
  namespaced: true,
  schema,
  subresources: ["status", "scale"],
  hasGeneration: true,

  prepareForCreate(replicaSet) {
    replicaSet.status = { replicas: 0 };
  },
  prepareForUpdate(replicaSet, old) {
    replicaSet.status = old.status as typeof replicaSet.status;
  },
  applyDefaults(replicaSet) {
    replicaSet.spec.replicas ??= 1;
    applyPodTemplateDefaults(replicaSet.spec.template);
    replicaSet.status ??= { replicas: 0 };
  },
  validate: validateReplicaSet,
  warnings: templateWarnings,
  validateUpdate: validateSelectorUnchanged,

  columns: [
    { name: "Name", cell: (replicaSet) => replicaSet.metadata.name },
    { name: "Desired", cell: (replicaSet) => replicaSet.spec.replicas },
    { name: "Current", cell: (replicaSet) => replicaSet.status.replicas },
    { name: "Ready", cell: (replicaSet) => replicaSet.status.readyReplicas ?? 0 },
    { name: "Age", cell: age },
    ...containerColumns<ReplicaSet>((replicaSet) => replicaSet.spec.template),
    { name: "Selector", wide: true, cell: (replicaSet) => formatLabelSelector(replicaSet.spec.selector) },
  ],
});

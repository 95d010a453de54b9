/** Models apps/v1 ReplicaSet. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import { type Infer, int32, int64, list, object, pointer, present, string, time } from "../schema.ts";
import { formatLabelSelector } from "../selectors.ts";
import { applyPodTemplateDefaults } from "./pod-defaults.ts";
import { podTemplateSpec } from "./pod-spec.ts";
import { templateWarnings } from "./pod-warnings.ts";
import { containerColumns } from "./workload-columns.ts";
import { validateReplicaSet, validateSelectorUnchanged } from "./workload-validation.ts";

const schema = object("apps/v1.ReplicaSet", {
  ...typeAndMeta,
  spec: present(
    object("apps/v1.ReplicaSetSpec", {
      replicas: present(int32),
      minReadySeconds: int32,
      selector: present(labelSelector),
      template: present(podTemplateSpec),
    }),
  ),
  status: present(
    object("apps/v1.ReplicaSetStatus", {
      replicas: present(int32),
      fullyLabeledReplicas: int32,
      readyReplicas: int32,
      availableReplicas: int32,
      terminatingReplicas: pointer(int32),
      observedGeneration: int64,
      conditions: list(
        object("apps/v1.ReplicaSetCondition", {
          type: present(string),
          status: present(string),
          lastTransitionTime: time,
          reason: string,
          message: string,
        }),
        { mergeKey: "type", mapKeys: ["type"] },
      ),
    }),
  ),
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

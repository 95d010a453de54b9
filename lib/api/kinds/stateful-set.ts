/** Models apps/v1 StatefulSet. Claims of volumes are kept as they are given: there are no volumes to claim. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import {
  any,
  defaulted,
  type Infer,
  int32,
  int64,
  list,
  object,
  oneOf,
  pointer,
  present,
  string,
  time,
} from "../schema.ts";
import { applyPodTemplateDefaults } from "./pod-defaults.ts";
import { podTemplateSpec } from "./pod-spec.ts";
import { templateWarnings } from "./pod-warnings.ts";
import { containerColumns } from "./workload-columns.ts";
import { validateStatefulSet, validateStatefulSetUpdate } from "./workload-validation.ts";

const statefulSetCondition = object("apps/v1.StatefulSetCondition", {
  type: present(string),
  status: present(string),
  lastTransitionTime: time,
  reason: string,
  message: string,
});

const schema = object("apps/v1.StatefulSet", {
  ...typeAndMeta,
  spec: present(
    object("apps/v1.StatefulSetSpec", {
      replicas: present(int32),
      selector: present(labelSelector),
      template: present(podTemplateSpec),
      volumeClaimTemplates: list(any),
      serviceName: string,
      podManagementPolicy: defaulted(oneOf("OrderedReady", "Parallel")),
      updateStrategy: present(
        object("apps/v1.StatefulSetUpdateStrategy", {
          type: defaulted(oneOf("RollingUpdate", "OnDelete")),
          rollingUpdate: object("apps/v1.RollingUpdateStatefulSetStrategy", { partition: pointer(int32) }),
        }),
      ),
      revisionHistoryLimit: present(int32),
      minReadySeconds: int32,
      persistentVolumeClaimRetentionPolicy: object(
        "apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy",
        { whenDeleted: string, whenScaled: string },
      ),
      ordinals: object("apps/v1.StatefulSetOrdinals", { start: int32 }),
    }),
  ),
  status: present(
    object("apps/v1.StatefulSetStatus", {
      observedGeneration: int64,
      replicas: present(int32),
      readyReplicas: int32,
      currentReplicas: int32,
      updatedReplicas: int32,
      currentRevision: string,
      updateRevision: string,
      collisionCount: pointer(int32),
      availableReplicas: int32,
      conditions: list(statefulSetCondition, { mergeKey: "type", mapKeys: ["type"] }),
    }),
  ),
});
export type StatefulSet = Infer<typeof schema>;

export const statefulSets = defineKind({
  group: "apps",
  version: "v1",
  kind: "StatefulSet",
  plural: "statefulsets",
  shortNames: ["sts"],
  categories: ["all"],
  namespaced: true,
  schema,
  subresources: ["status", "scale"],
  hasGeneration: true,

  prepareForCreate(statefulSet) {
    statefulSet.status = { replicas: 0 };
  },
  prepareForUpdate(statefulSet, old) {
    statefulSet.status = old.status as typeof statefulSet.status;
  },
  applyDefaults({ spec, status }) {
    spec.podManagementPolicy ??= "OrderedReady";
    spec.updateStrategy.type ??= "RollingUpdate";
    if (spec.updateStrategy.type === "RollingUpdate") {
      spec.updateStrategy.rollingUpdate ??= {};
      spec.updateStrategy.rollingUpdate.partition ??= 0;
    }
    spec.persistentVolumeClaimRetentionPolicy ??= {};
    spec.persistentVolumeClaimRetentionPolicy.whenDeleted ??= "Retain";
    spec.persistentVolumeClaimRetentionPolicy.whenScaled ??= "Retain";
    spec.replicas ??= 1;
    spec.revisionHistoryLimit ??= 10;
    applyPodTemplateDefaults(spec.template);
    status.replicas ??= 0;
  },
  validate: validateStatefulSet,
  warnings: templateWarnings,
  validateUpdate: validateStatefulSetUpdate,

  columns: [
    { name: "Name", cell: (statefulSet) => statefulSet.metadata.name },
    {
      name: "Ready",
      cell: (statefulSet) => `${statefulSet.status.readyReplicas ?? 0}/${statefulSet.spec.replicas}`,
    },
    { name: "Age", cell: age },
    ...containerColumns<StatefulSet>((statefulSet) => statefulSet.spec.template),
  ],
});

/** Models apps/v1 StatefulSet. Claims of volumes are kept as they are given: there are no volumes to claim. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import {
  any,
  defaulted,
  field,
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
  type: present(1, string),
  status: present(2, string),
  lastTransitionTime: field(3, time),
  reason: field(4, string),
  message: field(5, string),
});

const rollingUpdateStatefulSetStrategy = object("apps/v1.RollingUpdateStatefulSetStrategy", {
  partition: pointer(1, int32),
});
const statefulSetUpdateStrategy = object("apps/v1.StatefulSetUpdateStrategy", {
  type: defaulted(1, oneOf("RollingUpdate", "OnDelete")),
  rollingUpdate: field(2, rollingUpdateStatefulSetStrategy),
});
const statefulSetPersistentVolumeClaimRetentionPolicy = object(
  "apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy",
  { whenDeleted: field(1, string), whenScaled: field(2, string) },
);
const statefulSetSpec = object("apps/v1.StatefulSetSpec", {
  replicas: present(1, int32),
  selector: present(2, labelSelector),
  template: present(3, podTemplateSpec),
  volumeClaimTemplates: field(4, list(any)),
  serviceName: field(5, string),
  podManagementPolicy: defaulted(6, oneOf("OrderedReady", "Parallel")),
  updateStrategy: present(7, statefulSetUpdateStrategy),
  revisionHistoryLimit: present(8, int32),
  minReadySeconds: field(9, int32),
  persistentVolumeClaimRetentionPolicy: field(10, statefulSetPersistentVolumeClaimRetentionPolicy),
  ordinals: field(11, object("apps/v1.StatefulSetOrdinals", { start: field(1, int32) })),
});
const statefulSetStatus = object("apps/v1.StatefulSetStatus", {
  observedGeneration: field(1, int64),
  replicas: present(2, int32),
  readyReplicas: field(3, int32),
  currentReplicas: field(4, int32),
  updatedReplicas: field(5, int32),
  currentRevision: field(6, string),
  updateRevision: field(7, string),
  collisionCount: pointer(9, int32),
  availableReplicas: field(11, int32),
  conditions: field(10, list(statefulSetCondition, { mergeKey: "type", mapKeys: ["type"] })),
});
const schema = object("apps/v1.StatefulSet", {
  ...typeAndMeta,
  spec: present(2, statefulSetSpec),
  status: present(3, statefulSetStatus),
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

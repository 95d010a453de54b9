/** Models core/v1 ReplicationController, the ReplicaSet's ancestor; `kubectl expose` still knows it. */
import { age, labelPairs } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { field, type Infer, int32, int64, list, map, object, present, string, time } from "../schema.ts";
import { applyPodTemplateDefaults } from "./pod-defaults.ts";
import { podTemplateSpec } from "./pod-spec.ts";
import { templateWarnings } from "./pod-warnings.ts";
import { containerColumns } from "./workload-columns.ts";
import { validateReplicationController } from "./workload-validation.ts";

const replicationControllerCondition = object("core/v1.ReplicationControllerCondition", {
  type: present(1, string),
  status: present(2, string),
  lastTransitionTime: field(3, time),
  reason: field(4, string),
  message: field(5, string),
});

const replicationControllerSpec = object("core/v1.ReplicationControllerSpec", {
  replicas: present(1, int32),
  minReadySeconds: field(4, int32),
  selector: field(2, map(string, { atomic: true })),
  template: present(3, podTemplateSpec),
});
const replicationControllerStatus = object("core/v1.ReplicationControllerStatus", {
  replicas: present(1, int32),
  fullyLabeledReplicas: field(2, int32),
  readyReplicas: field(4, int32),
  availableReplicas: field(5, int32),
  observedGeneration: field(3, int64),
  conditions: field(6, list(replicationControllerCondition, { mergeKey: "type", mapKeys: ["type"] })),
});
const schema = object("core/v1.ReplicationController", {
  ...typeAndMeta,
  spec: present(2, replicationControllerSpec),
  status: present(3, replicationControllerStatus),
});
export type ReplicationController = Infer<typeof schema>;

export const replicationControllers = defineKind({
  group: "",
  version: "v1",
  kind: "ReplicationController",
  plural: "replicationcontrollers",
  shortNames: ["rc"],
  categories: ["all"],
  namespaced: true,
  schema,
  subresources: ["status", "scale"],
  hasGeneration: true,

  prepareForCreate(controller) {
    controller.status = { replicas: 0 };
  },
  prepareForUpdate(controller, old) {
    controller.status = old.status as typeof controller.status;
  },
  applyDefaults(controller) {
    const labels = controller.spec.template.metadata?.labels ?? {};
    if (Object.keys(labels).length > 0) {
      if (Object.keys(controller.spec.selector ?? {}).length === 0) controller.spec.selector = { ...labels };
      if (Object.keys(controller.metadata.labels ?? {}).length === 0)
        controller.metadata.labels = { ...labels };
    }
    controller.spec.replicas ??= 1;
    applyPodTemplateDefaults(controller.spec.template);
    controller.status.replicas ??= 0;
  },
  validate: validateReplicationController,
  warnings: templateWarnings,

  columns: [
    { name: "Name", cell: (controller) => controller.metadata.name },
    { name: "Desired", cell: (controller) => controller.spec.replicas },
    { name: "Current", cell: (controller) => controller.status.replicas },
    { name: "Ready", cell: (controller) => controller.status.readyReplicas ?? 0 },
    { name: "Age", cell: age },
    ...containerColumns<ReplicationController>((controller) => controller.spec.template),
    { name: "Selector", wide: true, cell: (controller) => labelPairs(controller.spec.selector) },
  ],
});

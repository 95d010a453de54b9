/** Models apps/v1 Deployment. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import {
  boolean,
  defaulted,
  field,
  type Infer,
  int32,
  int64,
  intOrString,
  list,
  object,
  oneOf,
  pointer,
  present,
  string,
  time,
} from "../schema.ts";
import { formatLabelSelector } from "../selectors.ts";
import { applyPodTemplateDefaults } from "./pod-defaults.ts";
import { podTemplateSpec } from "./pod-spec.ts";
import { templateWarnings } from "./pod-warnings.ts";
import { containerColumns } from "./workload-columns.ts";
import { validateDeployment, validateSelectorUnchanged } from "./workload-validation.ts";

export const deploymentCondition = object("apps/v1.DeploymentCondition", {
  type: present(1, string),
  status: present(2, string),
  lastUpdateTime: field(6, time),
  lastTransitionTime: field(7, time),
  reason: field(4, string),
  message: field(5, string),
});
export type DeploymentCondition = Infer<typeof deploymentCondition>;

const rollingUpdateDeployment = object("apps/v1.RollingUpdateDeployment", {
  maxUnavailable: pointer(1, intOrString),
  maxSurge: pointer(2, intOrString),
});
const deploymentStrategy = object(
  "apps/v1.DeploymentStrategy",
  {
    type: defaulted(1, oneOf("RollingUpdate", "Recreate")),
    rollingUpdate: field(2, rollingUpdateDeployment),
  },
  { retainKeys: true },
);
const deploymentSpec = object("apps/v1.DeploymentSpec", {
  replicas: present(1, int32),
  selector: present(2, labelSelector),
  template: present(3, podTemplateSpec),
  strategy: present(4, deploymentStrategy),
  minReadySeconds: field(5, int32),
  revisionHistoryLimit: present(6, int32),
  paused: field(7, boolean),
  progressDeadlineSeconds: present(9, int32),
});
const deploymentStatus = object("apps/v1.DeploymentStatus", {
  observedGeneration: field(1, int64),
  replicas: field(2, int32),
  updatedReplicas: field(3, int32),
  readyReplicas: field(7, int32),
  availableReplicas: field(4, int32),
  unavailableReplicas: field(5, int32),
  terminatingReplicas: pointer(9, int32),
  conditions: field(6, list(deploymentCondition, { mergeKey: "type", mapKeys: ["type"] })),
  collisionCount: pointer(8, int32),
});
const schema = object("apps/v1.Deployment", {
  ...typeAndMeta,
  spec: present(2, deploymentSpec),
  status: present(3, deploymentStatus),
});
export type Deployment = Infer<typeof schema>;

export const deployments = defineKind({
  group: "apps",
  version: "v1",
  kind: "Deployment",
  plural: "deployments",
  shortNames: ["deploy"],
  categories: ["all"],
  namespaced: true,
  schema,
  subresources: ["status", "scale"],
  hasGeneration: true,
  countsAnnotations: true,

  prepareForCreate(deployment) {
    deployment.status = {};
  },
  prepareForUpdate(deployment, old) {
    deployment.status = old.status as typeof deployment.status;
  },
  applyDefaults(deployment) {
    const spec = deployment.spec;
    spec.replicas ??= 1;
    spec.strategy ??= { type: "RollingUpdate" };
    spec.strategy.type ??= "RollingUpdate";
    if (spec.strategy.type === "RollingUpdate") {
      spec.strategy.rollingUpdate ??= {};
      spec.strategy.rollingUpdate.maxUnavailable ??= "25%";
      spec.strategy.rollingUpdate.maxSurge ??= "25%";
    }
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
    applyPodTemplateDefaults(spec.template);
    deployment.status ??= {};
  },
  validate: validateDeployment,
  warnings: templateWarnings,
  validateUpdate: validateSelectorUnchanged,

  columns: [
    { name: "Name", cell: (deployment) => deployment.metadata.name },
    {
      name: "Ready",
      cell: (deployment) => `${deployment.status.readyReplicas ?? 0}/${deployment.spec.replicas}`,
    },
    { name: "Up-to-date", cell: (deployment) => deployment.status.updatedReplicas ?? 0 },
    { name: "Available", cell: (deployment) => deployment.status.availableReplicas ?? 0 },
    { name: "Age", cell: age },
    ...containerColumns<Deployment>((deployment) => deployment.spec.template),
    { name: "Selector", wide: true, cell: (deployment) => formatLabelSelector(deployment.spec.selector) },
  ],
});

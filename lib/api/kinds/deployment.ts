/** Models apps/v1 Deployment. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import {
  boolean,
  defaulted,
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
  type: present(string),
  status: present(string),
  lastUpdateTime: time,
  lastTransitionTime: time,
  reason: string,
  message: string,
});
export type DeploymentCondition = Infer<typeof deploymentCondition>;

const schema = object("apps/v1.Deployment", {
  ...typeAndMeta,
  spec: present(
    object("apps/v1.DeploymentSpec", {
      replicas: present(int32),
      selector: present(labelSelector),
      template: present(podTemplateSpec),
      strategy: present(
        object(
          "apps/v1.DeploymentStrategy",
          {
            type: defaulted(oneOf("RollingUpdate", "Recreate")),
            rollingUpdate: object("apps/v1.RollingUpdateDeployment", {
              maxUnavailable: pointer(intOrString),
              maxSurge: pointer(intOrString),
            }),
          },
          { retainKeys: true },
        ),
      ),
      minReadySeconds: int32,
      revisionHistoryLimit: present(int32),
      paused: boolean,
      progressDeadlineSeconds: present(int32),
    }),
  ),
  status: present(
    object("apps/v1.DeploymentStatus", {
      observedGeneration: int64,
      replicas: int32,
      updatedReplicas: int32,
      readyReplicas: int32,
      availableReplicas: int32,
      unavailableReplicas: int32,
      terminatingReplicas: pointer(int32),
      conditions: list(deploymentCondition, { mergeKey: "type", mapKeys: ["type"] }),
      collisionCount: pointer(int32),
    }),
  ),
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

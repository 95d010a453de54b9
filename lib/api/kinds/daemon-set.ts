/** Models apps/v1 DaemonSet. */
import { age, labelPairs } from "../columns.ts";
import { isEqual } from "../equal.ts";
import { defineKind } from "../kind.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import {
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
import { validateDaemonSet, validateSelectorUnchanged } from "./workload-validation.ts";

const daemonSetCondition = object("apps/v1.DaemonSetCondition", {
  type: present(string),
  status: present(string),
  lastTransitionTime: time,
  reason: string,
  message: string,
});

const schema = object("apps/v1.DaemonSet", {
  ...typeAndMeta,
  spec: present(
    object("apps/v1.DaemonSetSpec", {
      selector: present(labelSelector),
      template: present(podTemplateSpec),
      updateStrategy: present(
        object("apps/v1.DaemonSetUpdateStrategy", {
          type: defaulted(oneOf("RollingUpdate", "OnDelete")),
          rollingUpdate: object("apps/v1.RollingUpdateDaemonSet", {
            maxUnavailable: pointer(intOrString),
            maxSurge: pointer(intOrString),
          }),
        }),
      ),
      minReadySeconds: int32,
      revisionHistoryLimit: present(int32),
    }),
  ),
  status: present(
    object("apps/v1.DaemonSetStatus", {
      currentNumberScheduled: present(int32),
      numberMisscheduled: present(int32),
      desiredNumberScheduled: present(int32),
      numberReady: present(int32),
      observedGeneration: int64,
      updatedNumberScheduled: int32,
      numberAvailable: int32,
      numberUnavailable: int32,
      collisionCount: pointer(int32),
      conditions: list(daemonSetCondition, { mergeKey: "type", mapKeys: ["type"] }),
    }),
  ),
});
export type DaemonSet = Infer<typeof schema>;

/** Counts changes of the template; what is left of a field of former API versions. */
const TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

export const daemonSets = defineKind({
  group: "apps",
  version: "v1",
  kind: "DaemonSet",
  plural: "daemonsets",
  shortNames: ["ds"],
  categories: ["all"],
  namespaced: true,
  schema,
  subresources: ["status"],
  hasGeneration: true,

  prepareForCreate(daemonSet) {
    daemonSet.status = {
      currentNumberScheduled: 0,
      numberMisscheduled: 0,
      desiredNumberScheduled: 0,
      numberReady: 0,
    };
    daemonSet.metadata.annotations = { ...daemonSet.metadata.annotations, [TEMPLATE_GENERATION]: "1" };
  },
  prepareForUpdate(daemonSet, old) {
    daemonSet.status = old.status as typeof daemonSet.status;
    const generation = Number(old.metadata.annotations?.[TEMPLATE_GENERATION] ?? 1);
    const changed = !isEqual(daemonSet.spec.template, old.spec.template);
    daemonSet.metadata.annotations = {
      ...daemonSet.metadata.annotations,
      [TEMPLATE_GENERATION]: String(changed ? generation + 1 : generation),
    };
  },
  applyDefaults({ spec }) {
    spec.updateStrategy.type ??= "RollingUpdate";
    if (spec.updateStrategy.type === "RollingUpdate") {
      spec.updateStrategy.rollingUpdate ??= {};
      spec.updateStrategy.rollingUpdate.maxUnavailable ??= 1;
      spec.updateStrategy.rollingUpdate.maxSurge ??= 0;
    }
    spec.revisionHistoryLimit ??= 10;
    applyPodTemplateDefaults(spec.template);
  },
  validate: validateDaemonSet,
  warnings: templateWarnings,
  validateUpdate: validateSelectorUnchanged,

  columns: [
    { name: "Name", cell: (daemonSet) => daemonSet.metadata.name },
    { name: "Desired", cell: (daemonSet) => daemonSet.status.desiredNumberScheduled },
    { name: "Current", cell: (daemonSet) => daemonSet.status.currentNumberScheduled },
    { name: "Ready", cell: (daemonSet) => daemonSet.status.numberReady },
    { name: "Up-to-date", cell: (daemonSet) => daemonSet.status.updatedNumberScheduled ?? 0 },
    { name: "Available", cell: (daemonSet) => daemonSet.status.numberAvailable ?? 0 },
    { name: "Node Selector", cell: (daemonSet) => labelPairs(daemonSet.spec.template.spec.nodeSelector) },
    { name: "Age", cell: age },
    ...containerColumns<DaemonSet>((daemonSet) => daemonSet.spec.template),
    { name: "Selector", wide: true, cell: (daemonSet) => formatLabelSelector(daemonSet.spec.selector) },
  ],
});

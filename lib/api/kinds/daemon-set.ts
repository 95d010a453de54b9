/** Models apps/v1 DaemonSet. */
import { age, labelPairs } from "../columns.ts";
import { isEqual } from "../equal.ts";
import { defineKind } from "../kind.ts";
import { labelSelector, typeAndMeta } from "../metadata.ts";
import {
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
import { validateDaemonSet, validateSelectorUnchanged } from "./workload-validation.ts";

const daemonSetCondition = object("apps/v1.DaemonSetCondition", {
  type: present(1, string),
  status: present(2, string),
  lastTransitionTime: field(3, time),
  reason: field(4, string),
  message: field(5, string),
});

const rollingUpdateDaemonSet = object("apps/v1.RollingUpdateDaemonSet", {
  maxUnavailable: pointer(1, intOrString),
  maxSurge: pointer(2, intOrString),
});
const daemonSetUpdateStrategy = object("apps/v1.DaemonSetUpdateStrategy", {
  type: defaulted(1, oneOf("RollingUpdate", "OnDelete")),
  rollingUpdate: field(2, rollingUpdateDaemonSet),
});
const daemonSetSpec = object("apps/v1.DaemonSetSpec", {
  selector: present(1, labelSelector),
  template: present(2, podTemplateSpec),
  updateStrategy: present(3, daemonSetUpdateStrategy),
  minReadySeconds: field(4, int32),
  revisionHistoryLimit: present(6, int32),
});
const daemonSetStatus = object("apps/v1.DaemonSetStatus", {
  currentNumberScheduled: present(1, int32),
  numberMisscheduled: present(2, int32),
  desiredNumberScheduled: present(3, int32),
  numberReady: present(4, int32),
  observedGeneration: field(5, int64),
  updatedNumberScheduled: field(6, int32),
  numberAvailable: field(7, int32),
  numberUnavailable: field(8, int32),
  collisionCount: pointer(9, int32),
  conditions: field(10, list(daemonSetCondition, { mergeKey: "type", mapKeys: ["type"] })),
});
const schema = object("apps/v1.DaemonSet", {
  ...typeAndMeta,
  spec: present(2, daemonSetSpec),
  status: present(3, daemonSetStatus),
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

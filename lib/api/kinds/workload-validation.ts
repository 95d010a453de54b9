/** Everything that makes Pods from a template. Models pkg/apis/apps/validation and ValidateReplicationController. */

import { quoted } from "../../go/strconv.ts";
import { GoText } from "../../go/syntax.ts";
import { isEqual } from "../equal.ts";
import {
  type FieldErrors,
  forbiddenField,
  immutable,
  invalidValue,
  negative,
  notSupported,
  required,
} from "../field-error.ts";
import { validateAnnotations, validateLabelSelector, validateLabels } from "../label-validation.ts";
import type { LabelSelector } from "../metadata.ts";
import { goLabelSelector, matchesLabelSelector } from "../selectors.ts";
import type { DaemonSet } from "./daemon-set.ts";
import type { Deployment } from "./deployment.ts";
import type { PodTemplateSpec } from "./pod-spec.ts";
import { validatePodTemplate } from "./pod-validation.ts";
import type { ReplicaSet } from "./replica-set.ts";
import type { ReplicationController } from "./replication-controller.ts";
import { validateRollingUpdate, validateRollingUpdateOfDaemonSet } from "./rolling-update-validation.ts";
import type { StatefulSet } from "./stateful-set.ts";

export function validateDeployment({ spec }: Deployment): FieldErrors {
  const errors = negative("spec.replicas", spec.replicas);
  errors.push(...validateSelector(spec.selector, "deployment"));
  errors.push(...validateTemplate(spec.template, spec.selector, "ReplicaSet"));
  errors.push(...validateDeploymentStrategy(spec.strategy));
  errors.push(...negative("spec.minReadySeconds", spec.minReadySeconds));
  errors.push(...negative("spec.revisionHistoryLimit", spec.revisionHistoryLimit));
  errors.push(...negative("spec.progressDeadlineSeconds", spec.progressDeadlineSeconds));
  const tooShort = spec.progressDeadlineSeconds <= (spec.minReadySeconds ?? 0);
  return tooShort
    ? [
        ...errors,
        invalidValue(
          "spec.progressDeadlineSeconds",
          spec.progressDeadlineSeconds,
          "must be greater than minReadySeconds",
        ),
      ]
    : errors;
}

function validateDeploymentStrategy({ type, rollingUpdate }: Deployment["spec"]["strategy"]): FieldErrors {
  switch (type) {
    case "Recreate":
      return rollingUpdate === undefined
        ? []
        : [
            forbiddenField(
              "spec.strategy.rollingUpdate",
              "may not be specified when strategy `type` is 'Recreate'",
            ),
          ];
    case "RollingUpdate":
      return validateRollingUpdate("spec.strategy.rollingUpdate", rollingUpdate ?? {});
    default: {
      const shown = new GoText(
        `apps.DeploymentStrategy{Type:${quoted(type)}, RollingUpdate:(*apps.RollingUpdateDeployment)(nil)}`,
      );
      return [notSupported("spec.strategy", shown, ["Recreate", "RollingUpdate"])];
    }
  }
}

export function validateReplicaSet({ spec }: ReplicaSet): FieldErrors {
  const errors = [
    ...negative("spec.replicas", spec.replicas),
    ...negative("spec.minReadySeconds", spec.minReadySeconds),
  ];
  // The server says "deployment" here too.
  errors.push(...validateSelector(spec.selector, "deployment"));
  return [...errors, ...validateTemplate(spec.template, spec.selector, "ReplicaSet")];
}

export function validateReplicationController({ spec }: ReplicationController): FieldErrors {
  const errors = negative("spec.minReadySeconds", spec.minReadySeconds);
  const empty = Object.keys(spec.selector ?? {}).length === 0;
  if (empty) errors.push(required("spec.selector"));
  errors.push(...negative("spec.replicas", spec.replicas));
  if (spec.template === undefined) return [...errors, required("spec.template")];
  return [
    ...errors,
    ...validateTemplate(spec.template, { matchLabels: spec.selector }, "ReplicationController"),
  ];
}

export function validateDaemonSet({ spec }: DaemonSet): FieldErrors {
  const errors = validateLabelSelector("spec.selector", spec.selector);
  errors.push(...mismatch(spec.template, spec.selector));
  if (spec.selector !== undefined && isEmpty(spec.selector)) {
    errors.push(
      invalidValue(
        "spec.selector",
        goLabelSelector(spec.selector),
        "empty selector is invalid for daemonset",
      ),
    );
  }
  errors.push(
    ...validatePodTemplate("spec.template", spec.template),
    ...validateRestart(spec.template, "DaemonSet"),
  );
  errors.push(...negative("spec.minReadySeconds", spec.minReadySeconds));
  errors.push(...validateRollingUpdateOfDaemonSet("spec.updateStrategy", spec.updateStrategy));
  return [...errors, ...negative("spec.revisionHistoryLimit", spec.revisionHistoryLimit)];
}

/** The template's containers are not looked at before there is a Pod, as in the real server. */
export function validateStatefulSet({ spec }: StatefulSet): FieldErrors {
  const errors: FieldErrors = [];
  const { podManagementPolicy, updateStrategy } = spec;
  if (!["OrderedReady", "Parallel"].includes(podManagementPolicy)) {
    errors.push(
      invalidValue("spec.podManagementPolicy", podManagementPolicy, "must be 'OrderedReady' or 'Parallel'"),
    );
  }
  if (updateStrategy.type === "RollingUpdate")
    errors.push(
      ...negative("spec.updateStrategy.rollingUpdate.partition", updateStrategy.rollingUpdate?.partition),
    );
  else if (updateStrategy.type !== "OnDelete") {
    errors.push(
      invalidValue(
        "spec.updateStrategy",
        new GoText(
          `apps.StatefulSetUpdateStrategy{Type:${quoted(updateStrategy.type)}, RollingUpdate:(*apps.RollingUpdateStatefulSetStrategy)(nil)}`,
        ),
        "must be 'RollingUpdate' or 'OnDelete'",
      ),
    );
  }
  errors.push(
    ...negative("spec.replicas", spec.replicas),
    ...negative("spec.minReadySeconds", spec.minReadySeconds),
  );
  errors.push(...validateSelector(spec.selector, "statefulset"), ...mismatch(spec.template, spec.selector));
  errors.push(...validateLabels("spec.template.labels", spec.template.metadata?.labels));
  errors.push(...validateAnnotations("spec.template.annotations", spec.template.metadata?.annotations));
  return [...errors, ...validateRestart(spec.template, "StatefulSet")];
}

const STATEFUL_SET_UPDATABLE = [
  "replicas",
  "ordinals",
  "template",
  "updateStrategy",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
] as const;

export function validateStatefulSetUpdate({ spec }: StatefulSet, { spec: old }: StatefulSet): FieldErrors {
  const fixed = (from: StatefulSet["spec"]): object =>
    Object.fromEntries(
      Object.entries(from).filter(([field]) => !STATEFUL_SET_UPDATABLE.some((name) => name === field)),
    );
  if (isEqual(fixed(spec), fixed(old))) return [];
  const fields = STATEFUL_SET_UPDATABLE.map((field) => `'${field}'`);
  return [
    forbiddenField(
      "spec",
      `updates to statefulset spec for fields other than ${fields.slice(0, -1).join(", ")} and ${fields.at(-1)} are forbidden`,
    ),
  ];
}

interface WithSelector {
  readonly spec: { readonly selector: LabelSelector };
}

export function validateSelectorUnchanged({ spec }: WithSelector, { spec: old }: WithSelector): FieldErrors {
  return isEqual(spec.selector, old.selector)
    ? []
    : [immutable("spec.selector", spec.selector === undefined ? undefined : goLabelSelector(spec.selector))];
}

const isEmpty = (selector: LabelSelector): boolean =>
  Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;

function validateSelector(selector: LabelSelector | undefined, called: string): FieldErrors {
  if (selector === undefined) return [required("spec.selector")];
  const errors = validateLabelSelector("spec.selector", selector);
  return isEmpty(selector)
    ? [
        ...errors,
        invalidValue("spec.selector", goLabelSelector(selector), `empty selector is invalid for ${called}`),
      ]
    : errors;
}

function validateTemplate(
  template: PodTemplateSpec,
  selector: LabelSelector | undefined,
  maker: string,
): FieldErrors {
  // An unusable selector cannot be matched, and has been reported.
  if (selector !== undefined && validateLabelSelector("", selector).length > 0)
    return [invalidValue("spec.selector", goLabelSelector(selector), "invalid label selector")];
  return [
    ...mismatch(template, selector),
    ...validatePodTemplate("spec.template", template),
    ...validateRestart(template, maker),
  ];
}

/** An absent selector matches nothing, so it is reported here too; an empty one matches everything. */
function mismatch(template: PodTemplateSpec, selector: LabelSelector | undefined): FieldErrors {
  const labels = template.metadata?.labels;
  if (matchesLabelSelector(selector, labels)) return [];
  return [
    invalidValue(
      "spec.template.metadata.labels",
      labels ?? new GoText("map[string]string(nil)"),
      "`selector` does not match template `labels`",
    ),
  ];
}

function validateRestart({ spec }: PodTemplateSpec, maker: string): FieldErrors {
  const errors =
    spec.restartPolicy === "Always"
      ? []
      : [notSupported("spec.template.spec.restartPolicy", spec.restartPolicy, ["Always"])];
  if (spec.activeDeadlineSeconds !== undefined)
    errors.push(
      forbiddenField(
        "spec.template.spec.activeDeadlineSeconds",
        `activeDeadlineSeconds in ${maker} is not Supported`,
      ),
    );
  return errors;
}

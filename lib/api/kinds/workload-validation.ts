/** Models pkg/apis/apps/validation. */
import { type FieldErrors, immutable } from "../field-error.ts";
import type { LabelSelector } from "../metadata.ts";
import type { Deployment } from "./deployment.ts";
import type { ReplicaSet } from "./replica-set.ts";

export function validateDeployment(_deployment: Deployment): FieldErrors {
  return [];
}

export function validateReplicaSet(_replicaSet: ReplicaSet): FieldErrors {
  return [];
}

interface WithSelector {
  readonly spec: { readonly selector: LabelSelector };
}

export function validateSelectorUnchanged(workload: WithSelector, old: WithSelector): FieldErrors {
  return JSON.stringify(workload.spec.selector) === JSON.stringify(old.spec.selector) ? [] : [immutable("spec.selector", workload.spec.selector)];
}

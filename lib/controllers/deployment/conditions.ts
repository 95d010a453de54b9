/** Conditions of a Deployment. Models SetDeploymentCondition of pkg/controller/deployment/util. */
import type { DeploymentCondition } from "../../api/kinds/deployment.ts";

type Conditions = readonly DeploymentCondition[];

export function newCondition(
  type: string,
  status: "True" | "False" | "Unknown",
  reason: string,
  message: string,
  timestamp: string,
): DeploymentCondition {
  return { type, status, lastUpdateTime: timestamp, lastTransitionTime: timestamp, reason, message };
}

export function getCondition(conditions: Conditions, type: string): DeploymentCondition | undefined {
  return conditions.find((condition) => condition.type === type);
}

export function withoutCondition(conditions: Conditions, type: string): Conditions {
  return conditions.filter((condition) => condition.type !== type);
}

/** A condition that says nothing new in status and reason stays as it is; one that does moves to the end. */
export function withCondition(conditions: Conditions, condition: DeploymentCondition): Conditions {
  const known = getCondition(conditions, condition.type);
  if (known?.status === condition.status && known.reason === condition.reason) return conditions;
  const lastTransitionTime =
    known?.status === condition.status ? known.lastTransitionTime : condition.lastTransitionTime;
  return [...withoutCondition(conditions, condition.type), { ...condition, lastTransitionTime }];
}

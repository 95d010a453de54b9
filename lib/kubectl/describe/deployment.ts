/** `kubectl describe deployment`. Models describeDeployment of kubectl 1.33. */
import { isEqual } from "../../api/equal.ts";
import { type Deployment, deployments } from "../../api/kinds/deployment.ts";
import type { PodTemplateSpec } from "../../api/kinds/pod-spec.ts";
import { type ReplicaSet, replicaSets } from "../../api/kinds/replica-set.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { describeConditions } from "./conditions.ts";
import { describer, isControlledBy, rfc1123, type Surroundings } from "./describer.ts";
import { describePodTemplate } from "./pod-template.ts";
import type { SectionWriter } from "./section-writer.ts";

export const deploymentDescriber = describer(deployments, describeDeployment);

function describeDeployment(writer: SectionWriter, deployment: Deployment, surroundings: Surroundings): void {
  const { metadata, spec, status } = deployment;
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "CreationTimestamp", rfc1123(metadata.creationTimestamp));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.field(0, "Selector", formatLabelSelector(spec.selector));
  writer.field(0, "Replicas", replicas(deployment));
  writer.field(0, "StrategyType", spec.strategy.type);
  writer.field(0, "MinReadySeconds", spec.minReadySeconds ?? 0);
  const rolling = spec.strategy.rollingUpdate;
  if (rolling !== undefined)
    writer.field(
      0,
      "RollingUpdateStrategy",
      `${rolling.maxUnavailable ?? 0} max unavailable, ${rolling.maxSurge ?? 0} max surge`,
    );
  describePodTemplate(writer, spec.template);
  describeConditions(writer, status.conditions);
  writeReplicaSets(writer, deployment, surroundings);
}

function replicas({ spec, status }: Deployment): string {
  const counts = [
    `${spec.replicas} desired`,
    `${status.updatedReplicas ?? 0} updated`,
    `${status.replicas ?? 0} total`,
    `${status.availableReplicas ?? 0} available`,
    `${status.unavailableReplicas ?? 0} unavailable`,
  ];
  return counts.join(" | ");
}

function writeReplicaSets(writer: SectionWriter, deployment: Deployment, { api }: Surroundings): void {
  const owned = api
    .list(replicaSets, { namespace: deployment.metadata.namespace ?? "" })
    .items.filter((replicaSet) => isControlledBy(replicaSet, deployment))
    .sort((a, b) => created(a) - created(b));
  if (owned.length === 0) return;
  const newest = owned.find((replicaSet) =>
    isSameTemplate(replicaSet.spec.template, deployment.spec.template),
  );
  const old = owned.filter((replicaSet) => replicaSet !== newest);
  writer.field(0, "OldReplicaSets", formatReplicaSets(old));
  writer.field(0, "NewReplicaSet", formatReplicaSets(newest === undefined ? [] : [newest]));
}

const created = (replicaSet: ReplicaSet): number => Date.parse(replicaSet.metadata.creationTimestamp ?? "");

/** The ReplicaSet's template has the Deployment's, and the label with its hash. */
function isSameTemplate(ofReplicaSet: PodTemplateSpec, ofDeployment: PodTemplateSpec): boolean {
  const { "pod-template-hash": _hash, ...labels } = ofReplicaSet.metadata?.labels ?? {};
  return isEqual({ ...ofReplicaSet, metadata: { ...ofReplicaSet.metadata, labels } }, ofDeployment);
}

function formatReplicaSets(list: readonly ReplicaSet[]): string {
  const each = list.map(
    ({ metadata, spec, status }) => `${metadata.name} (${status.replicas}/${spec.replicas} replicas created)`,
  );
  return each.length === 0 ? "<none>" : each.join(", ");
}

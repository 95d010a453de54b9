/** `kubectl describe replicaset`. Models describeReplicaSet of kubectl 1.33. */
import { type ReplicaSet, replicaSets } from "../../api/kinds/replica-set.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { describeConditions } from "./conditions.ts";
import { controlledBy, describer, podsStatus, type Surroundings } from "./describer.ts";
import { describePodTemplate } from "./pod-template.ts";
import type { SectionWriter } from "./section-writer.ts";

export const replicaSetDescriber = describer(replicaSets, describeReplicaSet);

function describeReplicaSet(writer: SectionWriter, replicaSet: ReplicaSet, surroundings: Surroundings): void {
  const { metadata, spec, status } = replicaSet;
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "Selector", formatLabelSelector(spec.selector));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.optional(0, "Controlled By", controlledBy(replicaSet));
  writer.field(0, "Replicas", `${status.replicas} current / ${spec.replicas} desired`);
  writer.field(0, "Pods Status", podsStatus(replicaSet, surroundings));
  describePodTemplate(writer, spec.template);
  describeConditions(writer, status.conditions);
}

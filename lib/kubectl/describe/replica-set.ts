/** `kubectl describe replicaset`. Models describeReplicaSet of kubectl 1.33. */
import type { ReplicaSet } from "../../api/kinds/replica-set.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { describeConditions } from "./conditions.ts";
import { controllerOf, type Describer, podsStatus, type Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { describePodTemplate } from "./pod-template.ts";
import { SectionWriter } from "./section-writer.ts";

export const replicaSetDescriber: Describer<ReplicaSet> = {
  group: "apps",
  kind: "ReplicaSet",
  describe: describeReplicaSet,
};

function describeReplicaSet(replicaSet: ReplicaSet, surroundings: Surroundings): string {
  const { metadata, spec, status } = replicaSet;
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "Selector", formatLabelSelector(spec.selector));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  const controller = controllerOf(replicaSet);
  if (controller !== undefined) writer.field(0, "Controlled By", controller);
  writer.field(0, "Replicas", `${status.replicas} current / ${spec.replicas} desired`);
  writer.field(0, "Pods Status", podsStatus(replicaSet, surroundings));
  describePodTemplate(writer, spec.template);
  describeConditions(writer, status.conditions);
  describeEvents(writer, replicaSet, surroundings);
  return writer.toString();
}

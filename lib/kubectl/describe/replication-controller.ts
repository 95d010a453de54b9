/** `kubectl describe replicationcontroller`. Models describeReplicationController of kubectl 1.33. */
import { labelPairs } from "../../api/columns.ts";
import {
  type ReplicationController,
  replicationControllers,
} from "../../api/kinds/replication-controller.ts";
import { describeConditions } from "./conditions.ts";
import { describer, podsStatus, type Surroundings } from "./describer.ts";
import { describePodTemplate } from "./pod-template.ts";
import type { SectionWriter } from "./section-writer.ts";

export const replicationControllerDescriber = describer(
  replicationControllers,
  describeReplicationController,
);

function describeReplicationController(
  writer: SectionWriter,
  controller: ReplicationController,
  surroundings: Surroundings,
): void {
  const { metadata, spec, status } = controller;
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "Selector", labelPairs(spec.selector));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.field(0, "Replicas", `${status.replicas} current / ${spec.replicas} desired`);
  writer.field(0, "Pods Status", podsStatus(controller, surroundings));
  describePodTemplate(writer, spec.template);
  describeConditions(writer, status.conditions);
}

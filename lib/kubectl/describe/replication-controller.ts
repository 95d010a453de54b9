/** `kubectl describe replicationcontroller`. Models describeReplicationController of kubectl 1.33. */
import { labelPairs } from "../../api/columns.ts";
import type { ReplicationController } from "../../api/kinds/replication-controller.ts";
import { describeConditions } from "./conditions.ts";
import { type Describer, podsStatus, type Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { describePodTemplate } from "./pod-template.ts";
import { SectionWriter } from "./section-writer.ts";

export const replicationControllerDescriber: Describer<ReplicationController> = {
  group: "",
  kind: "ReplicationController",
  describe: describeReplicationController,
};

function describeReplicationController(
  controller: ReplicationController,
  surroundings: Surroundings,
): string {
  const { metadata, spec, status } = controller;
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "Selector", labelPairs(spec.selector));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.field(0, "Replicas", `${status.replicas} current / ${spec.replicas} desired`);
  writer.field(0, "Pods Status", podsStatus(controller, surroundings));
  describePodTemplate(writer, spec.template);
  describeConditions(writer, status.conditions);
  describeEvents(writer, controller, surroundings);
  return writer.toString();
}

/** `kubectl describe daemonset`. Models describeDaemonSet of kubectl 1.33. */
import { labelPairs } from "../../api/columns.ts";
import type { DaemonSet } from "../../api/kinds/daemon-set.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { type Describer, podsStatus, type Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { describePodTemplate } from "./pod-template.ts";
import { SectionWriter } from "./section-writer.ts";

export const daemonSetDescriber: Describer<DaemonSet> = {
  group: "apps",
  kind: "DaemonSet",
  describe: describeDaemonSet,
};

function describeDaemonSet(daemonSet: DaemonSet, surroundings: Surroundings): string {
  const { metadata, spec, status } = daemonSet;
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "Selector", formatLabelSelector(spec.selector));
  writer.field(0, "Node-Selector", labelPairs(spec.template.spec.nodeSelector));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  // These lines have a blank where the others have a tab, in the real one too.
  writer.write(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled}\n`);
  writer.write(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled}\n`);
  writer.write(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}\n`);
  writer.write(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}\n`);
  writer.write(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled}\n`);
  writer.field(0, "Pods Status", podsStatus(daemonSet, surroundings));
  describePodTemplate(writer, spec.template);
  describeEvents(writer, daemonSet, surroundings);
  return writer.toString();
}

/** `kubectl describe daemonset`. Models describeDaemonSet of kubectl 1.33. */
import { labelPairs } from "../../api/columns.ts";
import { type DaemonSet, daemonSets } from "../../api/kinds/daemon-set.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { describer, podsStatus, type Surroundings } from "./describer.ts";
import { describePodTemplate } from "./pod-template.ts";
import type { SectionWriter } from "./section-writer.ts";

export const daemonSetDescriber = describer(daemonSets, describeDaemonSet);

function describeDaemonSet(writer: SectionWriter, daemonSet: DaemonSet, surroundings: Surroundings): void {
  const { metadata, spec, status } = daemonSet;
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
}

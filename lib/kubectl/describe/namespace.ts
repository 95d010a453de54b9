/** `kubectl describe namespace`. Models describeNamespace of kubectl 1.33. The simulated cluster has neither quotas nor limit ranges. */
import { type Namespace, namespaces } from "../../api/kinds/namespace.ts";
import { describer, rfc1123 } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

export const namespaceDescriber = describer(namespaces, describeNamespace, false);

function describeNamespace(writer: SectionWriter, { metadata, status }: Namespace): void {
  writer.field(0, "Name", metadata.name);
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.field(0, "Status", status.phase);
  const conditions = status.conditions ?? [];
  if (conditions.length > 0) {
    writer.write(0, "Conditions:\n");
    writer.header(1, "Type", "Status", "LastTransitionTime", "Reason", "Message");
  }
  for (const { type, status: value, lastTransitionTime, reason = "", message = "" } of conditions) {
    writer.row(1, type, value, rfc1123(lastTransitionTime), reason, message);
  }
  writer.write(0, "\nNo resource quota.\n\nNo LimitRange resource.\n");
}

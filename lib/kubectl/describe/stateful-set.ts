/** `kubectl describe statefulset`. Models describeStatefulSet of kubectl 1.33. */
import { type StatefulSet, statefulSets } from "../../api/kinds/stateful-set.ts";
import { canonicalQuantity } from "../../api/quantity.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { describer, podsStatus, rfc1123, type Surroundings } from "./describer.ts";
import { describePodTemplate } from "./pod-template.ts";
import type { SectionWriter } from "./section-writer.ts";

/** As it was given: the API does not look into it. */
interface VolumeClaimTemplate {
  readonly metadata?: {
    readonly name?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly storageClassName?: string;
    readonly accessModes?: readonly string[];
    readonly resources?: { readonly requests?: Readonly<Record<string, string | number>> };
  };
}

export const statefulSetDescriber = describer(statefulSets, describeStatefulSet);

function describeStatefulSet(
  writer: SectionWriter,
  statefulSet: StatefulSet,
  surroundings: Surroundings,
): void {
  const { metadata, spec, status } = statefulSet;
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "CreationTimestamp", rfc1123(metadata.creationTimestamp));
  writer.field(0, "Selector", formatLabelSelector(spec.selector));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.field(0, "Replicas", `${spec.replicas} desired | ${status.replicas} total`);
  writer.field(0, "Update Strategy", spec.updateStrategy.type);
  const { partition } = spec.updateStrategy.rollingUpdate ?? {};
  writer.optional(1, "Partition", partition);
  writer.field(0, "Pods Status", podsStatus(statefulSet, surroundings));
  describePodTemplate(writer, spec.template);
  writeVolumeClaims(writer, (spec.volumeClaimTemplates ?? []) as readonly VolumeClaimTemplate[]);
}

function writeVolumeClaims(writer: SectionWriter, templates: readonly VolumeClaimTemplate[]): void {
  writer.write(0, templates.length === 0 ? "Volume Claims:\t<none>\n" : "Volume Claims:\n");
  for (const { metadata = {}, spec = {} } of templates) {
    writer.field(1, "Name", metadata.name ?? "");
    writer.field(1, "StorageClass", spec.storageClassName ?? "");
    writer.labels("  Labels", metadata.labels);
    writer.labels("  Annotations", metadata.annotations);
    const storage = spec.resources?.requests?.storage;
    writer.field(1, "Capacity", storage === undefined ? "<default>" : canonicalQuantity(storage));
    writer.field(1, "Access Modes", `[${(spec.accessModes ?? []).join(" ")}]`);
  }
}

/** `kubectl describe statefulset`. Models describeStatefulSet of kubectl 1.33. */
import type { StatefulSet } from "../../api/kinds/stateful-set.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { formatQuantity } from "../quantity.ts";
import { type Describer, podsStatus, rfc1123, type Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { describePodTemplate } from "./pod-template.ts";
import { SectionWriter } from "./section-writer.ts";

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

export const statefulSetDescriber: Describer<StatefulSet> = {
  group: "apps",
  kind: "StatefulSet",
  describe: describeStatefulSet,
};

function describeStatefulSet(statefulSet: StatefulSet, surroundings: Surroundings): string {
  const { metadata, spec, status } = statefulSet;
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "CreationTimestamp", rfc1123(metadata.creationTimestamp));
  writer.field(0, "Selector", formatLabelSelector(spec.selector));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.field(0, "Replicas", `${spec.replicas} desired | ${status.replicas} total`);
  writer.field(0, "Update Strategy", spec.updateStrategy.type);
  const { partition } = spec.updateStrategy.rollingUpdate ?? {};
  if (partition !== undefined) writer.field(1, "Partition", partition);
  writer.field(0, "Pods Status", podsStatus(statefulSet, surroundings));
  describePodTemplate(writer, spec.template);
  writeVolumeClaims(writer, (spec.volumeClaimTemplates ?? []) as readonly VolumeClaimTemplate[]);
  describeEvents(writer, statefulSet, surroundings);
  return writer.toString();
}

function writeVolumeClaims(writer: SectionWriter, templates: readonly VolumeClaimTemplate[]): void {
  writer.write(0, templates.length === 0 ? "Volume Claims:\t<none>\n" : "Volume Claims:\n");
  for (const { metadata = {}, spec = {} } of templates) {
    writer.field(1, "Name", metadata.name ?? "");
    writer.field(1, "StorageClass", spec.storageClassName ?? "");
    writer.labels("  Labels", metadata.labels);
    writer.labels("  Annotations", metadata.annotations);
    const storage = spec.resources?.requests?.storage;
    writer.field(1, "Capacity", storage === undefined ? "<default>" : formatQuantity(storage));
    writer.field(1, "Access Modes", `[${(spec.accessModes ?? []).join(" ")}]`);
  }
}

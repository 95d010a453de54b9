/** `kubectl describe statefulset`. Models describeStatefulSet of kubectl 1.33. */
import type { PodTemplateSpec } from "../../api/kinds/pod-spec.ts";
import type { KubeObject, LabelSelector } from "../../api/metadata.ts";
import { formatLabelSelector } from "../../api/selectors.ts";
import { formatQuantity } from "../quantity.ts";
import { type Describer, podsStatus, rfc1123, type Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { describePodTemplate } from "./pod-template.ts";
import { SectionWriter } from "./section-writer.ts";

interface VolumeClaimTemplate {
  readonly metadata?: { readonly name?: string; readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: {
    readonly storageClassName?: string;
    readonly accessModes?: readonly string[];
    readonly resources?: { readonly requests?: Readonly<Record<string, string | number>> };
  };
}

interface StatefulSet extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplateSpec;
    readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly partition?: number; readonly maxUnavailable?: string | number } };
    readonly volumeClaimTemplates?: readonly VolumeClaimTemplate[];
  };
  readonly status: { readonly replicas?: number };
}

export const statefulSetDescriber: Describer<StatefulSet> = { group: "apps", kind: "StatefulSet", describe: describeStatefulSet };

function describeStatefulSet(statefulSet: StatefulSet, surroundings: Surroundings): string {
  const { metadata, spec, status } = statefulSet;
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.field(0, "CreationTimestamp", rfc1123(metadata.creationTimestamp));
  writer.field(0, "Selector", formatLabelSelector(spec.selector));
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.field(0, "Replicas", `${spec.replicas ?? 0} desired | ${status.replicas ?? 0} total`);
  writer.field(0, "Update Strategy", spec.updateStrategy?.type ?? "");
  const { partition, maxUnavailable } = spec.updateStrategy?.rollingUpdate ?? {};
  if (partition !== undefined) writer.field(1, "Partition", partition);
  if (partition !== undefined && maxUnavailable !== undefined) writer.field(1, "MaxUnavailable", maxUnavailable);
  writer.field(0, "Pods Status", podsStatus(statefulSet, surroundings));
  describePodTemplate(writer, spec.template);
  writeVolumeClaims(writer, spec.volumeClaimTemplates ?? []);
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

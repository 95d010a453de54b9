/** The Pod Template section of everything that makes Pods. Models DescribePodTemplate of kubectl 1.33; leaves out topology spread constraints. */
import type { PodSpec, PodTemplateSpec } from "../../api/kinds/pod-spec.ts";
import { byBytes } from "../../go/value.ts";
import { describeContainers } from "./containers.ts";
import type { SectionWriter } from "./section-writer.ts";
import { describeVolumes } from "./volumes.ts";

const SPACE = "  ";

export function describePodTemplate(writer: SectionWriter, { metadata, spec }: PodTemplateSpec): void {
  writer.write(0, "Pod Template:\n");
  writer.labels(`${SPACE}Labels`, metadata?.labels);
  if (Object.keys(metadata?.annotations ?? {}).length > 0)
    writer.annotations(`${SPACE}Annotations`, metadata?.annotations);
  writer.optional(1, "Service Account", spec.serviceAccountName);
  if ((spec.initContainers ?? []).length > 0)
    describeContainers(writer, {
      title: "Init Containers",
      space: SPACE,
      containers: spec.initContainers ?? [],
    });
  describeContainers(writer, { title: "Containers", space: SPACE, containers: spec.containers });
  describeVolumes(writer, spec.volumes, SPACE);
  writer.optional(1, "Priority Class Name", spec.priorityClassName);
  writer.labels(`${SPACE}Node-Selectors`, spec.nodeSelector);
  describeTolerations(writer, `${SPACE}Tolerations`, spec.tolerations);
}

export function describeTolerations(
  writer: SectionWriter,
  title: string,
  tolerations: PodSpec["tolerations"],
): void {
  const sorted = [...(tolerations ?? [])].sort((a, b) => byBytes(a.key ?? "", b.key ?? ""));
  writer.list(
    title,
    sorted.map(({ key = "", value = "", effect = "", operator, tolerationSeconds }) => {
      const what = `${key}${value === "" ? "" : `=${value}`}${effect === "" ? "" : `:${effect}`}`;
      const exists = operator === "Exists" && value === "" ? `${what === "" ? "" : " "}op=Exists` : "";
      return `${what}${exists}${tolerationSeconds === undefined ? "" : ` for ${tolerationSeconds}s`}`;
    }),
  );
}

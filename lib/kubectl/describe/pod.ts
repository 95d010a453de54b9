/** `kubectl describe pod`. Models describePod of kubectl 1.33; leaves out topology spread constraints. */
import { since } from "../../api/columns.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import { describeContainers } from "./containers.ts";
import { controlledBy, describer, rfc1123, type Surroundings } from "./describer.ts";
import { describeTolerations } from "./pod-template.ts";
import type { SectionWriter } from "./section-writer.ts";
import { describeVolumes } from "./volumes.ts";

export const podDescriber = describer(pods, describePod);

function describePod(writer: SectionWriter, pod: Pod, surroundings: Surroundings): void {
  const { spec, status } = pod;
  writePlace(writer, pod);
  writer.labels("Labels", pod.metadata.labels);
  writer.annotations("Annotations", pod.metadata.annotations);
  writeStatus(writer, pod, surroundings.now);
  writeAddresses(writer, pod);
  if ((spec.initContainers ?? []).length > 0) {
    describeContainers(writer, {
      title: "Init Containers",
      space: "",
      containers: spec.initContainers ?? [],
      statuses: status.initContainerStatuses,
      pod,
    });
  }
  describeContainers(writer, {
    title: "Containers",
    space: "",
    containers: spec.containers,
    statuses: status.containerStatuses,
    pod,
  });
  if ((spec.ephemeralContainers ?? []).length > 0) {
    describeContainers(writer, {
      title: "Ephemeral Containers",
      space: "",
      containers: spec.ephemeralContainers ?? [],
      statuses: status.ephemeralContainerStatuses,
      pod,
    });
  }
  writeConditions(writer, pod);
  describeVolumes(writer, spec.volumes, "");
  writer.field(0, "QoS Class", status.qosClass ?? "BestEffort");
  writer.labels("Node-Selectors", spec.nodeSelector);
  describeTolerations(writer, "Tolerations", spec.tolerations);
}

function writePlace(writer: SectionWriter, { metadata, spec, status }: Pod): void {
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.optional(0, "Priority", spec.priority);
  writer.optional(0, "Priority Class Name", spec.priorityClassName);
  writer.optional(0, "Runtime Class Name", spec.runtimeClassName);
  writer.optional(0, "Service Account", spec.serviceAccountName);
  writer.field(0, "Node", isGiven(spec.nodeName) ? `${spec.nodeName}/${status.hostIP ?? ""}` : "<none>");
  if (isGiven(status.startTime)) writer.field(0, "Start Time", rfc1123(status.startTime));
}

function writeStatus(writer: SectionWriter, { metadata, status }: Pod, now: number): void {
  if (isGiven(metadata.deletionTimestamp) && status.phase !== "Failed" && status.phase !== "Succeeded") {
    writer.field(0, "Status", `Terminating (lasts ${since(metadata.deletionTimestamp, now)})`);
    writer.field(0, "Termination Grace Period", `${metadata.deletionGracePeriodSeconds ?? 0}s`);
  } else writer.field(0, "Status", status.phase);
  writer.optional(0, "Reason", status.reason);
  writer.optional(0, "Message", status.message);
}

function writeAddresses(writer: SectionWriter, pod: Pod): void {
  const { podIP, podIPs = [], nominatedNodeName } = pod.status;
  writer.field(0, "IP", podIP ?? "");
  writer.write(0, podIPs.length === 0 ? "IPs:\t<none>\n" : "IPs:\n");
  for (const { ip } of podIPs) writer.field(1, "IP", ip);
  writer.optional(0, "Controlled By", controlledBy(pod));
  writer.optional(0, "NominatedNodeName", nominatedNodeName);
}

function writeConditions(writer: SectionWriter, { spec, status }: Pod): void {
  const conditions = status.conditions ?? [];
  const gates = spec.readinessGates ?? [];
  const gateStatus = (type: string): string =>
    conditions.find((condition) => condition.type === type)?.status ?? "<none>";
  if (gates.length > 0) writer.write(0, "Readiness Gates:\n  Type\tStatus\n");
  for (const { conditionType } of gates) writer.row(1, `${conditionType} `, `${gateStatus(conditionType)} `);
  if (conditions.length > 0) writer.write(0, "Conditions:\n  Type\tStatus\n");
  for (const condition of conditions) writer.row(1, `${condition.type} `, `${condition.status} `);
}

const isGiven = (text: string | null | undefined): text is string =>
  text !== undefined && text !== null && text !== "";

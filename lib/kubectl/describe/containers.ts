/** The Containers section of Pods and Pod templates. Models describeContainers of kubectl 1.33. */
import type { ContainerStatus, Pod } from "../../api/kinds/pod.ts";
import type { Container, Probe } from "../../api/kinds/pod-spec.ts";
import { canonicalQuantity } from "../../api/quantity.ts";
import { byBytes } from "../../go/value.ts";
import { describeEnvironment } from "./container-environment.ts";
import { rfc1123 } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

/** `space`: the further indentation inside a Pod template. */
export interface ContainerSection {
  readonly title: string;
  readonly space: string;
  readonly containers: readonly Container[];
  readonly statuses?: readonly ContainerStatus[] | undefined;
  /** The Pod whose fields its environment refers to. */
  readonly pod?: Pod;
}

export function describeContainers(writer: SectionWriter, section: ContainerSection): void {
  const { title, space, containers } = section;
  writer.write(0, `${space}${title}:${containers.length === 0 ? " <none>" : ""}\n`);
  for (const container of containers) {
    const status = section.statuses?.find((candidate) => candidate.name === container.name);
    writer.write(1, `${space === "" ? "" : " "}${container.name}:\n`);
    writeBasics(writer, container, status);
    writeLines(writer, "Command", container.command);
    writeLines(writer, "Args", container.args);
    if (status !== undefined) writeStatus(writer, status);
    writeResources(writer, "Limits", container.resources?.limits);
    writeResources(writer, "Requests", container.resources?.requests);
    if (container.livenessProbe !== undefined)
      writer.field(2, "Liveness", formatProbe(container.livenessProbe));
    if (container.readinessProbe !== undefined)
      writer.field(2, "Readiness", formatProbe(container.readinessProbe));
    if (container.startupProbe !== undefined) writer.field(2, "Startup", formatProbe(container.startupProbe));
    describeEnvironment(writer, container, section.pod);
    writeMounts(writer, container);
  }
}

function writeBasics(writer: SectionWriter, container: Container, status: ContainerStatus | undefined): void {
  if (status !== undefined) writer.field(2, "Container ID", status.containerID ?? "");
  writer.field(2, "Image", container.image ?? "");
  if (status !== undefined) writer.field(2, "Image ID", status.imageID);
  const ports = container.ports ?? [];
  writePorts(
    writer,
    "Port",
    ports.map((port) => `${port.containerPort}/${port.protocol}`),
  );
  writePorts(
    writer,
    "Host Port",
    ports.map((port) => `${port.hostPort ?? 0}/${port.protocol}`),
  );
  const seccomp = container.securityContext?.seccompProfile;
  writer.optional(2, "SeccompProfile", seccomp?.type);
  writer.optional(3, "LocalhostProfile", seccomp?.localhostProfile);
}

function writePorts(writer: SectionWriter, title: string, ports: readonly string[]): void {
  if (ports.length > 1) writer.field(2, `${title}s`, ports.join(", "));
  else writer.field(2, title, ports[0] ?? "<none>");
}

function writeLines(writer: SectionWriter, title: string, words: readonly string[] | undefined): void {
  if (words === undefined || words.length === 0) return;
  writer.write(2, `${title}:\n`);
  for (const line of words.flatMap((word) => word.split("\n"))) writer.write(3, `${line}\n`);
}

function writeStatus(writer: SectionWriter, status: ContainerStatus): void {
  writeState(writer, "State", status.state);
  if (status.lastState?.terminated !== undefined) writeState(writer, "Last State", status.lastState);
  writer.field(2, "Ready", status.ready ? "True" : "False");
  writer.field(2, "Restart Count", status.restartCount);
}

function writeState(writer: SectionWriter, title: string, state: ContainerStatus["state"]): void {
  const { running, terminated, waiting } = state ?? {};
  if (running !== undefined) {
    writer.field(2, title, "Running");
    writer.field(3, "Started", rfc1123(running.startedAt));
  } else if (waiting !== undefined || terminated === undefined) {
    writer.field(2, title, "Waiting");
    if (isGiven(waiting?.reason)) writer.field(3, "Reason", waiting.reason);
  } else {
    writer.field(2, title, "Terminated");
    writer.optional(3, "Reason", terminated.reason);
    writer.optional(3, "Message", terminated.message);
    writer.field(3, "Exit Code", terminated.exitCode);
    if ((terminated.signal ?? 0) > 0) writer.field(3, "Signal", terminated.signal ?? 0);
    writer.field(3, "Started", rfc1123(terminated.startedAt));
    writer.field(3, "Finished", rfc1123(terminated.finishedAt));
  }
}

type Quantities = Readonly<Record<string, string | number>> | undefined;

export function writeResources(
  writer: SectionWriter,
  title: string,
  quantities: Quantities,
  level = 2,
): void {
  const entries = Object.entries(quantities ?? {}).sort(([a], [b]) => byBytes(a, b));
  if (entries.length === 0) return;
  writer.write(level, `${title}:\n`);
  for (const [name, quantity] of entries) writer.field(level + 1, name, canonicalQuantity(quantity));
}

function formatProbe(probe: Probe): string {
  const seconds = (value: number | undefined): string => `${value ?? 0}s`;
  const times = `delay=${seconds(probe.initialDelaySeconds)} timeout=${seconds(probe.timeoutSeconds)} period=${seconds(probe.periodSeconds)}`;
  return `${probedAction(probe)} ${times} #success=${probe.successThreshold ?? 0} #failure=${probe.failureThreshold ?? 0}`;
}

function probedAction({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec !== undefined) return `exec [${(exec.command ?? []).join(" ")}]`;
  if (httpGet !== undefined) {
    const { scheme = "", host = "", port, path = "" } = httpGet;
    return `http-get ${scheme.toLowerCase()}://${host}:${port}${path === "" || path.startsWith("/") ? path : `/${path}`}`;
  }
  if (tcpSocket !== undefined) return `tcp-socket ${tcpSocket.host ?? ""}:${tcpSocket.port}`;
  return grpc === undefined ? "unknown" : `grpc <pod>:${grpc.port} ${grpc.service ?? ""}`;
}

function writeMounts(writer: SectionWriter, container: Container): void {
  const mounts = [...(container.volumeMounts ?? [])].sort((a, b) => byBytes(a.mountPath, b.mountPath));
  writer.write(2, mounts.length === 0 ? "Mounts:\t<none>\n" : "Mounts:\n");
  for (const { mountPath, name, readOnly, subPath } of mounts) {
    const flags = [
      readOnly === true ? "ro" : "rw",
      ...(isGiven(subPath) ? [`path=${JSON.stringify(subPath)}`] : []),
    ];
    writer.write(3, `${mountPath} from ${name} (${flags.join(",")})\n`);
  }
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== "";

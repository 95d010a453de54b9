/** The READY, STATUS and RESTARTS cells of Pods. Models printPod in pkg/printers/internalversion. */
import { humanDuration } from "../columns.ts";
import type { ContainerStatus, Pod } from "./pod.ts";

/** Ready containers of all, sidecars among them: `1/2`. */
export function podReady(pod: Pod): string {
  const statuses = pod.status.containerStatuses ?? [];
  const sidecars = sidecarNames(pod);
  const ready = statuses.filter((status) => status.ready && status.state?.running !== undefined).length;
  const readySidecars = (pod.status.initContainerStatuses ?? []).filter(
    (status) => sidecars.has(status.name) && status.ready && status.state?.running !== undefined,
  ).length;
  return `${ready + readySidecars}/${pod.spec.containers.length + sidecars.size}`;
}

/** One word for the whole Pod: its phase, or what holds it up. */
export function podStatus(pod: Pod): string {
  const initial = pod.status.reason ?? (pod.status.phase as string);
  const gated = pod.status.conditions?.some((condition) => condition.type === "PodScheduled" && condition.reason === "SchedulingGated");
  const initializing = initStatus(pod);
  let status = initializing ?? runningStatus(pod, gated === true ? "SchedulingGated" : initial);
  if (pod.metadata.deletionTimestamp !== undefined && pod.metadata.deletionTimestamp !== null) {
    if (pod.status.reason === "NodeLost") status = "Unknown";
    else if (pod.status.phase !== "Succeeded" && pod.status.phase !== "Failed") status = "Terminating";
  }
  return status;
}

/** How often containers restarted, and when last: `3 (5m ago)`. */
export function podRestarts(pod: Pod, now: number): string | number {
  const sidecars = sidecarNames(pod);
  const inits = pod.status.initContainerStatuses ?? [];
  const counted = initStatus(pod) === undefined ? [...(pod.status.containerStatuses ?? []), ...inits.filter((status) => sidecars.has(status.name))] : inits;
  const restarts = counted.reduce((sum, status) => sum + status.restartCount, 0);
  const finished = counted.map((status) => Date.parse(status.lastState?.terminated?.finishedAt ?? "")).filter((time) => !Number.isNaN(time));
  if (restarts === 0 || finished.length === 0) return restarts;
  return `${restarts} (${humanDuration(now - Math.max(...finished))} ago)`;
}

function sidecarNames(pod: Pod): Set<string> {
  return new Set((pod.spec.initContainers ?? []).filter((container) => container.restartPolicy === "Always").map((container) => container.name));
}

/** `Init:...` while an init container is at work or failed; undefined once all are through. */
function initStatus(pod: Pod): string | undefined {
  const statuses = pod.status.initContainerStatuses ?? [];
  const sidecars = sidecarNames(pod);
  for (const [at, status] of statuses.entries()) {
    const terminated = status.state?.terminated;
    if (terminated?.exitCode === 0) continue;
    if (sidecars.has(status.name) && status.started === true) continue;
    if (terminated !== undefined) return `Init:${terminatedWord(terminated)}`;
    const waiting = status.state?.waiting?.reason ?? "";
    if (waiting !== "" && waiting !== "PodInitializing") return `Init:${waiting}`;
    return `Init:${at}/${pod.spec.initContainers?.length ?? 0}`;
  }
  return undefined;
}

function terminatedWord(terminated: { reason?: string | undefined; signal?: number | undefined; exitCode: number }): string {
  if (terminated.reason !== undefined && terminated.reason !== "") return terminated.reason;
  return terminated.signal !== undefined && terminated.signal !== 0 ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
}

/** The first container that has something to say wins; a Pod of which some containers ended is NotReady or Running. */
function runningStatus(pod: Pod, initial: string): string {
  const statuses = pod.status.containerStatuses ?? [];
  const word = statuses.map(containerWord).find((found) => found !== undefined) ?? initial;
  const running = statuses.some((status) => status.ready && status.state?.running !== undefined);
  if (word !== "Completed" || !running) return word;
  const ready = pod.status.conditions?.some((condition) => condition.type === "Ready" && condition.status === "True");
  return ready === true ? "Running" : "NotReady";
}

function containerWord({ state }: ContainerStatus): string | undefined {
  const waiting = state?.waiting?.reason ?? "";
  if (waiting !== "") return waiting;
  return state?.terminated === undefined ? undefined : terminatedWord(state.terminated);
}
